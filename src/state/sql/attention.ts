import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type {
  AttentionDraft,
  AttentionItem,
  AttentionList,
  Dismissal,
  WaitingCode,
  WaitingQuery,
  WaitingText,
} from '../state.ts';
import type { StateDatabase, StateSchema } from './schema.ts';
import type { StateStore } from './state-store.ts';

type AttentionRow = Selectable<StateSchema['attention']>;

/** The attention list: one item per subject. */
export class SqlAttention implements AttentionList {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]> {
    return this.#store.write(id, async (transaction) => {
      const aside = await readAside(transaction, id);
      const news: string[] = [];
      for (const item of items) {
        const isNew = await putOne(transaction, id, { item, nowIso });
        const isBack = aside.get(item.subject)?.isOther(item) === true;
        if (isBack)
          await dismiss(transaction, this.#store.engine.among('subject', [item.subject]), {
            id,
            dismissal: null,
          });
        if (isNew || isBack) news.push(item.subject);
      }
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
    return rows.map(itemOf);
  }

  async about(id: ProfileId, subjects: readonly string[]): Promise<readonly AttentionItem[]> {
    if (subjects.length === 0) return [];
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('attention')
        .selectAll()
        .where('profile_id', '=', id)
        .where(this.#store.engine.among('subject', subjects))
        .orderBy('id')
        .execute(),
    );
    return rows.map(itemOf);
  }

  async newest(
    id: ProfileId,
    { codes, fact }: WaitingQuery,
    limit: number,
  ): Promise<readonly AttentionItem[]> {
    const found: AttentionRow[] = [];
    // One code after the other: each is read from the end of the index, and no further than is wanted.
    for (const code of codes) {
      const rows = await this.#store.read((database) => {
        const waits = waitingRows(database, id).selectAll().where('code', '=', code);
        const asked =
          fact === undefined
            ? waits
            : waits.where(this.#store.engine.textIn('facts', [fact.name]), '=', fact.text);
        return asked.orderBy('since', 'desc').orderBy('id', 'desc').limit(limit).execute();
      });
      found.push(...rows);
    }
    return found
      .toSorted((left, right) => compareText(right.since, left.since) || right.id - left.id)
      .slice(0, limit)
      .map(itemOf);
  }

  async dismissed(id: ProfileId, limit: number): Promise<readonly AttentionItem[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('attention')
        .selectAll()
        .where('profile_id', '=', id)
        .where('dismissed_at', 'is not', null)
        .orderBy('dismissed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(itemOf);
  }

  async subjects(id: ProfileId, beginning: string): Promise<readonly string[]> {
    const rows = await this.#store.read((database) =>
      waitingRows(database, id).select('subject').where('subject', 'like', `${beginning}%`).execute(),
    );
    return rows.map(({ subject }) => subject);
  }

  async waitingBy(id: ProfileId, code: ErrorCode, fact: string): Promise<readonly WaitingText[]> {
    const text = this.#store.engine.textIn('facts', [fact]);
    const rows = await this.#store.read((database) =>
      waitingRows(database, id)
        .select(({ fn }) => [
          text.as('text'),
          fn.countAll<number>().as('count'),
          fn.max<string>('since').as('newest'),
        ])
        .where('code', '=', code)
        .groupBy(sql.ref('text'))
        .execute(),
    );
    return rows.map(({ text: found, ...counted }) => ({ ...counted, text: found ?? '' }));
  }

  async waiting(id: ProfileId): Promise<readonly WaitingCode[]> {
    return this.#store.read((database) =>
      waitingRows(database, id)
        .select(({ fn }) => [
          'code',
          fn.countAll<number>().as('count'),
          fn.max<string>('since').as('newest'),
          fn.max<number>('id').as('last'),
        ])
        .groupBy('code')
        .orderBy('newest', 'desc')
        .orderBy('last', 'desc')
        .execute()
        .then((rows) => rows.map(({ code, count, newest }) => ({ code, count, newest }))),
    );
  }

  async release(id: ProfileId, item: number | readonly number[] | 'all'): Promise<number> {
    return this.#store.write(id, async (transaction) => {
      const all = transaction.updateTable('attention').set({ is_released: 1 }).where('profile_id', '=', id);
      const items = typeof item === 'object' ? item : [Number(item)];
      const chosen = item === 'all' ? all : all.where(this.#store.engine.among('id', items));
      const { numUpdatedRows } = await chosen.executeTakeFirst();
      return Number(numUpdatedRows);
    });
  }

  async dismiss(id: ProfileId, items: readonly number[], dismissal: Dismissal | null): Promise<number> {
    return this.#store.write(id, (transaction) =>
      dismiss(transaction, this.#store.engine.among('id', items), { id, dismissal }),
    );
  }
}

function itemOf(row: AttentionRow): AttentionItem {
  return {
    id: row.id,
    subject: row.subject,
    code: row.code,
    facts: JSON.parse(row.facts) as ErrorFacts,
    since: row.since,
    lastSeenAt: row.last_seen_at,
    contentHash: row.content_hash,
    isReleased: row.is_released === 1,
    dismissal:
      row.dismissed_at === null
        ? null
        : { at: row.dismissed_at, by: row.dismissed_by ?? '', reason: row.dismissed_reason ?? '' },
  };
}

/** What waits: without what was put aside. */
function waitingRows(database: StateDatabase, id: ProfileId) {
  return database.selectFrom('attention').where('profile_id', '=', id).where('dismissed_at', 'is', null);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** What was put aside, by subject: whether an item that is met again tells something else. */
async function readAside(transaction: StateDatabase, id: ProfileId) {
  const rows = await transaction
    .selectFrom('attention')
    .select(['subject', 'code', 'facts'])
    .where('profile_id', '=', id)
    .where('dismissed_at', 'is not', null)
    .execute();
  const isOther = (row: { readonly code: string; readonly facts: string }, item: AttentionDraft): boolean =>
    row.code === item.code && row.facts !== JSON.stringify(item.facts);
  return new Map(rows.map((row) => [row.subject, { isOther: (item: AttentionDraft) => isOther(row, item) }]));
}

async function dismiss(
  transaction: StateDatabase,
  which: RawBuilder<boolean>,
  { id, dismissal }: { readonly id: ProfileId; readonly dismissal: Dismissal | null },
): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('attention')
    .set({
      dismissed_at: dismissal?.at ?? null,
      dismissed_by: dismissal?.by ?? null,
      dismissed_reason: dismissal?.reason ?? null,
    })
    .where('profile_id', '=', id)
    .where(which)
    .executeTakeFirst();
  return Number(numUpdatedRows);
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
