import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { App, RunSummary } from '../../src/app/app.ts';
import type { AppParts } from '../../src/app/app-parts.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { readTurn } from '../../src/model/export-turn.ts';
import type { RunEvent } from '../../src/model/run.ts';
import { afterChanges } from '../support/child.ts';
import { ACCESS, makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { expectNoTwin, program, slowCreate } from './under-way.ts';

const LANDING = 'notice.export.landing';
const TAKEN_OVER = 'notice.export.takenOver';
const TASKS = ['export-goods'] as const;
/** The other installation's memory, beside that of the world. */
const OTHER = 'other';
const SECOND = 'Втори';
const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 0, goods: 30, sold: 10, settings: { identity: 'shop.example' } });
  open.push(made);
  return made;
}

/** Another application over a memory of the world's folder, with a profile for the same shop and warehouse. */
async function another(
  made: World,
  { data, name, ...parts }: Partial<AppParts> & { readonly data: string; readonly name: string },
): Promise<App> {
  const app = makeApp({ ...(await openWorldParts(join(made.folder, data))), ...parts });
  open.push(app);
  const { profile } = await made.app.showProfile(PROFILE);
  // Two profiles of one memory import no order twice.
  await app.addProfile(name, { ...profile.settings, import: false });
  await app.setSecret(name, 'secret', ACCESS.secret);
  return app;
}

interface Told {
  readonly end: RunSummary['end'];
  readonly codes: readonly string[];
}

/** A run of an export, and what it told. `stopAt`: a person stops it when it tells this. */
async function run(app: App, name: string, stopAt?: string): Promise<Told> {
  const codes: string[] = [];
  const stop = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.type !== 'notice') return;
    codes.push(event.code);
    if (event.code === stopAt) stop.abort();
  };
  const request = { tasks: TASKS, isConfirmed: true, onEvent, signal: stop.signal };
  return { end: (await app.run(name, request)).end, codes };
}

/** The first one's own next run, for which nothing lands any more. */
async function firstAgain(made: World): Promise<RunSummary['end']> {
  const app = makeApp({ ...(await openWorldParts(join(made.folder, 'data'))), landingMs: 0 });
  open.push(app);
  return (await run(app, PROFILE)).end;
}

/** The turn as it stands in the warehouse. */
function turn(made: World): ReturnType<typeof readTurn> {
  const [row] = made.rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZEXP-%-%'");
  return readTurn(String(row?.['NextAcct']));
}

/** The program is killed with a product under way, which the shop makes so much later. */
async function killedUnderWay(made: World, slowMs: number): Promise<{ readonly landed: Promise<void> }> {
  const isUnderWay = await slowCreate(made, slowMs);
  const kill = new AbortController();
  const killed = program(made, { signal: kill.signal });
  await isUnderWay();
  const lands = delay(slowMs + 300);
  kill.abort();
  expect((await killed).signal).toBe('SIGKILL');
  expect(turn(made)?.holder).not.toBe(null);
  return { landed: lands };
}

/** What whoever sends goods leaves to another who takes the turn; over whatever memory the tests have. */
export function describeTurnLeft(memory: string): void {
  describe(`the turn of one who ended with a product under way at a slow shop, ${memory}`, () => {
    it('killed: another installation waits until it has come; one killed or stopped in the wait leaves it to the next', async () => {
      const made = await world();
      const other = await another(made, { data: OTHER, name: PROFILE, landingMs: 8000 });
      const { landed } = await killedUnderWay(made, 7000);
      const left = turn(made);
      const waiting = await program(made, { data: OTHER, killAfter: (line) => line.includes(LANDING) });
      expect([waiting.signal, turn(made)]).toEqual(['SIGKILL', left]);
      const stopped = await run(other, PROFILE, LANDING);
      expect([stopped.end, turn(made)]).toEqual(['stopped', left]);
      const last = await run(other, PROFILE);
      expect(last.end).toBe('done');
      expect(last.codes).toEqual(expect.arrayContaining([LANDING, TAKEN_OVER]));
      await landed;
      expect([(await run(other, PROFILE)).end, await firstAgain(made)]).toEqual(['done', 'done']);
      expectNoTwin(made);
    }, 60_000);

    it('killed: another profile of its memory waits; of one that had nothing under way it takes the turn at once', async () => {
      const made = await world();
      const second = await another(made, { data: 'data', name: SECOND, landingMs: 4000 });
      const { landed } = await killedUnderWay(made, 2500);
      const first = await run(second, SECOND);
      expect(first.end).toBe('done');
      expect(first.codes).toContain(LANDING);
      await landed;
      expect(await firstAgain(made)).toBe('done');
      expectNoTwin(made);

      made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 0.01 WHERE ID BETWEEN 16 AND 22');
      made.sandbox.faults.add({ kind: 'latency', amount: 300 });
      expect((await program(made, { killAfter: afterChanges(2) })).signal).toBe('SIGKILL');
      made.sandbox.faults.clear();
      expect(turn(made)?.holder).not.toBe(null);
      const taken = await run(second, SECOND);
      expect(taken.end).toBe('done');
      expect([taken.codes.includes(TAKEN_OVER), taken.codes.includes(LANDING)]).toEqual([true, false]);
    }, 60_000);

    it('stopped by a person: an installation on another machine waits until it has come, too', async () => {
      const made = await world();
      const machine = { host: 'other-pc', boot: 'boot', processes: '' };
      const other = await another(made, { data: OTHER, name: PROFILE, landingMs: 3000, machine });
      const isUnderWay = await slowCreate(made, 2000);
      const stop = new AbortController();
      const request = { tasks: TASKS, isConfirmed: true, onEvent: () => undefined, signal: stop.signal };
      const first = made.app.run(PROFILE, request);
      await isUnderWay();
      const landed = delay(2300);
      stop.abort();
      expect((await first).end).toBe('stopped');
      expect(turn(made)?.holder).not.toBe(null);
      const next = await run(other, PROFILE);
      expect(next.end).toBe('done');
      expect(next.codes).toContain(LANDING);
      expect(turn(made)?.holder).toBe(null);
      await landed;
      expect(await firstAgain(made)).toBe('done');
      expectNoTwin(made);
    }, 60_000);
  });
}
