import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import type { App, RunSummary } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { PairAnswer } from '../../src/model/pair.ts';
import type { TaskName } from '../../src/model/run.ts';
import { documents } from '../support/invariants.ts';
import { makeWorld, openWorldApp, openWorldParts, PROFILE } from '../support/world.ts';
import { itOnFile as it } from '../support/memory/on-file.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 2 });
  open.push(made);
  return made;
}

/** The program over a data folder, as on a machine of this name. */
async function programOn(folder: string, host: string, boot = 'boot-1'): Promise<App> {
  const app = makeApp({ ...(await openWorldParts(folder)), machine: { host, boot, processes: '' } });
  open.push(app);
  return app;
}

async function copyOf(made: World, name: string): Promise<string> {
  const folder = join(made.folder, name);
  await mkdir(folder);
  await cp(join(made.folder, 'data'), folder, { recursive: true });
  return folder;
}

async function run(app: App, tasks: readonly TaskName[] | null = null): Promise<RunSummary> {
  return app.run(PROFILE, { tasks, isConfirmed: true, onEvent: () => undefined, signal: never });
}

const marks = (made: World): readonly string[] =>
  made
    .rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZINS-%'")
    .map((row) => String(row['NextAcct']));
const codes = async (app: App): Promise<readonly string[]> =>
  (await app.attention(PROFILE)).map((item) => item.code);
const answer = async (app: App, how: PairAnswer) => app.pairs.answer(PROFILE, how, never);

describe('a data folder that was copied', () => {
  it('Q8: is noticed by the first run after the copy has run, which writes nothing; the original goes on', async () => {
    const made = await world();
    const original = await programOn(join(made.folder, 'data'), 'SKLAD-PC');
    await run(original);
    const copy = await programOn(await copyOf(made, 'copy'), 'LAPTOP');
    expect(await run(copy)).toMatchObject({ end: 'done', parked: 0 });
    made.sandbox.placeOrder({
      lines: [{ code: String(made.sandbox.store.list('products')[0]?.['productCode']), quantity: '1' }],
    });
    const kept = marks(made);
    const asked = await run(original);
    expect(asked).toMatchObject({ end: 'failed', error: { code: 'pair.memory.copied', kind: 'setting' } });
    expect(asked.error?.facts).toEqual({ profile: PROFILE, before: 'laptop', now: 'SKLAD-PC' });
    expect([documents(made).length, marks(made)]).toEqual([2, kept]);
    await expect(answer(original, 'moved')).rejects.toMatchObject({ code: 'pair.otherAnswer' });
    expect(await original.pairs.look(PROFILE, never)).toMatchObject({ side: 'installation' });
    expect(await answer(original, 'original')).toEqual({ isFormer: false, question: null });
    expect(await run(original)).toMatchObject({ end: 'done' });
    expect(documents(made)).toHaveLength(3);
    // Now it is the copy that is asked.
    expect((await run(copy)).error?.code).toBe('pair.memory.copied');
    await answer(copy, 'copy');
    expect(await run(copy)).toMatchObject({ end: 'done', parked: 1 });
    expect(await codes(copy)).toEqual(['installation.other']);
    expect(await run(original, ['export-stock'])).toMatchObject({ end: 'done', parked: 1 });
    expect((await original.attention(PROFILE))[0]?.facts).toMatchObject({ hosts: 'laptop' });
    expect(await codes(original)).toEqual(['installation.other']);
    expect(documents(made)).toHaveLength(3);
    await original.release(PROFILE, 'all');
    expect(await run(original)).toMatchObject({ end: 'done', parked: 0 });
  });

  it('Q8: an older copy that is put back is asked too, on the same machine, and a restored warehouse is not', async () => {
    const made = await world();
    await made.run();
    const older = await copyOf(made, 'older');
    for (let times = 0; times < 3; times += 1) await made.run(['export-stock']);
    const restored = await openWorldApp(older);
    open.push(restored);
    expect((await run(restored)).error?.code).toBe('pair.memory.copied');
    const [key = ''] = marks(made);
    made.change('DELETE FROM nextacct WHERE NextAcct = ?', key);
    expect(await made.run()).toMatchObject({ end: 'done' });
  });

  it('Q8: two that begin at once: one of them is asked before it writes anything', async () => {
    const made = await world();
    await made.run();
    const copy = await openWorldApp(await copyOf(made, 'copy'));
    open.push(copy);
    const ends = await Promise.all([made.run(), run(copy)]);
    const asked = ends.filter(({ error }) => error?.code === 'pair.memory.copied');
    expect([asked.length, ends.filter(({ end }) => end === 'done').length]).toEqual([1, 1]);
  });

  it('Q8: a run leaves one mark, whatever it does, and a machine that is started anew is the same', async () => {
    const made = await world();
    for (const tasks of [null, ['export-goods'], ['export-stock'], ['import-orders']] as const)
      expect(await made.run(tasks ?? undefined)).toMatchObject({ end: 'done' });
    expect(marks(made)).toHaveLength(1);
    const again = await programOn(join(made.folder, 'data'), 'other-name', 'boot-2');
    expect(await run(again)).toMatchObject({ end: 'done', parked: 0 });
    expect(marks(made)).toHaveLength(1);
  });
});
