import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { SqlProfileMoves } from '../../src/state/moves/profile-moves.ts';
import { noBackups } from '../../src/state/postgres/no-backups.ts';
import { postgresEngine } from '../../src/state/postgres/postgres-engine.ts';
import { inPostgresWords, postgresTablesAfter } from '../../src/state/postgres/postgres-tables.ts';
import { monthAfter } from '../../src/state/sql/firm/event-months.ts';
import type { StateSchema } from '../../src/state/sql/schema.ts';
import { FolderKey } from '../../src/state/sql/secrets/master-key.ts';
import { makeSqlState } from '../../src/state/sql/sql-state.ts';
import type { State } from '../../src/state/state.ts';

// In which part of the log a row lies, which only its tables tell; that nothing is lost or seen twice is a law of the
// contract (src/state/housekeeping.contract.ts).

const MIGRATIONS = new URL('../../src/state/sql/migrations/', import.meta.url);
/** The last version whose log was one table. */
const ONE_TABLE = 32;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-months-'));
const server = await PGlite.create();
const database = new Kysely<StateSchema>({ dialect: new PGliteDialect({ pglite: server }) });

afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function make(...statements: readonly string[]): Promise<void> {
  await server.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  for (const text of statements) await server.exec(text);
}

async function open(): Promise<State> {
  return makeSqlState(postgresEngine(database, 'PGlite'), {
    master: new FolderKey(folder),
    makeMoves: (memory) => new SqlProfileMoves(memory, folder),
    backups: noBackups('PGlite'),
    drawInstallation: async () => '0123abcd',
    close: async () => undefined,
  });
}

/** Of each part of the log the goods that were changed there. */
async function parts(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await server.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'run_events'::regclass order by 1`,
  );
  const found: Record<string, readonly string[]> = {};
  for (const { name } of rows) {
    const events = await server.query<{ subject: string }>(`select subject from ${name} order by id`);
    found[name.replace('run_events_', '')] = events.rows.map(({ subject }) => subject);
  }
  return found;
}

async function logged(state: State, at: string, ...subjects: readonly string[]): Promise<void> {
  const [profile] = await state.profiles.list();
  const { id } = profile ?? (await state.profiles.add('Магазин', defaultSettings(), at));
  const run = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'schedule' }, at);
  const task = 'export-goods';
  const events = subjects.map((subject): { at: string; event: RunEvent } => ({
    at,
    event: {
      type: 'change',
      task,
      change: { key: subject, task, kind: 'updateProduct', subject, label: subject, fields: [] },
      outcome: { kind: 'done' },
    },
  }));
  await state.runs.addEvents(run, events);
  await state.runs.finish(run, { end: 'done', counts: {}, nowIso: at });
}

const THIS_MONTH = new Date().toISOString().slice(0, 7);

describe('the log of runs by months', () => {
  it('a month is made two ahead, gets what came before it was there, and goes as a whole but for what stays', async () => {
    await make(postgresTablesAfter(0));
    const state = await open();
    const [begin, next] = [monthAfter(THIS_MONTH), monthAfter(monthAfter(THIS_MONTH))];
    const name = (month: string): string => month.replace('-', '_');
    // The program was off when the month began: nobody has made it.
    await logged(state, `${begin}-01T00:00:00.000Z`, 'good:1', 'order:1');
    await logged(state, `${begin}-28T00:00:00.000Z`, 'good:2');
    expect(await parts()).toEqual({ past: [], default: ['good:1', 'order:1', 'good:2'] });
    await state.housekeeping.makeMonths(`${begin}-28T00:00:00.000Z`);
    const empty = { [name(next)]: [], [name(monthAfter(next))]: [], default: [], past: [] };
    expect(await parts()).toEqual({ ...empty, [name(begin)]: ['good:1', 'order:1', 'good:2'] });
    await logged(state, `${next}-01T00:00:00.000Z`, 'good:3');
    // A profile that moved in brings runs of long ago.
    await logged(state, '2019-01-01T00:00:00.000Z', 'good:0');
    expect(await parts()).toMatchObject({ past: ['good:0'], [name(next)]: ['good:3'] });
    expect(await state.housekeeping.forgetMonth(`${begin}-28T00:00:00.000Z`)).toBeNull();
    expect(await state.housekeeping.forgetMonth(`${next}-01T00:00:00.000Z`)).toBe(2);
    expect(await state.housekeeping.forgetMonth(`${next}-01T00:00:00.000Z`)).toBeNull();
    expect(await parts()).toEqual({
      past: ['order:1', 'good:0'],
      [name(next)]: ['good:3'],
      [name(monthAfter(next))]: [],
      default: [],
    });
    // Late, and of the month that went.
    await logged(state, `${begin}-15T00:00:00.000Z`, 'good:9');
    expect(await parts()).toMatchObject({ past: ['order:1', 'good:0', 'good:9'] });
  });

  it('an older memory keeps its rows where they are, and the numbers go on; what a clock wrote ahead too', async () => {
    const names = readdirSync(MIGRATIONS).toSorted();
    const before = names.slice(0, ONE_TABLE).map((name) => readFileSync(new URL(name, MIGRATIONS), 'utf8'));
    const row = (at: string, subject: string): string =>
      `insert into run_events (run_id, at, subject, event) values (1, '${at}', '${subject}', '{}');`;
    const ahead = monthAfter(monthAfter(THIS_MONTH));
    await make(
      inPostgresWords(before, 'tables'),
      row(`${THIS_MONTH}-01T00:00:00.000Z`, 'good:1') + row(`${ahead}-01T00:00:00.000Z`, 'good:2'),
      'alter table run_events alter id restart with 41;',
      postgresTablesAfter(ONE_TABLE),
    );
    expect(await parts()).toEqual({ past: ['good:1'], default: ['good:2'] });
    // As an older program goes on writing it.
    await server.exec(
      row(`${THIS_MONTH}-02T00:00:00.000Z`, 'good:3') + row(`${ahead}-02T00:00:00.000Z`, 'good:4'),
    );
    const state = await open();
    await state.housekeeping.makeMonths(`${THIS_MONTH}-28T00:00:00.000Z`);
    expect(await parts()).toEqual({
      past: ['good:1', 'good:3'],
      default: [],
      [monthAfter(THIS_MONTH).replace('-', '_')]: [],
      [ahead.replace('-', '_')]: ['good:2', 'good:4'],
    });
    const { rows } = await server.query<{ id: number }>('select id::int from run_events order by id');
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 41, 42]);
  });
});
