import { batches } from '../../../lib/batch.ts';
import type { Profile, ProfileId } from '../../../model/profile.ts';
import type { FirmShop } from '../../state.ts';
import { profileOf } from '../profile-row.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

const ROWS_AT_ONCE = 500;

/** Living shops with their newest run. Settings stay where they are: they are much, and seldom change. */
async function shopRows(database: StateDatabase) {
  return database
    .selectFrom('profiles as p')
    .leftJoin('runs as r', (join) =>
      join.on('r.id', '=', (of) =>
        of
          .selectFrom('runs as newest')
          .select(({ fn }) => fn.max('newest.id').as('id'))
          .whereRef('newest.profile_id', '=', 'p.id'),
      ),
    )
    .select(['p.id', 'p.tenant_id', 'p.name', 'p.version', 'p.confirmed_at'])
    .select(['r.id as run_id', 'r.started_at', 'r.ended_at', 'r.end'])
    .where('p.removed_at', 'is', null)
    .execute();
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

/** Every living shop of every firm: three statements. */
export async function readFirmShops(database: StateDatabase): Promise<readonly FirmShop[]> {
  const rows = await shopRows(database);
  const waiting = Map.groupBy(await waitingRows(database), (row) => row.profile_id);
  const successes = new Map((await successRows(database)).map((row) => [row.profile_id, row.ended_at]));
  return rows.map((row) => ({
    id: row.id,
    tenant: row.tenant_id,
    name: row.name,
    version: row.version,
    confirmedAt: row.confirmed_at,
    lastRun:
      row.run_id === null || row.started_at === null
        ? null
        : { id: row.run_id, startedAt: row.started_at, endedAt: row.ended_at, end: row.end },
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
