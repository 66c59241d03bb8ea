import type { Clock } from '../../lib/clock.ts';
import { toNumber } from '../../model/decimal.ts';
import type { Good, GoodDraft, GoodId } from '../../model/good.ts';
import type { OperationDraft, RecordOutcome } from '../../model/operation.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { Partner } from '../../model/partner.ts';
import type { StockLevel } from '../../model/stock.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { GoodsKeys, GoodsQuery, OrderTrace, StockQuery, Warehouse } from '../warehouse.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { choicesOf, factsOf, goodsOf, numberOf, partnersOf, stockOf, unpUseOf } from './memory-reads.ts';
import { recordInMemory, tracesOf } from './memory-record.ts';

const BATCH = 2;

/**
 * Opens a connection to a warehouse in memory; several may work on one database. The reference for the
 * port.
 */
export function openMemoryWarehouse(database: MemoryDatabase, clock: Clock): Warehouse {
  return new MemoryWarehouse(database, clock);
}

class MemoryWarehouse implements Warehouse {
  readonly abilities = { isAtomic: true, writesUnp: true } as const;
  readonly #database: MemoryDatabase;
  readonly #clock: Clock;
  #isClosed = false;

  constructor(database: MemoryDatabase, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    this.#check(signal);
    return factsOf(this.#database);
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    this.#check(signal);
    return choicesOf(this.#database);
  }

  readGoods(query: GoodsQuery, signal: AbortSignal): AsyncIterable<readonly Good[]> {
    const isSold = (good: Good): boolean =>
      !good.isDeleted && good.kind !== 'discount' && good.kind !== 'distributedCharge';
    return this.#batches(signal, () =>
      goodsOf(this.#database, query.priceGroup).filter(
        (good) => isSold(good) && (query.groupIds?.has(good.groupId) ?? true),
      ),
    );
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    this.#check(signal);
    const [ids, codes, barcodes] = [new Set(keys.ids), new Set(keys.codes), new Set(keys.barcodes)];
    return goodsOf(this.#database, keys.priceGroup).filter(
      (good) =>
        ids.has(good.id) || codes.has(good.code) || good.barcodes.some((barcode) => barcodes.has(barcode)),
    );
  }

  readStock(query: StockQuery, signal: AbortSignal): AsyncIterable<readonly StockLevel[]> {
    return this.#batches(signal, () => stockOf(this.#database, query));
  }

  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]> {
    return this.#batches(signal, () => partnersOf(this.#database));
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    this.#check(signal);
    return tracesOf(this.#database, origins);
  }

  async recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome> {
    this.#check(signal);
    const now = new Date(this.#clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    return this.#database.transaction(() => recordInMemory(this.#database, draft, now));
  }

  async addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]> {
    this.#check(signal);
    return this.#database.transaction(() => drafts.map((draft) => this.#addGood(draft)));
  }

  async readUnpUse(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number },
    signal: AbortSignal,
  ): Promise<UnpUse> {
    this.#check(signal);
    return unpUseOf(this.#database, deviceSerial, range);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #addGood(draft: GoodDraft): GoodId {
    const prices = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`PriceOut${index + 1}`, 0]));
    const id = this.#database.insert('goods', {
      Code: draft.code === '' ? ' ' : draft.code,
      BarCode1: draft.barcode === '' ? ' ' : draft.barcode,
      BarCode2: ' ',
      BarCode3: ' ',
      Name: draft.name,
      Name2: draft.name,
      Measure1: draft.measure,
      ...prices,
      [`PriceOut${draft.priceGroup + 1}`]: toNumber(draft.price),
      PriceIn: 0,
      Type: 0,
      TaxGroup: draft.vatGroupId,
      GroupID: draft.groupId,
      Deleted: 0,
    });
    if (factsOf(this.#database).stockMethod < 2) {
      for (const location of this.#database.rows('objects')) {
        const place = { ObjectID: numberOf(location['ID']), GoodID: id };
        this.#database.insert('store', { ...place, Qtty: 0, Price: 0, Lot: ' ', LotID: 1, LotOrder: 1 });
      }
    }
    return id as GoodId;
  }

  async *#batches<T>(signal: AbortSignal, read: () => readonly T[]): AsyncGenerator<readonly T[]> {
    this.#check(signal);
    const records = read();
    for (let start = 0; start < records.length; start += BATCH) {
      yield records.slice(start, start + BATCH);
      this.#check(signal);
    }
  }

  #check(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    signal.throwIfAborted();
  }
}
