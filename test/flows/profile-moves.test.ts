import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { App, RunSummary } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { documents } from '../support/invariants.ts';
import { describePostgres, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';
import { ACCESS, ledgerOf, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const PASSPHRASE = 'planted passphrase of a file';
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-moves-'));
let server: PrivatePostgres;

beforeAll(async () => {
  server = await startPostgres();
});
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The program over a memory in a database, with a key of its own. */
async function hoster(): Promise<App> {
  const environment = { ...process.env, SKLADBRIDGE_DATABASE: await server.makeMemory() };
  const app = makeApp(await openParts(mkdtempSync(join(folder, 'hoster-')), environment));
  open.push(app);
  return app;
}

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 4 });
  open.push(made);
  return made;
}

async function run(app: App): Promise<RunSummary> {
  return app.run(PROFILE, { tasks: null, isConfirmed: false, onEvent: () => undefined, signal: never });
}

function changesOf({ end, counts, parked }: RunSummary): unknown {
  const changed = Object.values(counts).map(({ created, updated, failed }) => created + updated + failed);
  return { end, parked, changed: changed.reduce((sum, each) => sum + each, 0) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (error: unknown) => asSyncError(error).code,
  );
}

async function move(from: App, to: App, file: string): Promise<void> {
  await from.moved.export(PROFILE, { file, passphrase: PASSPHRASE });
  await to.moved.import({ file, passphrase: PASSPHRASE }, null);
}

function order(made: World): void {
  made.sandbox.placeOrder({
    lines: [{ code: String(made.sandbox.store.list('products')[0]?.['productCode']), quantity: '1' }],
  });
}

const NOTHING = { end: 'done', parked: 0, changed: 0 };

describePostgres('a profile that moves', () => {
  it('from a folder to a database and back: each next run changes nothing, no order and no УНП is lost or drawn twice', async () => {
    const made = await world();
    await made.run();
    const before = { ledger: await made.ledger(), runs: await made.app.runs(PROFILE, 10) };
    const events = async (app: App, id: number): Promise<number> => {
      let told = 0;
      for await (const batch of app.runEvents(PROFILE, id)) told += batch.length;
      return told;
    };
    const told = await events(made.app, before.runs[0]!.id);
    const there = await hoster();
    await move(made.app, there, join(made.folder, 'there.profile'));

    expect(await codeOf(run(made.app))).toBe('profile.notFound');
    expect([await made.app.listProfiles(), (await there.listProfiles()).length]).toEqual([[], 1]);
    expect(await ledgerOf(there)).toEqual(before.ledger);
    const [moved] = await there.runs(PROFILE, 10);
    expect(moved).toMatchObject({ ...before.runs[0], id: moved!.id });
    expect(await events(there, moved!.id)).toBe(told);
    expect(changesOf(await run(there))).toEqual(NOTHING);

    order(made);
    expect(await run(there)).toMatchObject({ end: 'done', parked: 0 });
    const now = await ledgerOf(there);
    expect(now).toHaveLength(before.ledger.length + 1);
    await move(there, made.app, join(made.folder, 'back.profile'));
    expect(await ledgerOf(made.app)).toEqual(now);
    expect([await there.listProfiles(), await made.app.removed.list()]).toEqual([[], []]);
    expect(changesOf(await run(made.app))).toEqual(NOTHING);
    order(made);
    await run(made.app);
    const unps = (await made.ledger()).map(({ unp }) => unp);
    expect([new Set(unps).size, documents(made).length]).toEqual([now.length + 1, now.length + 1]);
  });

  it('runs at one place: what was left behind is not taken back in passing, and asks before it writes (Q8)', async () => {
    const made = await world();
    await made.run();
    const there = await hoster();
    await move(made.app, there, join(made.folder, 'there.profile'));
    await run(there);
    expect(await codeOf(made.app.removed.restore(PROFILE, { name: null }))).toBe('move.away');
    await made.app.removed.restore(PROFILE, { name: null, isMovedBack: true });
    expect(await codeOf(run(made.app))).toBe('run.firstNeedsPlan');
    order(made);
    const count = documents(made).length;
    expect((await made.run()).error?.code).toBe('pair.memory.copied');
    expect(documents(made)).toHaveLength(count);
  });

  it('takes its secrets along, sealed: neither the file nor another passphrase gives them away', async () => {
    const made = await world();
    const there = await hoster();
    const file = join(made.folder, 'there.profile');
    await made.app.moved.export(PROFILE, { file, passphrase: PASSPHRASE });
    expect(readFileSync(file).includes(ACCESS.secret)).toBe(false);
    const wrong = { file, passphrase: 'another passphrase' };
    expect(await codeOf(there.moved.import(wrong, null))).toBe('move.passphraseWrong');
    await there.moved.import({ file, passphrase: PASSPHRASE }, 'Друг');
    expect((await there.testProfile('Друг', never)).shop?.newestOrders.length).toBeGreaterThan(0);
  });
});
