import { batches } from '../../lib/batch.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Good, GoodDraft, GoodId } from '../../model/good.ts';
import type { InstallationMark } from '../../model/installation.ts';
import type { OperationDraft, RecordOutcome } from '../../model/operation.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { Partner } from '../../model/partner.ts';
import type { StockLevel } from '../../model/stock.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { GoodsKeys, GoodsQuery, OrderTrace, StockQuery, Warehouse } from '../warehouse.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { choicesOf, factsOf } from './memory-facts.ts';
import { addGood, findGoods, soldGoods } from './memory-goods.ts';
import { markInMemory } from './memory-installation.ts';
import { partnersOf } from './memory-partners.ts';
import { recordInMemory } from './memory-record.ts';
import { stockOf } from './memory-stock.ts';
import { tracesOf } from './memory-traces.ts';
import { unpUseOf } from './memory-unp.ts';

const BATCH = 1000;

/** A moment as the database's server would write it: its local time, without zone (I6). */
function localTime(milliseconds: number): string {
  const moment = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day} ${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':')}`;
}

/**
 * Opens a connection to a warehouse in memory, the reference for the port; several may work on one
 * database. The clock is the database server's; `batchSize` is how many records a batch of a stream
 * holds.
 */
export function openMemoryWarehouse(database: MemoryDatabase, clock: Clock, batchSize = BATCH): Warehouse {
  return new MemoryWarehouse(database, clock, batchSize);
}

class MemoryWarehouse implements Warehouse {
  readonly abilities = { isAtomic: true, writesUnp: true, writesSales: true } as const;
  readonly #database: MemoryDatabase;
  readonly #clock: Clock;
  readonly #batchSize: number;
  #isClosed = false;

  constructor(database: MemoryDatabase, clock: Clock, batchSize: number) {
    this.#database = database;
    this.#clock = clock;
    this.#batchSize = batchSize;
  }

  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    return this.#ask(signal, () => factsOf(this.#database));
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    return this.#ask(signal, () => choicesOf(this.#database));
  }

  readGoods(query: GoodsQuery, signal: AbortSignal): AsyncIterable<readonly Good[]> {
    return this.#stream(signal, () => soldGoods(this.#database, query));
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    return this.#ask(signal, () => findGoods(this.#database, keys));
  }

  readStock(query: StockQuery, signal: AbortSignal): AsyncIterable<readonly StockLevel[]> {
    return this.#stream(signal, () => stockOf(this.#database, query));
  }

  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]> {
    return this.#stream(signal, () => partnersOf(this.#database));
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    return this.#ask(signal, () => tracesOf(this.#database, origins));
  }

  async recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome> {
    const record = (): RecordOutcome => recordInMemory(this.#database, draft, localTime(this.#clock.now()));
    return this.#ask(signal, () => this.#database.transaction(record));
  }

  async addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]> {
    const addAll = (): readonly GoodId[] => drafts.map((draft) => addGood(this.#database, draft));
    return this.#ask(signal, () => this.#database.transaction(addAll));
  }

  async markInstallation(mark: InstallationMark, signal: AbortSignal): Promise<readonly string[]> {
    return this.#ask(signal, () => this.#database.transaction(() => markInMemory(this.#database, mark)));
  }

  async readUnpUse(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number },
    signal: AbortSignal,
  ): Promise<UnpUse> {
    return this.#ask(signal, () => unpUseOf(this.#database, deviceSerial, range));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #ask<T>(signal: AbortSignal, work: () => T): T {
    this.#refuse(signal);
    try {
      return work();
    } catch (error) {
      throw asSyncError(error);
    }
  }

  async *#stream<T>(signal: AbortSignal, read: () => readonly T[]): AsyncGenerator<readonly T[]> {
    for (const batch of batches(this.#ask(signal, read), this.#batchSize)) {
      yield batch;
      this.#refuse(signal);
    }
  }

  #refuse(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    signal.throwIfAborted();
  }
}
