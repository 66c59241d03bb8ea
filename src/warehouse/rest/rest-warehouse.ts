import { OPERATION } from '../../model/operation-type.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Good, GoodDraft, GoodId } from '../../model/good.ts';
import type { OperationDraft, RecordOutcome } from '../../model/operation.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import type { Partner } from '../../model/partner.ts';
import type {
  DocumentFate,
  DocumentSight,
  DoubledUnp,
  RememberedDocument,
} from '../../model/remembered-document.ts';
import type { StockLevel } from '../../model/stock.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { UnpUse, VatGroup, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { WarehouseUsage } from '../../model/warehouse-usage.ts';
import type {
  ForeignDocument,
  GoodsKeys,
  GoodsQuery,
  KeyReplaced,
  MarkLeft,
  NewExportKey,
  NewMark,
  OrderTrace,
  StockQuery,
  Warehouse,
  WarehouseWork,
} from '../warehouse.ts';
import { addItems } from './add-items.ts';
import { AskedOnce } from './asked-once.ts';
import { restFacts, vatModeOf } from './assumed-facts.ts';
import type { AssumedFacts } from './assumed-facts.ts';
import { findForeign, findTraces } from './noted-documents.ts';
import { findItems, readItems } from './read-items.ts';
import type { Rates } from './read-items.ts';
import { findRestMoved } from './find-rest-moved.ts';
import { findRestRecords, readRestUsage } from './find-rest-records.ts';
import { readRestChoices } from './read-rest-choices.ts';
import { readRestPartners } from './read-rest-partners.ts';
import { readRestAgedOrders, readRestStock } from './read-rest-stock.ts';
import { recordRestOperation } from './record-rest-operation.ts';
import { sightDocuments, traceDocuments } from './remembered-documents.ts';
import { firstOf, RestClient } from './rest-client.ts';
import type { RestClientOptions } from './rest-client.ts';
import { asWarehouseError } from './rest-errors.ts';
import { OPERATION_ROW, parser, sorted, VAT_GROUP } from './wire.ts';

export interface RestWarehouseOptions extends RestClientOptions {
  readonly assumed: AssumedFacts;
}

/** A warehouse behind the REST API of Utility Center (facts of the REST API; docs/warehouse-rest.md). */
class RestWarehouse implements Warehouse {
  readonly abilities = {
    isAtomic: false,
    writesUnp: false,
    writesSales: false,
    recordsOrders: true,
    showsConversions: false,
    readsRanges: false,
  } as const;
  readonly #client: RestClient;
  readonly #assumed: AssumedFacts;
  readonly #itemRates = new Map<GoodId, Decimal>();
  readonly #asked = new AskedOnce();
  #facts: WarehouseFacts | null = null;
  #isClosed = false;

  constructor(options: RestWarehouseOptions) {
    this.#client = new RestClient(options);
    this.#assumed = options.assumed;
  }

  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    return this.#ask(signal, async () => {
      const vatGroups = await this.#vatGroups(signal);
      const parse = (row: unknown) => OPERATION_ROW.parse(row);
      const parameters = { operation_type: OPERATION.sale };
      const [page = []] = await firstOf(this.#client.list('/Operations', { parameters, parse, signal }));
      const pricesIncludeVat = vatModeOf(page, vatGroups);
      this.#facts = restFacts(this.#assumed, { vatGroups, pricesIncludeVat });
      return this.#facts;
    });
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    return this.#ask(signal, () => readRestChoices(this.#client, signal));
  }

  async findRecords(query: RecordQuery, signal: AbortSignal): Promise<readonly FoundRecord[]> {
    return this.#ask(signal, () => findRestRecords(this.#client, query, signal));
  }

  async readUsage(signal: AbortSignal): Promise<WarehouseUsage> {
    return this.#ask(signal, () => readRestUsage(this.#client, signal));
  }

  readGoods(query: GoodsQuery, signal: AbortSignal): AsyncIterable<readonly Good[]> {
    return this.#stream(signal, async () =>
      readItems(this.#client, query, { rates: await this.#rates(signal), signal }),
    );
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    return this.#ask(signal, async () => {
      const isEmpty =
        (keys.ids ?? []).length + (keys.codes ?? []).length + (keys.barcodes ?? []).length === 0;
      if (isEmpty) return [];
      const goods = await findItems(this.#client, keys, { rates: await this.#rates(signal), signal });
      for (const good of goods) this.#itemRates.set(good.id, good.vatRate ?? ZERO);
      return goods;
    });
  }

  readStock(query: StockQuery, signal: AbortSignal): AsyncIterable<readonly StockLevel[]> {
    return this.#stream(signal, async () => readRestStock(this.#client, query, signal));
  }

  async findMoved(ids: readonly GoodId[], signal: AbortSignal): Promise<ReadonlySet<GoodId>> {
    return this.#ask(signal, async () => findRestMoved(this.#client, ids, signal));
  }

  async readAgedOrders(query: StockQuery, signal: AbortSignal): Promise<Decimal> {
    return this.#ask(signal, () => readRestAgedOrders(this.#client, query, signal));
  }

  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]> {
    return this.#stream(signal, async () => readRestPartners(this.#client, { asked: this.#asked, signal }));
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    return this.#ask(signal, async () => {
      const traces = await findTraces(this.#client, origins, await this.#how(signal));
      this.#asked.traced(origins, traces);
      return traces;
    });
  }

  async sightDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentSight[]> {
    return this.#ask(signal, () => sightDocuments(this.#client, remembered, signal));
  }

  async traceDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentFate[]> {
    return this.#ask(signal, async () => traceDocuments(this.#client, remembered, await this.#how(signal)));
  }

  /** The interface has no place for УНП. */
  async findDoubledUnp(_deviceSerial: string, signal: AbortSignal): Promise<readonly DoubledUnp[]> {
    return this.#ask(signal, async () => []);
  }

  /** The API finds a note by its order's number alone. */
  async findForeignDocuments(
    identity: string,
    orders: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly ForeignDocument[]> {
    const what = { identity, orders };
    return this.#ask(signal, async () => findForeign(this.#client, what, await this.#how(signal)));
  }

  async recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome> {
    return this.#ask(signal, async () => {
      const facts = this.#facts ?? (await this.readFacts(signal));
      const rates = await this.#ratesOf(draft, signal);
      const goodIdOf = async (code: string): Promise<GoodId | null> => {
        const found = await this.findGoods({ codes: [code], priceGroup: 0 }, signal);
        return found.find((good) => !good.isDeleted)?.id ?? null;
      };
      const server = { includesVat: facts.pricesIncludeVat, currency: facts.baseCurrency, rates };
      return recordRestOperation(this.#client, draft, { server, goodIdOf, asked: this.#asked, signal });
    });
  }

  /** The API has no transactions: documents are recorded one by one. */
  readonly recordOperations: Warehouse['recordOperations'] = async (_drafts, signal) =>
    this.#ask(signal, async () => null);

  async addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]> {
    return this.#ask(signal, () => addItems(this.#client, drafts, { order: 0, signal }));
  }

  /** The API has no table of keys: nobody can leave a mark. */
  async readInstallationMarks(_identityHash: string, signal: AbortSignal): Promise<null> {
    return this.#ask(signal, async () => null);
  }

  async markInstallation(_mark: NewMark, signal: AbortSignal): Promise<MarkLeft> {
    return this.#ask(signal, async () => 'left' as const);
  }

  async readExportKey(_identityHash: string, signal: AbortSignal): Promise<null> {
    return this.#ask(signal, async () => null);
  }

  async replaceExportKey(_key: NewExportKey, signal: AbortSignal): Promise<KeyReplaced> {
    return this.#ask(signal, async () => 'refused' as const);
  }

  /** Nor one by which the database is known again: its goods must do for that (Q3). */
  async readIdentityMarks(signal: AbortSignal): Promise<null> {
    return this.#ask(signal, async () => null);
  }

  async leaveIdentityMark(_mark: string, signal: AbortSignal): Promise<void> {
    this.#refuse(signal);
  }

  async readEvidence(signal: AbortSignal): Promise<null> {
    return this.#ask(signal, async () => null);
  }

  async readOddities(signal: AbortSignal): Promise<readonly never[]> {
    return this.#ask(signal, async () => []);
  }

  /** The API's key opens everything that the API has. */
  async missingRights(_work: WarehouseWork, signal: AbortSignal): Promise<readonly string[]> {
    return this.#ask(signal, async () => []);
  }

  /** The interface has no place for УНП: nobody's use of a device can be seen. */
  async readUnpUse(): Promise<UnpUse> {
    return { lastInRange: 0, foreignRows: 0, foreignLast: 0, receiptRows: 0 };
  }

  async readNamedSequence(): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#client.close();
  }

  async #vatGroups(signal: AbortSignal): Promise<readonly VatGroup[]> {
    const rows = await this.#client.all('/VATGroups', { parse: parser(VAT_GROUP), signal });
    return sorted(rows).map(({ id, name, vat_value: rate }) => ({ id, name, rate: rate ?? ZERO }));
  }

  /** How documents are read. */
  async #how(signal: AbortSignal): Promise<{ readonly includesVat: boolean; readonly signal: AbortSignal }> {
    return { includesVat: (this.#facts ?? (await this.readFacts(signal))).pricesIncludeVat, signal };
  }

  /** VAT rates of a draft's goods, as the server will reckon with them; needed only where it adds VAT. */
  async #ratesOf(draft: OperationDraft, signal: AbortSignal): Promise<ReadonlyMap<GoodId, Decimal>> {
    if (this.#facts?.pricesIncludeVat === true) return this.#itemRates;
    const ids = [...new Set(draft.lines.map((line) => line.goodId))].filter(
      (id) => id !== 0 && !this.#itemRates.has(id),
    );
    await this.findGoods({ ids, priceGroup: 0 }, signal);
    return this.#itemRates;
  }

  async #rates(signal: AbortSignal): Promise<Rates> {
    return new Map((await this.#vatGroups(signal)).map((group) => [group.id, group.rate]));
  }

  async #ask<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#refuse(signal);
    try {
      return await work();
    } catch (error) {
      throw asWarehouseError(error, this.#client.address);
    }
  }

  async *#stream<T>(signal: AbortSignal, open: () => Promise<AsyncIterable<T>>): AsyncGenerator<T> {
    this.#refuse(signal);
    try {
      for await (const batch of await open()) {
        yield batch;
        this.#refuse(signal);
      }
    } catch (error) {
      throw asWarehouseError(error, this.#client.address);
    }
  }

  #refuse(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    signal.throwIfAborted();
  }
}

/** Opens a warehouse behind the REST API; nothing is asked before the first call. */
export function openRestWarehouse(options: RestWarehouseOptions): Warehouse {
  return new RestWarehouse(options);
}
