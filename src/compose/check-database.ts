import type { DoctorPoint } from '../cli/program.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { DatabaseWish } from './open-memory.ts';

/**
 * The database that keeps the memory, as `doctor` shows it, and whether anybody works: where nobody has done so yet,
 * nothing is said.
 */
export async function checkDatabase({ url, direct }: DatabaseWish): Promise<readonly DoctorPoint[]> {
  try {
    const { databaseAddress } = await import('../state/postgres/database-address.ts');
    const { lookAtDatabase } = await import('../state/postgres/look-at-database.ts');
    const { lookAtWorkers } = await import('../hosted/look-at-workers.ts');
    const address = databaseAddress(url, direct);
    const { place, version, isBound } = await lookAtDatabase(address);
    const point = isBound ? 'databasePages' : 'database';
    const database = { point, isOk: true, facts: { place, version } } as const;
    const count = await lookAtWorkers(address);
    if (count === null) return [database];
    const workers = count === 0 ? 'workersAway' : 'workers';
    return [database, { point: workers, isOk: count > 0, facts: { count } }];
  } catch (error) {
    const { code, facts } = asSyncError(error);
    const problem = String(facts['problem'] ?? '');
    return [{ point: 'databaseAway', isOk: false, facts: { code, problem } }];
  }
}
