import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { RetentionKeeper } from '../../src/app/retention/retention-keeper.ts';
import { runChild } from '../support/child.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DAY_MS = 86_400_000;
/** More days than are kept, and a month more: where the log is kept by months, they go as a whole. */
const LATER = 432;
const never = new AbortController().signal;
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 3, goods: 12, sold: 5 });
  open.push(() => made.close());
  return made;
}

/** The same memory by a clock that is so many days ahead. */
async function later(made: World, days: number) {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, clock: { now: () => Date.now() + days * DAY_MS } });
  open.push(() => app.close());
  return app;
}

describe('what is old', () => {
  it('is forgotten by itself once a day, and told once; orders, УНП and their documents stay', async () => {
    const made = await world();
    await made.run(['import-orders']);
    await made.run(['export-goods']);
    await made.run(['export-goods']);
    await made.run(['export-goods']);
    const before = await made.ledger();
    const app = await later(made, LATER);
    await app.access.desk.add({ name: 'Иван', password: 'дълга парола 1', role: 'owner', language: 'bg' });
    await made.app.access.logIn({ name: 'Иван', password: 'дълга парола 1', from: '127.0.0.1' });
    const told: unknown[] = [];
    const clock = { now: () => Date.now() + LATER * DAY_MS };
    const keeper = new RetentionKeeper(app.retention, clock, {
      onForgotten: (last) => void told.push(last),
      forgetLogs: () => 2,
    });
    expect([await keeper.look(never), await keeper.look(never)]).toEqual([true, false]);
    expect(told).toMatchObject([{ runs: 2, sessions: 1, logFiles: 2, compaction: 'no' }]);
    const runs = (await app.runs(PROFILE, 9)).map(({ tasks }) => tasks);
    expect(runs).toEqual([['export-goods'], ['import-orders']]);
    expect(await made.ledger()).toEqual(before);
    const [entry] = before;
    const story = await app.orderStory(PROFILE, entry?.orderNumber ?? (0 as never));
    expect([story.versions.length, story.history.length > 0]).toEqual([1, true]);
    const vitals = await app.vitals.profiles();
    expect(Object.keys(vitals[0]?.lastSuccess ?? {}).toSorted()).toEqual(['export-goods', 'import-orders']);
    expect(await app.retention.status()).toMatchObject({ days: 400, last: { runs: 2 } });
  });

  // A database keeps its log by months and drops them as a whole: it has no file to make smaller.
  itOnFile('room is given back where it pays, but not while a run holds the memory', async () => {
    const made = await world();
    const { profile } = await made.app.showProfile(PROFILE);
    const { state } = await openWorldParts(join(made.folder, 'data'));
    open.push(() => state.close());
    const label = 'Стока '.repeat(40_000);
    const change = {
      key: 'k',
      task: 'export-goods',
      kind: 'updateProduct',
      subject: 'good:1',
      label,
    } as const;
    const event = {
      type: 'change',
      task: 'export-goods',
      change: { ...change, fields: [] },
      outcome: { kind: 'done' },
    } as const;
    const at = new Date().toISOString();
    for (const events of [50, 0]) {
      const runId = await state.runs.start(profile.id, { tasks: [], trigger: 'person' }, at);
      await state.runs.addEvents(
        runId,
        Array.from({ length: events }, () => ({ at, event })),
      );
      await state.runs.finish(runId, { end: 'done', counts: {}, nowIso: at });
    }
    const app = await later(made, 401);
    const held = { id: profile.id, name: PROFILE };
    const lease = await state.leases.acquire(held, {
      holder: 'x',
      ttlMs: 30_000,
      isAlive: () => null,
      landingMs: 0,
    });
    if (!lease.taken) throw new Error('held');
    expect(await app.retention.forget({ signal: never })).toMatchObject({ runs: 1, compaction: 'busy' });
    await state.leases.release(lease.fence, 0);
    const done = await app.retention.forget({ signal: never });
    expect(done).toMatchObject({ runs: 0, compaction: 'done' });
    expect(done.freedBytes).toBeGreaterThan(16 << 20);
    expect(await app.retention.forget({ signal: never })).toMatchObject({ compaction: 'no' });
  });
});

describe('for how long', () => {
  it('is set in the terminal and on the page, between 30 days and ten years, and stands in the log of changes', async () => {
    const made = await world();
    const data = ['--data', join(made.folder, 'data'), '--lang', 'en'];
    const type = async (...args: readonly string[]) => runChild({ args: ['retention', ...args, ...data] });
    const shown = await type();
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('400\u{A0}days')]);
    for (const wrong of ['29', '3651'])
      expect([wrong, (await type(`--days=${wrong}`)).code]).toEqual([wrong, 2]);
    const set = await type('--days', '730', '--now', '--json');
    expect(JSON.parse(set.stdout)).toMatchObject({ days: 730, last: { runs: 0, compaction: 'no' } });
    const doctor = await runChild({ args: ['doctor', ...data] });
    expect(doctor.stdout).toContain('is kept for 730\u{A0}days');
    const served = await openPage(made);
    open.push(() => served.close());
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    expect((await owner.call('GET', '/api/retention')).body).toMatchObject({ days: 730 });
    expect((await owner.call('PUT', '/api/retention', { body: { days: 7 } })).status).toBe(422);
    expect((await owner.call('PUT', '/api/retention', { body: { days: 90 } })).body['days']).toBe(90);
    const changes = await made.app.changes.list({ profile: null, before: null, limit: 9 });
    const fields = changes.filter(({ field }) => field === 'retention');
    expect(fields.map(({ before, after }) => [before, after])).toEqual([
      ['730', '90'],
      ['400', '730'],
    ]);
  }, 120_000);
});
