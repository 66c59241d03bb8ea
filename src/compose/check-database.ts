import type { DoctorPoint } from '../cli/program.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { DatabaseWish } from './open-memory.ts';

/** The database that keeps the memory, as `doctor` shows it. */
export async function checkDatabase({ url, direct }: DatabaseWish): Promise<DoctorPoint> {
  try {
    const { databaseAddress } = await import('../state/postgres/database-address.ts');
    const { lookAtDatabase } = await import('../state/postgres/look-at-database.ts');
    const { place, version } = await lookAtDatabase(databaseAddress(url, direct));
    return { point: 'database', isOk: true, facts: { place, version } };
  } catch (error) {
    const { code, facts } = asSyncError(error);
    return { point: 'databaseAway', isOk: false, facts: { code, problem: String(facts['problem'] ?? '') } };
  }
}
