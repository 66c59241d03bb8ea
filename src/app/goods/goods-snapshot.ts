import { batches } from '../../lib/batch.ts';
import { nearestFirst, holdsWords } from '../../model/found-record.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Good } from '../../model/good.ts';
import type { StockLevel, StockQuery } from '../../model/stock.ts';
import type { WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { GoodsKeys, GoodsQuery, Warehouse } from '../../warehouse/warehouse.ts';

/** So long a list of goods is shown from what was read. */
const KEPT_MS = 120_000;
const AT_ONCE = 2000;

/** What a list of goods asks of a warehouse. */
export type GoodsSource = Pick<
  Warehouse,
  'readFacts' | 'readChoices' | 'readGoods' | 'findGoods' | 'readStock' | 'findRecords'
>;

interface Read {
  readonly facts: WarehouseFacts;
  readonly choices: WarehouseChoices;
  readonly goods: readonly Good[];
  readonly levels: readonly StockLevel[];
}

/**
 * All goods and all stock of a warehouse as they stood at one moment, for lists of one that reads nothing
 * less (`readsRanges`): a page of a hundred costs what all pages do. Answers as the warehouse itself does,
 * but for goods that it no longer sells: those are found by nobody here.
 */
export class GoodsSnapshot implements GoodsSource {
  readonly #read: Read;
  /** When it was read; milliseconds since 1970. */
  readonly readAt: number;

  constructor(read: Read, readAt: number) {
    this.#read = read;
    this.readAt = readAt;
  }

  static async of(
    warehouse: GoodsSource,
    what: { readonly priceGroup: number; readonly stock: StockQuery; readonly signal: AbortSignal },
    readAt: number,
  ): Promise<GoodsSnapshot> {
    const { priceGroup, stock, signal } = what;
    const facts = await warehouse.readFacts(signal);
    const choices = await warehouse.readChoices(signal);
    const goods: Good[] = [];
    for await (const batch of warehouse.readGoods({ groupIds: null, priceGroup }, signal))
      goods.push(...batch);
    const levels: StockLevel[] = [];
    if (stock.locationIds.length > 0)
      for await (const batch of warehouse.readStock(stock, signal)) levels.push(...batch);
    return new GoodsSnapshot({ facts, choices, goods, levels }, readAt);
  }

  async readFacts(): Promise<WarehouseFacts> {
    return this.#read.facts;
  }

  async readChoices(): Promise<WarehouseChoices> {
    return this.#read.choices;
  }

  async *readGoods({ groupIds, after = 0 }: GoodsQuery): AsyncGenerator<readonly Good[]> {
    const isWanted = (good: Good): boolean => good.id > after && (groupIds?.has(good.groupId) ?? true);
    yield* batches(this.#read.goods.filter(isWanted), AT_ONCE);
  }

  async findGoods({ ids = [] }: Pick<GoodsKeys, 'ids'>): Promise<readonly Good[]> {
    const wanted = new Set(ids);
    return this.#read.goods.filter(({ id }) => wanted.has(id));
  }

  async *readStock({ goods }: StockQuery): AsyncGenerator<readonly StockLevel[]> {
    const { from, to } = goods ?? { from: 0, to: Infinity };
    yield this.#read.levels.filter(({ goodId }) => goodId >= from && goodId <= to);
  }

  async findRecords(query: RecordQuery): Promise<readonly FoundRecord[]> {
    const records = this.#read.goods.map((good) => ({
      kind: 'good' as const,
      id: good.id,
      code: good.code,
      name: good.name,
      mark: good.barcodes.join(' '),
      goodKind: good.kind,
      isDeleted: good.isDeleted,
    }));
    if ('ids' in query) return records.filter(({ id }) => query.ids.includes(id));
    const { text, limit } = query;
    return nearestFirst(
      records.filter((record) => holdsWords(record, text)),
      text,
      limit,
    );
  }
}

/** What was read last, for whoever asks the same soon again: one reading, as it holds all goods of a firm. */
export class KeptRead<T extends { readonly readAt: number }> {
  #last: { readonly key: string; readonly at: number; readonly reading: Promise<T> } | null = null;

  /**
   * What was read under this key within two minutes before `now`, or what `read` reads. Those who ask at once
   * share it.
   */
  async of(key: string, now: number, read: () => Promise<T>): Promise<T> {
    const last = this.#last;
    const age = last === null ? -1 : now - last.at;
    if (last !== null && last.key === key && age >= 0 && age < KEPT_MS) return last.reading;
    const kept = { key, at: now, reading: read() };
    this.#last = kept;
    try {
      return await kept.reading;
    } catch (error) {
      if (this.#last === kept) this.#last = null;
      throw error;
    }
  }
}
