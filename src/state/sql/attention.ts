import type { ProfileId } from '../../model/profile.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type { AttentionDraft, AttentionItem, AttentionList } from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateStore } from './state-store.ts';

/** The attention list: one item per subject. */
export class SqlAttention implements AttentionList {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]> {
    return this.#store.write(id, async (transaction) => {
      const news: string[] = [];
      for (const item of items) if (await putOne(transaction, id, { item, nowIso })) news.push(item.subject);
      return news;
    });
  }

  async resolve(id: ProfileId, subjects: readonly string[]): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction
        .deleteFrom('attention')
        .where('profile_id', '=', id)
        .where(this.#store.engine.among('subject', subjects))
        .execute(),
    );
  }

  async list(id: ProfileId): Promise<readonly AttentionItem[]> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('attention').selectAll().where('profile_id', '=', id).orderBy('id').execute(),
    );
    return rows.map((row) => ({
      id: row.id,
      subject: row.subject,
      code: row.code,
      facts: JSON.parse(row.facts) as ErrorFacts,
      since: row.since,
      lastSeenAt: row.last_seen_at,
      contentHash: row.content_hash,
      isReleased: row.is_released === 1,
    }));
  }

  async release(id: ProfileId, item: number | 'all'): Promise<number> {
    return this.#store.write(id, async (transaction) => {
      const all = transaction.updateTable('attention').set({ is_released: 1 }).where('profile_id', '=', id);
      const { numUpdatedRows } = await (item === 'all' ? all : all.where('id', '=', item)).executeTakeFirst();
      return Number(numUpdatedRows);
    });
  }
}

/** True when it was not open with the same code before. */
async function putOne(
  transaction: StateDatabase,
  id: ProfileId,
  what: { readonly item: AttentionDraft; readonly nowIso: string },
): Promise<boolean> {
  const { item, nowIso } = what;
  const { subject, code } = item;
  const now = {
    facts: JSON.stringify(item.facts),
    last_seen_at: nowIso,
    content_hash: item.contentHash,
    is_released: 0,
  } as const;
  const { numUpdatedRows } = await transaction
    .updateTable('attention')
    .set(now)
    .where('profile_id', '=', id)
    .where('subject', '=', subject)
    .where('code', '=', code)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return false;
  await transaction
    .deleteFrom('attention')
    .where('profile_id', '=', id)
    .where('subject', '=', subject)
    .execute();
  await transaction
    .insertInto('attention')
    .values({ profile_id: id, subject, code, since: nowIso, ...now })
    .execute();
  return true;
}
