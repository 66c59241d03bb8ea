import { SyncError } from '../../model/sync-error.ts';
import type { Backups } from '../state.ts';

/**
 * A memory in a database is backed up with it, by whoever runs it (`pg_dump`, archiving of its log): a copy of
 * the whole would hold every shop's. Everything rejects `backup.inDatabase`.
 */
export function noBackups(place: string): Backups {
  const refusal = new SyncError('backup.inDatabase', { place });
  const refuse = async (): Promise<never> => {
    throw refusal;
  };
  return {
    folder: '',
    refusal,
    write: refuse,
    keep: refuse,
    list: refuse,
    drop: refuse,
    inspect: refuse,
    pathOf: refuse,
    read: () => {
      throw refusal;
    },
    restore: refuse,
  };
}
