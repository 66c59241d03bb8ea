import type { ErrorCode } from '../../model/error-codes.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type { AttentionDraft, AttentionItem, AttentionList } from '../state.ts';
import type { Database } from './database.ts';

/** The attention list in SQLite: one item per subject. */
export class SqliteAttention implements AttentionList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]> {
    return this.#database.transaction(() =>
      items.filter((item) => this.#putOne(id, item, nowIso)).map((item) => item.subject),
    );
  }

  async resolve(id: ProfileId, subjects: readonly string[]): Promise<void> {
    this.#database.transaction(() => {
      for (const subject of subjects) {
        this.#database.run('DELETE FROM attention WHERE profile_id = ? AND subject = ?', id, subject);
      }
    });
  }

  async list(id: ProfileId): Promise<readonly AttentionItem[]> {
    const rows = this.#database.all('SELECT * FROM attention WHERE profile_id = ? ORDER BY id', id);
    return rows.map((row) => ({
      id: row['id'] as number,
      subject: row['subject'] as string,
      code: row['code'] as ErrorCode,
      facts: JSON.parse(row['facts'] as string) as ErrorFacts,
      since: row['since'] as string,
      lastSeenAt: row['last_seen_at'] as string,
      contentHash: row['content_hash'] as string,
      isReleased: row['is_released'] === 1,
    }));
  }

  async release(id: ProfileId, item: number | 'all'): Promise<number> {
    const which = item === 'all' ? '' : 'AND id = ?';
    const values = item === 'all' ? [] : [item];
    return this.#database.run(
      `UPDATE attention SET is_released = 1 WHERE profile_id = ? ${which}`,
      id,
      ...values,
    ).changes;
  }

  /** True when it was not open with the same code before. */
  #putOne(id: ProfileId, item: AttentionDraft, nowIso: string): boolean {
    const known = this.#database.get(
      'SELECT code FROM attention WHERE profile_id = ? AND subject = ?',
      id,
      item.subject,
    );
    const facts = JSON.stringify(item.facts);
    if (known?.['code'] === item.code) {
      this.#database.run(
        `UPDATE attention SET facts = ?, last_seen_at = ?, content_hash = ?, is_released = 0
          WHERE profile_id = ? AND subject = ?`,
        facts,
        nowIso,
        item.contentHash,
        id,
        item.subject,
      );
      return false;
    }
    this.#database.run('DELETE FROM attention WHERE profile_id = ? AND subject = ?', id, item.subject);
    this.#database.run(
      `INSERT INTO attention (profile_id, subject, code, facts, since, last_seen_at, content_hash, is_released)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
      id,
      item.subject,
      item.code,
      facts,
      nowIso,
      nowIso,
      item.contentHash,
    );
    return true;
  }
}
