import { batches } from '../../../lib/batch.ts';
import type { Profile, ProfileId } from '../../../model/profile.ts';
import type { FirmShop } from '../../state.ts';
import { profileOf } from '../profile-row.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

const ROWS_AT_ONCE = 500;
/** Numbers and three words each. */
const RUNS_AT_ONCE = 5000;

/** Living shops with the number of their newest run. Settings stay where they are: they are much. */
async function shopRows(database: StateDatabase) {
  return database
    .selectFrom('profiles as p')
    .select(['p.id', 'p.tenant_id', 'p.name', 'p.version', 'p.confirmed_at'])
    .select((each) =>
      each
        .selectFrom('runs as newest')
        .select(({ fn }) => fn.max('newest.id').as('id'))
        .whereRef('newest.profile_id', '=', 'p.id')
        .as('last_run'),
    )
    .where('p.removed_at', 'is', null)
    .execute();
}

/** Runs by their numbers. A query of its own: joined by the number, the whole log of runs would be read. */
async function lastRuns(database: StateDatabase, engine: StateEngine, numbers: readonly number[]) {
  const found = new Map<number, FirmShop['lastRun']>();
  for (const part of batches(numbers, RUNS_AT_ONCE)) {
    const rows = await database
      .selectFrom('runs')
      .select(['id', 'started_at', 'ended_at', 'end'])
      .where(engine.among('id', part))
      .execute();
    for (const { id, started_at, ended_at, end } of rows)
      found.set(id, { id, startedAt: started_at, endedAt: ended_at, end });
  }
  return found;
}

async function waitingRows(database: StateDatabase) {
  return database
    .selectFrom('attention')
    .select(['profile_id', 'code', ({ fn }) => fn.countAll<number | string>().as('count')])
    .where('dismissed_at', 'is', null)
    .groupBy(['profile_id', 'code'])
    .execute();
}

async function successRows(database: StateDatabase) {
  return database
    .selectFrom('task_successes')
    .select(['profile_id', ({ fn }) => fn.max('ended_at').as('ended_at')])
    .groupBy('profile_id')
    .execute();
}

/** Every living shop of every firm: a handful of statements. */
export async function readFirmShops(
  database: StateDatabase,
  engine: StateEngine,
): Promise<readonly FirmShop[]> {
  const [rows, waits, ended] = await Promise.all([
    shopRows(database),
    waitingRows(database),
    successRows(database),
  ]);
  const numbers = rows.flatMap(({ last_run: number }) => (number === null ? [] : [number]));
  const runs = await lastRuns(database, engine, numbers);
  const waiting = Map.groupBy(waits, (row) => row.profile_id);
  const successes = new Map(ended.map((row) => [row.profile_id, row.ended_at]));
  return rows.map((row) => ({
    id: row.id,
    tenant: row.tenant_id,
    name: row.name,
    version: row.version,
    confirmedAt: row.confirmed_at,
    lastRun: (row.last_run === null ? undefined : runs.get(row.last_run)) ?? null,
    lastSuccess: successes.get(row.id) ?? null,
    waiting: (waiting.get(row.id) ?? []).map(({ code, count }) => ({ code, count: Number(count) })),
  }));
}

/** Profiles by their numbers, whosesoever they are. */
export async function readProfilesOf(
  database: StateDatabase,
  engine: StateEngine,
  ids: readonly ProfileId[],
): Promise<readonly Profile[]> {
  const found: Profile[] = [];
  for (const part of batches(ids, ROWS_AT_ONCE)) {
    const rows = await database.selectFrom('profiles').selectAll().where(engine.among('id', part)).execute();
    found.push(...rows.map(profileOf));
  }
  return found;
}
