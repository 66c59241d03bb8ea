import { batches } from '../../lib/batch.ts';
import type { Decimal } from '../../model/decimal.ts';
import { add, ZERO } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type {
  ArchivedOrder,
  AskedPlace,
  HeldQuantity,
  LedgerEntry,
  RecordedOrder,
} from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { hasDocument, ORDER_STAGES } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { RefundWay, WrittenDocument } from '../../model/written-document.ts';
import type { Erasure, ListPage, OrderLedger, OrderPageQuery, OrderToKeep } from '../state.ts';
import { compiledOnce } from './compiled-once.ts';
import { archiveOrders, readVersions } from './archive/archive.ts';
import { eraseCustomer } from './erasure.ts';
import { findOrderPage } from './lists/order-page.ts';
import { keepEntries, saveEntries, withHeld } from './order-rows.ts';
import { readEntries } from './read-entries.ts';
import { keepWritten, readRefundWays, readWritten, writeRefundWay } from './archive/written.ts';
import { newestRecorded, readAsked, readRecorded } from './recorded-orders.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';
import type { StateStore } from './state-store.ts';

const KEYS_AT_ONCE = 500;
const WITH_DOCUMENT = ORDER_STAGES.filter(hasDocument);

/** Order ledger and archive: every save is one durable transaction. */
export class SqlOrderLedger implements OrderLedger {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async page(id: ProfileId, query: OrderPageQuery): Promise<ListPage<LedgerEntry>> {
    const { engine } = this.#store;
    const page = await this.#store.read((database) => findOrderPage(database, engine, { id, query }));
    return { found: page.found, rows: (await this.find(id, page.numbers)).toReversed() };
  }

  async find(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly LedgerEntry[]> {
    return readEntries(this.#store, id, numbers);
  }

  async list(
    id: ProfileId,
    query: {
      readonly stages: readonly OrderStage[] | null;
      readonly after: OrderNumber;
      readonly limit: number;
    },
  ): Promise<readonly LedgerEntry[]> {
    const { stages, after, limit } = query;
    return this.#store.read(async (database) => {
      const all = database
        .selectFrom('orders')
        .selectAll()
        .where('profile_id', '=', id)
        .where('order_number', '>', after);
      const wanted = stages === null ? all : all.where(this.#store.engine.among('stage', stages));
      return withHeld(database, id, await wanted.orderBy('order_number').limit(limit).execute());
    });
  }

  async recorded(
    id: ProfileId,
    query: Parameters<OrderLedger['recorded']>[1],
  ): Promise<readonly RecordedOrder[]> {
    return this.#store.read((database) => readRecorded(database, id, query));
  }

  async newestRecorded(id: ProfileId, count: number): Promise<OrderNumber | null> {
    return this.#store.read((database) => newestRecorded(database, id, count));
  }

  async asked(id: ProfileId): Promise<AskedPlace> {
    return this.#store.read((database) => readAsked(database, id));
  }

  async saveAsked(id: ProfileId, { place, at }: AskedPlace): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction
        .updateTable('profiles')
        .set({ asked_to: place, asked_at: at })
        .where('id', '=', id)
        .execute(),
    );
  }

  async keep(id: ProfileId, orders: readonly OrderToKeep[], entries: readonly LedgerEntry[]): Promise<void> {
    const { engine } = this.#store;
    await this.#store.write(id, async (transaction) => {
      for (const part of batches(orders, KEYS_AT_ONCE))
        await archiveOrders(transaction, engine, { id, orders: part });
      for (const part of batches(entries, KEYS_AT_ONCE))
        await keepEntries(transaction, { id, entries: part });
    });
  }

  async save(
    id: ProfileId,
    entries: readonly LedgerEntry[],
    advanceTo?: OrderNumber,
    written: readonly WrittenDocument[] = [],
  ): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      for (const part of batches(entries, KEYS_AT_ONCE))
        await saveEntries(transaction, { id, entries: part });
      for (const part of batches(written, KEYS_AT_ONCE)) await keepWritten(transaction, id, part);
      if (advanceTo !== undefined) await advance(transaction, { id, to: advanceTo });
    });
  }

  async written(
    id: ProfileId,
    numbers: readonly OrderNumber[],
    pastSeries: number | null = null,
  ): Promise<readonly WrittenDocument[]> {
    const { engine } = this.#store;
    return this.#store.read((database) => readWritten(database, engine, { id, numbers, pastSeries }));
  }

  async setRefundWay(id: ProfileId, number: OrderNumber, way: RefundWay | null): Promise<void> {
    await this.#store.write(id, (transaction) => writeRefundWay(transaction, id, { number, way }));
  }

  async refundWays(
    id: ProfileId,
    pastSeries: number | null = null,
  ): Promise<ReadonlyMap<OrderNumber, RefundWay>> {
    return this.#store.read((database) => readRefundWays(database, id, pastSeries));
  }

  async versions(id: ProfileId, number: OrderNumber): Promise<readonly ArchivedOrder[]> {
    return this.#store.read((database) => readVersions(database, id, number));
  }

  async cursor(id: ProfileId): Promise<OrderNumber> {
    const row = await this.#store.read((database) =>
      database.selectFrom('profiles').select('cursor').where('id', '=', id).executeTakeFirst(),
    );
    return row?.cursor ?? (0 as OrderNumber);
  }

  async advanceCursor(id: ProfileId, to: OrderNumber): Promise<void> {
    await this.#store.write(id, (transaction) => advance(transaction, { id, to }));
  }

  async firstSince(id: ProfileId, createdAt: string): Promise<OrderNumber | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('orders')
        .select(({ fn }) => fn.min<OrderNumber | null>('order_number').as('first'))
        .where('profile_id', '=', id)
        .where('created_at', '>=', createdAt)
        .executeTakeFirst(),
    );
    return row?.first ?? null;
  }

  async nextToReread(
    id: ProfileId,
    query: { readonly upTo: OrderNumber; readonly final: readonly string[]; readonly limit: number },
  ): Promise<readonly OrderNumber[]> {
    return this.#store.read(async (database) => {
      const row = await database
        .selectFrom('profiles')
        .select('reread_to')
        .where('id', '=', id)
        .executeTakeFirst();
      const after = row?.reread_to ?? (0 as OrderNumber);
      const next = await orderNumbersToReread(database, this.#store.engine, { ...query, id, after });
      const isRound = next.length < query.limit && after > 0;
      const start = {
        ...query,
        id,
        upTo: Math.min(after, query.upTo),
        after: 0,
        limit: query.limit - next.length,
      };
      return isRound ? [...next, ...(await orderNumbersToReread(database, this.#store.engine, start))] : next;
    });
  }

  async keepReread(id: ProfileId, to: OrderNumber): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      await transaction.updateTable('profiles').set({ reread_to: to }).where('id', '=', id).execute();
    });
  }

  async held(id: ProfileId): Promise<readonly HeldQuantity[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('held_quantities')
        .select(['good_id', 'quantity'])
        .where('profile_id', '=', id)
        .execute(),
    );
    const sums = new Map<GoodId, Decimal>();
    // Added here and not by SQL: an engine might add floating-point numbers.
    for (const { good_id, quantity } of rows) sums.set(good_id, add(sums.get(good_id) ?? ZERO, quantity));
    return [...sums].map(([goodId, quantity]) => ({ goodId, quantity }));
  }

  async lastSequence(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number },
  ): Promise<number> {
    const { tenant } = this.#store;
    const given = { deviceSerial, ...range };
    const { rows } = await this.#store.read((each) =>
      tenant === null ? lastOfAll(each, given) : lastOfTenant(each, { ...given, tenant }),
    );
    return Math.max(rows[0]?.now ?? 0, rows[0]?.past ?? 0);
  }

  async counts(id: ProfileId): Promise<Readonly<Partial<Record<OrderStage, number>>>> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('orders')
        .select(['stage', ({ fn }) => fn.countAll<number>().as('found')])
        .where('profile_id', '=', id)
        .groupBy('stage')
        .execute(),
    );
    return Object.fromEntries(rows.map((row) => [row.stage, row.found]));
  }

  async erase(id: ProfileId, erasure: Erasure): Promise<void> {
    await this.#store.write(id, (transaction) => eraseCustomer(transaction, id, erasure));
  }
}

async function orderNumbersToReread(
  database: StateDatabase,
  engine: StateEngine,
  what: {
    readonly id: ProfileId;
    readonly after: number;
    readonly upTo: number;
    readonly final: readonly string[];
    readonly limit: number;
  },
): Promise<readonly OrderNumber[]> {
  const rows = await database
    .selectFrom('orders')
    .select('order_number')
    .where('profile_id', '=', what.id)
    .where('order_number', '>', what.after as OrderNumber)
    .where('order_number', '<=', what.upTo as OrderNumber)
    .where(engine.among('stage', WITH_DOCUMENT))
    .where((row) => row.not(engine.among('status', what.final)))
    .orderBy('order_number')
    .limit(what.limit)
    .execute();
  return rows.map((row) => row.order_number);
}

const advance = compiledOnce((database, given: { readonly id: ProfileId; readonly to: OrderNumber }) =>
  database
    .updateTable('profiles')
    .set({ cursor: given.to })
    .where('id', '=', given.id)
    .where('cursor', '<', given.to),
);

interface NumberRange {
  readonly deviceSerial: string;
  readonly from: number;
  readonly to: number;
}

/** The highest of a device in each firm, the highest of those in the end: an index answers it, row by row. */
function lastSequences(database: StateDatabase, given: NumberRange) {
  return database.selectFrom('tenants as t').select((of) => {
    const lastIn = (table: 'orders' | 'past_orders') =>
      of
        .selectFrom(table)
        .select(({ fn }) => fn.max<number | null>('unp_sequence').as('last'))
        .whereRef('tenant_id', '=', 't.id')
        .where('unp_device', '=', given.deviceSerial)
        .where('unp_sequence', '>=', given.from)
        .where('unp_sequence', '<=', given.to);
    return [of.fn.max(lastIn('orders')).as('now'), of.fn.max(lastIn('past_orders')).as('past')];
  });
}

/** Asked before each document: built and compiled anew, it cost as much as saving the order afterwards. */
const lastOfAll = compiledOnce(lastSequences);
/** Another firm's numbers of the same device move none of this one's, and tell nothing of it. */
const lastOfTenant = compiledOnce((database, given: NumberRange & { readonly tenant: TenantId }) =>
  lastSequences(database, given).where('t.id', '=', given.tenant),
);
