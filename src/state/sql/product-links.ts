import type { Selectable } from 'kysely';
import { batches } from '../../lib/batch.ts';
import type { GoodId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Links } from '../state.ts';
import { compiledForRows, compiledOnce } from './compiled-once.ts';
import type { StateDatabase, StateSchema } from './schema.ts';
import type { StateStore } from './state-store.ts';

type LinkRow = Selectable<StateSchema['links']>;

const HEADS_AT_ONCE = 2000;
const KEYS_AT_ONCE = 500;
const HEAD = [
  'good_id',
  'product_id',
  'goods_hash',
  'stock_hash',
  'has_left',
  'is_hidden_by_us',
  'awaits_movement',
] as const;

function headOf(row: Pick<LinkRow, (typeof HEAD)[number]>): LinkHead {
  return {
    goodId: row.good_id,
    productId: row.product_id,
    goodsHash: row.goods_hash,
    stockHash: row.stock_hash,
    hasLeft: row.has_left === 1,
    isHiddenByUs: row.is_hidden_by_us === 1,
    awaitsMovement: row.awaits_movement === 1,
  };
}

function sentOf(row: Pick<LinkRow, 'sent'>): SentFields {
  return { ...NOTHING_SENT, ...(JSON.parse(row.sent) as Partial<SentFields>) };
}

function linkOf(row: LinkRow): Link {
  return { ...headOf(row), sent: sentOf(row) };
}

function rowOf(id: ProfileId, link: Link): LinkRow {
  return {
    profile_id: id,
    good_id: link.goodId,
    product_id: link.productId,
    goods_hash: link.goodsHash,
    stock_hash: link.stockHash,
    has_left: link.hasLeft ? 1 : 0,
    is_hidden_by_us: link.isHiddenByUs ? 1 : 0,
    awaits_movement: link.awaitsMovement ? 1 : 0,
    sent: JSON.stringify(link.sent),
  };
}

/** Links. */
export class SqlLinks implements Links {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async *heads(id: ProfileId): AsyncGenerator<readonly LinkHead[]> {
    let after = 0 as GoodId;
    for (;;) {
      const from = after;
      const rows = await this.#store.read((database) =>
        database
          .selectFrom('links')
          .select(HEAD)
          .where('profile_id', '=', id)
          .where('good_id', '>', from)
          .orderBy('good_id')
          .limit(HEADS_AT_ONCE)
          .execute(),
      );
      if (rows.length > 0) yield rows.map(headOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < HEADS_AT_ONCE) return;
      after = last.good_id;
    }
  }

  async idsAfter(id: ProfileId, after: GoodId, limit: number): Promise<readonly GoodId[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('links')
        .select('good_id')
        .where('profile_id', '=', id)
        .where('good_id', '>', after)
        .orderBy('good_id')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => row.good_id);
  }

  async count(id: ProfileId): Promise<number> {
    const { found } = await this.#store.read((database) =>
      database
        .selectFrom('links')
        .select(({ fn }) => fn.countAll<number>().as('found'))
        .where('profile_id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    return found;
  }

  async find(id: ProfileId, goodIds: readonly GoodId[]): Promise<readonly Link[]> {
    return (await this.#byKeys(id, 'good_id', goodIds)).map(linkOf);
  }

  async findByProduct(id: ProfileId, productIds: readonly number[]): Promise<readonly Link[]> {
    return (await this.#byKeys(id, 'product_id', productIds)).map(linkOf);
  }

  async sent(id: ProfileId, goodIds: readonly GoodId[]): Promise<ReadonlyMap<GoodId, SentFields>> {
    return new Map((await this.#byKeys(id, 'good_id', goodIds)).map((row) => [row.good_id, sentOf(row)]));
  }

  async save(id: ProfileId, links: readonly Link[], instead: readonly GoodId[] = []): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      if (instead.length > 0) await this.#removeSome(transaction, id, instead);
      for (const part of batches(links, KEYS_AT_ONCE)) await this.#saveSome(transaction, id, part);
    });
  }

  async remove(id: ProfileId, goodIds: readonly GoodId[]): Promise<void> {
    await this.#store.write(id, (transaction) => this.#removeSome(transaction, id, goodIds));
  }

  async forgetStock(
    id: ProfileId,
    of: { readonly productIds: readonly ProductId[]; readonly goodIds: readonly GoodId[] },
  ): Promise<void> {
    const { among, withNull } = this.#store.engine;
    await this.#store.write(id, async (transaction) => {
      for (const [column, keys] of [
        ['product_id', of.productIds],
        ['good_id', of.goodIds],
      ] as const) {
        if (keys.length === 0) continue;
        await transaction
          .updateTable('links')
          .set({ stock_hash: '', sent: withNull('sent', 'quantity') })
          .where('profile_id', '=', id)
          .where(among(column, keys))
          .execute();
      }
    });
  }

  async #removeSome(transaction: StateDatabase, id: ProfileId, goodIds: readonly GoodId[]): Promise<void> {
    await transaction
      .deleteFrom('links')
      .where('profile_id', '=', id)
      .where(this.#store.engine.among('good_id', goodIds))
      .execute();
  }

  async #saveSome(transaction: StateDatabase, id: ProfileId, links: readonly Link[]): Promise<void> {
    const owned = await this.#ownersOf(transaction, id, links);
    refuseOwned(links, new Map(owned.map((row) => [row.product_id, row.good_id])));
    // Of two links of one good the last one counts; an engine may refuse both in one statement.
    const last = new Map(links.map((link) => [link.goodId, link]));
    const rows = [...last.values()].map((link) => rowOf(id, link));
    await (rows.length === 1 ? upsertOne : upsertMany)(transaction, rows);
  }

  async #ownersOf(transaction: StateDatabase, id: ProfileId, links: readonly Link[]) {
    const [link] = links;
    if (links.length === 1 && link !== undefined)
      return (await ownerOf(transaction, { id, productId: link.productId })).rows;
    return transaction
      .selectFrom('links')
      .select(['good_id', 'product_id'])
      .where('profile_id', '=', id)
      .where(
        this.#store.engine.among(
          'product_id',
          links.map(({ productId }) => productId),
        ),
      )
      .execute();
  }

  /** One query for many keys. */
  async #byKeys(
    id: ProfileId,
    column: 'good_id' | 'product_id',
    keys: readonly number[],
  ): Promise<readonly LinkRow[]> {
    const rows: LinkRow[] = [];
    for (const part of batches(keys, KEYS_AT_ONCE)) {
      const found = await this.#store.read((database) =>
        database
          .selectFrom('links')
          .selectAll()
          .where('profile_id', '=', id)
          .where(this.#store.engine.among(column, part))
          .orderBy('good_id')
          .execute(),
      );
      rows.push(...found);
    }
    return rows;
  }
}

const ownerOf = compiledOnce((database, given: { readonly id: ProfileId; readonly productId: ProductId }) =>
  database
    .selectFrom('links')
    .select(['good_id', 'product_id'])
    .where('profile_id', '=', given.id)
    .where('product_id', '=', given.productId),
);

function upsert(database: StateDatabase, rows: readonly LinkRow[]) {
  return database
    .insertInto('links')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['profile_id', 'good_id']).doUpdateSet((row) => ({
        product_id: row.ref('excluded.product_id'),
        goods_hash: row.ref('excluded.goods_hash'),
        stock_hash: row.ref('excluded.stock_hash'),
        has_left: row.ref('excluded.has_left'),
        is_hidden_by_us: row.ref('excluded.is_hidden_by_us'),
        awaits_movement: row.ref('excluded.awaits_movement'),
        sent: row.ref('excluded.sent'),
      })),
    );
}

// Two, so that links that are saved one by one between batches do not have them compiled anew.
const [upsertOne, upsertMany] = [compiledForRows(upsert), compiledForRows(upsert)];

/** Link after link: a product is free when its good lets go of it earlier in the same batch. */
function refuseOwned(links: readonly Link[], owners: Map<ProductId, GoodId>): void {
  const productOf = new Map([...owners].map(([productId, goodId]) => [goodId, productId]));
  for (const { goodId, productId } of links) {
    const other = owners.get(productId);
    if (other !== undefined && other !== goodId)
      throw new SyncError('good.product.linkedElsewhere', { good: goodId, product: productId, other });
    const before = productOf.get(goodId);
    if (before !== undefined) owners.delete(before);
    owners.set(productId, goodId);
    productOf.set(goodId, productId);
  }
}
