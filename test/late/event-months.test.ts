import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { databaseAddress } from '../../src/state/postgres/database-address.ts';
import { EVENT_MONTHS } from '../../src/state/postgres/event-months.ts';
import { migrateDatabase } from '../../src/state/postgres/migrate-database.ts';
import { openPool } from '../../src/state/postgres/postgres-pool.ts';
import { openPostgresState } from '../../src/state/postgres/postgres-state.ts';
import { inPostgresWords } from '../../src/state/postgres/postgres-tables.ts';
import { STATE_VERSION } from '../../src/state/sql/migrations.ts';
import type { State } from '../../src/state/state.ts';
import { describePostgres, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';

// The log of runs by months while several processes use it: nothing is refused, lost or seen twice.

const MIGRATIONS = new URL('../../src/state/sql/migrations/', import.meta.url);
/** The last version whose log was one table. */
const ONE_TABLE = 32;
const WRITES = 40;
const OLD = '2031-01-15T10:00:00.000Z';
const NOW = '2031-06-15T10:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-months-'));
let server: PrivatePostgres;

function change(subject: string): RunEvent {
  const task = 'export-goods';
  const made = { key: subject, task, kind: 'updateProduct', subject, label: subject, fields: [] } as const;
  return { type: 'change', task, change: made, outcome: { kind: 'done' } };
}

async function started(state: State, at: string): Promise<number> {
  const [profile] = await state.profiles.list();
  const { id } = profile ?? (await state.profiles.add('Магазин', defaultSettings(), at));
  return state.runs.start(id, { tasks: ['export-goods'], trigger: 'schedule' }, at);
}

/** Writes events one by one, each at this moment, until they are all there. */
async function write(state: State, at: string): Promise<void> {
  const run = await started(state, at);
  for (let good = 0; good < WRITES; good += 1)
    await state.runs.addEvents(run, [{ at, event: change(`good:${good}`) }]);
  await state.runs.finish(run, { end: 'done', counts: {}, nowIso: at });
}

const countAt = async (url: string, at: string): Promise<unknown> =>
  (
    await server.query(
      `select count(*)::int as n, count(distinct id)::int as ids from run_events
    where at = '${at}'`,
      url,
    )
  )[0];

describePostgres('the log of runs by months, in PostgreSQL', () => {
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (url: string): Promise<State> =>
    openPostgresState({ address: databaseAddress(url), folder });

  it('expand, deploy, contract: an older program writes on while its log becomes parts', async () => {
    const url = await server.makeMemory();
    const names = readdirSync(MIGRATIONS).toSorted().slice(0, ONE_TABLE);
    const texts = names.map((name) => readFileSync(new URL(name, MIGRATIONS), 'utf8'));
    await server.query(inPostgresWords(texts, 'tables'), url);
    await server.query(
      `create table memory_version (version bigint not null, oldest bigint);
      insert into memory_version values (${ONE_TABLE}, ${ONE_TABLE})`,
      url,
    );
    // What a program of that version asks for: its log is all that is another one here.
    const older = openPool(url);
    const now = new Date().toISOString();
    const writing = (async () => {
      for (let good = 0; good < WRITES; good += 1)
        await older.transaction().execute((transaction) =>
          transaction
            .insertInto('run_events')
            .values({ run_id: 1, at: now, subject: `good:${good}`, event: '{}' })
            .execute(),
        );
    })();
    const [, versions] = await Promise.all([writing, migrateDatabase(databaseAddress(url))]);
    expect(versions).toEqual({ before: ONE_TABLE, after: STATE_VERSION });
    expect(await countAt(url, now)).toEqual({ n: WRITES, ids: WRITES });
    await older.destroy();
  });

  it('months are made and dropped by two at once while others write: each event is there once', async () => {
    const url = await server.makeMemory();
    const [one, two] = [await open(url), await open(url)];
    await one.housekeeping.makeMonths(OLD);
    for (const at of ['2031-01-15', '2031-02-15', '2031-03-15']) await write(one, `${at}T10:00:00.000Z`);
    const forget = async (state: State): Promise<number> => {
      await state.housekeeping.makeMonths(NOW);
      let events = 0;
      for (;;) {
        const gone = await state.housekeeping.forgetMonth(NOW);
        if (gone === null) return events;
        events += gone;
      }
    };
    const young = ['2031-06-15T10:00:00.001Z', '2031-06-15T10:00:00.002Z'];
    const [first, second] = await Promise.all([
      forget(one),
      forget(two),
      ...young.map(async (at) => write(at.endsWith('1Z') ? one : two, at)),
    ]);
    // The last run of a trigger and an end stays: at first those of March are of it.
    expect([2 * WRITES, 3 * WRITES]).toContain(first + second);
    for (const at of young) expect(await countAt(url, at)).toEqual({ n: WRITES, ids: WRITES });
    const months = await server.query(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'run_events'::regclass order by 1",
      url,
    );
    expect(months.map(({ name }) => name)).toEqual([
      'run_events_2031_06',
      'run_events_2031_07',
      'run_events_2031_08',
      'run_events_default',
      'run_events_past',
    ]);
    await Promise.all([one.close(), two.close()]);
  });

  it('a process that dies before a month is dropped leaves a whole log, and the next one drops it', async () => {
    const url = await server.makeMemory();
    const state = await open(url);
    await state.housekeeping.makeMonths(OLD);
    await write(state, OLD);
    await write(state, NOW);
    const database = openPool(url);
    const month = { month: '2031-01', until: '2031-02' };
    for (const prepare of EVENT_MONTHS.preparing)
      await database.transaction().execute((transaction) => prepare(transaction, month));
    await expect(
      database.transaction().execute(async (transaction) => {
        await EVENT_MONTHS.drop(transaction, month, sql<boolean>`true`);
        throw new Error('died');
      }),
    ).rejects.toThrow('died');
    expect(await countAt(url, OLD)).toEqual({ n: WRITES, ids: WRITES });
    await write(state, '2019-01-01T00:00:00.000Z');
    expect(await state.housekeeping.forgetMonth(NOW)).toBe(WRITES);
    expect(await countAt(url, OLD)).toEqual({ n: 0, ids: 0 });
    await database.destroy();
    await state.close();
  });

  describe('somebody who reads for long', () => {
    it('is not waited for, and neither are those who write', async () => {
      const url = await server.makeMemory();
      const state = await open(url);
      await state.housekeeping.makeMonths(OLD);
      await write(state, OLD);
      await write(state, NOW);
      const reading = openPool(url);
      await reading.transaction().execute(async (transaction) => {
        await sql`select count(*) from run_events`.execute(transaction);
        const refused = state.housekeeping.forgetMonth(NOW);
        const begun = performance.now();
        await Promise.all([
          expect(refused).rejects.toMatchObject({ code: 'state.busy' }),
          write(state, '2031-06-16T10:00:00.000Z'),
        ]);
        expect(performance.now() - begun).toBeLessThan(4000);
      });
      expect(await state.housekeeping.forgetMonth(NOW)).toBe(WRITES);
      await reading.destroy();
      await state.close();
    });
  });
});
