import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LeaseHolder, LeaseRequest, Leases } from '../state.ts';
import type { Database, Row } from './database.ts';

/** True when the lease of this row may be taken over. */
export function isLeaseFree(row: Row, request: LeaseRequest): boolean {
  const holder = row['holder'] as string;
  return (row['expires_ms'] as number) <= request.nowMs || request.isAlive(holder) === false;
}

function holderOf(row: Row): LeaseHolder {
  return { holder: row['holder'] as string, since: row['since'] as string };
}

/**
 * Leases in SQLite: each step compares and swaps inside one transaction, so two processes never both hold
 * one.
 */
export class SqliteLeases implements Leases {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async acquire(
    id: ProfileId,
    request: LeaseRequest,
  ): Promise<{ taken: true; tookOver: LeaseHolder | null } | ({ taken: false } & LeaseHolder)> {
    return this.#database.transaction(() => {
      this.#refuseRemoved(id);
      const row = this.#database.get('SELECT * FROM leases WHERE profile_id = ?', id);
      if (row !== null && !isLeaseFree(row, request)) return { taken: false, ...holderOf(row) } as const;
      this.#database.run(
        'INSERT OR REPLACE INTO leases (profile_id, holder, since, expires_ms) VALUES (?, ?, ?, ?)',
        id,
        request.holder,
        new Date(request.nowMs).toISOString(),
        request.nowMs + request.ttlMs,
      );
      return { taken: true, tookOver: row === null ? null : holderOf(row) } as const;
    });
  }

  async renew(id: ProfileId, request: LeaseRequest): Promise<boolean> {
    const { changes } = this.#database.run(
      'UPDATE leases SET expires_ms = ? WHERE profile_id = ? AND holder = ?',
      request.nowMs + request.ttlMs,
      id,
      request.holder,
    );
    return changes === 1;
  }

  async release(id: ProfileId, holder: string): Promise<void> {
    this.#database.run('DELETE FROM leases WHERE profile_id = ? AND holder = ?', id, holder);
  }

  /** In the transaction that takes the lease: a removal and a start never both succeed. */
  #refuseRemoved(id: ProfileId): void {
    const sql = 'SELECT name FROM profiles WHERE id = ? AND removed_at IS NOT NULL';
    const removed = this.#database.get(sql, id);
    if (removed !== null) throw new SyncError('profile.notFound', { name: String(removed['name']) });
  }
}
