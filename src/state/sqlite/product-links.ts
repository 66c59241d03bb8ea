import type { GoodId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Links } from '../state.ts';
import type { Bindable, Database, Row } from './database.ts';

const HEADS_AT_ONCE = 2000;
const KEYS_AT_ONCE = 500;
const HEAD_COLUMNS = 'good_id, product_id, goods_hash, stock_hash, has_left, is_hidden_by_us';

function headOf(row: Row): LinkHead {
  return {
    goodId: row['good_id'] as GoodId,
    productId: row['product_id'] as ProductId,
    goodsHash: row['goods_hash'] as string,
    stockHash: row['stock_hash'] as string,
    hasLeft: row['has_left'] === 1,
    isHiddenByUs: row['is_hidden_by_us'] === 1,
  };
}

function sentOf(row: Row): SentFields {
  return { ...NOTHING_SENT, ...(JSON.parse(row['sent'] as string) as Partial<SentFields>) };
}

function linkOf(row: Row): Link {
  return { ...headOf(row), sent: sentOf(row) };
}

/** Links in SQLite. */
export class SqliteLinks implements Links {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async *heads(id: ProfileId): AsyncGenerator<readonly LinkHead[]> {
    let after = 0;
    for (;;) {
      const rows = this.#database.all(
        `SELECT ${HEAD_COLUMNS} FROM links WHERE profile_id = ? AND good_id > ? ORDER BY good_id LIMIT ${HEADS_AT_ONCE}`,
        id,
        after,
      );
      if (rows.length === 0) return;
      const heads = rows.map(headOf);
      yield heads;
      after = heads.at(-1)?.goodId ?? after;
      if (rows.length < HEADS_AT_ONCE) return;
    }
  }

  async idsAfter(id: ProfileId, after: GoodId, limit: number): Promise<readonly GoodId[]> {
    const rows = this.#database.all(
      'SELECT good_id FROM links WHERE profile_id = ? AND good_id > ? ORDER BY good_id LIMIT ?',
      id,
      after,
      limit,
    );
    return rows.map((row) => row['good_id'] as GoodId);
  }

  async count(id: ProfileId): Promise<number> {
    const row = this.#database.get('SELECT count(*) AS n FROM links WHERE profile_id = ?', id);
    return Number(row?.['n'] ?? 0);
  }

  async find(id: ProfileId, goodIds: readonly GoodId[]): Promise<readonly Link[]> {
    return this.#byKeys(id, 'good_id', goodIds).map(linkOf);
  }

  async findByProduct(id: ProfileId, productIds: readonly number[]): Promise<readonly Link[]> {
    return this.#byKeys(id, 'product_id', productIds).map(linkOf);
  }

  async sent(id: ProfileId, goodIds: readonly GoodId[]): Promise<ReadonlyMap<GoodId, SentFields>> {
    return new Map(
      this.#byKeys(id, 'good_id', goodIds).map((row) => [row['good_id'] as GoodId, sentOf(row)]),
    );
  }

  async save(id: ProfileId, links: readonly Link[]): Promise<void> {
    this.#database.transaction(() => {
      for (const link of links) this.#saveOne(id, link);
    });
  }

  async remove(id: ProfileId, goodIds: readonly GoodId[]): Promise<void> {
    this.#database.transaction(() => {
      for (const goodId of goodIds) {
        this.#database.run('DELETE FROM links WHERE profile_id = ? AND good_id = ?', id, goodId);
      }
    });
  }

  async forgetStock(
    id: ProfileId,
    of: { readonly productIds: readonly ProductId[]; readonly goodIds: readonly GoodId[] },
  ): Promise<void> {
    this.#database.transaction(() => {
      for (const [column, keys] of [
        ['product_id', of.productIds],
        ['good_id', of.goodIds],
      ] as const) {
        if (keys.length === 0) continue;
        this.#database.run(
          `UPDATE links SET stock_hash = '', sent = json_set(sent, '$.quantity', NULL)
            WHERE profile_id = ? AND ${column} IN (SELECT value FROM json_each(?))`,
          id,
          JSON.stringify(keys),
        );
      }
    });
  }

  #saveOne(id: ProfileId, link: Link): void {
    const other = this.#database.get(
      'SELECT good_id FROM links WHERE profile_id = ? AND product_id = ? AND good_id <> ?',
      id,
      link.productId,
      link.goodId,
    );
    if (other !== null) {
      const facts = { good: link.goodId, product: link.productId, other: other['good_id'] as number };
      throw new SyncError('good.product.linkedElsewhere', facts);
    }
    const values: readonly Bindable[] = [
      id,
      link.goodId,
      link.productId,
      link.goodsHash,
      link.stockHash,
      link.hasLeft ? 1 : 0,
      link.isHiddenByUs ? 1 : 0,
      JSON.stringify(link.sent),
    ];
    this.#database.run(
      `INSERT OR REPLACE INTO links (profile_id, ${HEAD_COLUMNS}, sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...values,
    );
  }

  /** One query for many keys: they travel as one JSON text, so that their number is no limit. */
  #byKeys(id: ProfileId, column: 'good_id' | 'product_id', keys: readonly number[]): readonly Row[] {
    const rows: Row[] = [];
    for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
      const part = JSON.stringify(keys.slice(start, start + KEYS_AT_ONCE));
      rows.push(
        ...this.#database.all(
          `SELECT * FROM links WHERE profile_id = ? AND ${column} IN (SELECT value FROM json_each(?)) ORDER BY good_id`,
          id,
          part,
        ),
      );
    }
    return rows;
  }
}
