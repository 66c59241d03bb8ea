import type { DoctorPoint } from '../cli/program.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { DatabaseWish } from './open-memory.ts';
import { retentionPoint } from './retention-point.ts';

/**
 * The database that keeps the memory, as `doctor` shows it, whether anybody works, where somebody has done so
 * already, and for how long the log of runs is kept.
 */
export async function checkDatabase({ url, direct }: DatabaseWish): Promise<readonly DoctorPoint[]> {
  try {
    const { databaseAddress } = await import('../state/postgres/database-address.ts');
    const { lookAtDatabase } = await import('../state/postgres/look-at-database.ts');
    const { lookAtProgramValues } = await import('../state/postgres/look-at-values.ts');
    const { lookAtWorkers } = await import('../hosted/look-at-workers.ts');
    const address = databaseAddress(url, direct);
    const { place, version, isBound } = await lookAtDatabase(address);
    const point = isBound ? 'databasePages' : 'database';
    const database = { point, isOk: true, facts: { place, version } } as const;
    const count = await lookAtWorkers(address);
    const workers = count === 0 ? 'workersAway' : 'workers';
    const values = await lookAtProgramValues(address);
    return [
      database,
      ...(count === null ? [] : [{ point: workers, isOk: count > 0, facts: { count } } as const]),
      ...(values === null ? [] : [await retentionPoint(async (name) => values.get(name) ?? null)]),
    ];
  } catch (error) {
    const { code, facts } = asSyncError(error);
    const problem = String(facts['problem'] ?? '');
    return [{ point: 'databaseAway', isOk: false, facts: { code, problem } }];
  }
}
