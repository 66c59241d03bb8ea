import type { Decimal } from '../../model/decimal.ts';
import type { WarehouseEvidence } from '../../model/evidence.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Good, GoodDraft, GoodId } from '../../model/good.ts';
import type { OperationDraft, RecordedOutcome, RecordOutcome } from '../../model/operation.ts';
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
import type { UnpRange } from '../../model/unp-sharing.ts';
import type {
  UnpUse,
  WarehouseChoices,
  WarehouseFacts,
  WarehouseOddity,
} from '../../model/warehouse-facts.ts';
import type { WarehouseUsage } from '../../model/warehouse-usage.ts';
import type {
  ExportKey,
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
  WarehouseAbilities,
  WarehouseWork,
} from '../warehouse.ts';
import type { AccessWarehouse } from './access-warehouse.ts';

/** So many goods are compared before anything is relied on: both ways must lead to one database. */
const COMPARED = 20;
const RETAIL = 1;

/**
 * One warehouse by two ways: goods, prices and stock are read from its file of Access; everything of orders
 * (partners, documents, new goods) goes through the REST API beside it (facts of Access, section 5).
 * Documents that were written hold goods back, so they are looked for in a new snapshot.
 */
export class OrdersElsewhere implements Warehouse {
  readonly abilities: WarehouseAbilities;
  readonly #reading: AccessWarehouse;
  readonly #orders: Warehouse;
  readonly #address: string;
  #isCompared = false;
  /** Documents were written since the snapshot was taken. */
  #isOutdated = false;

  constructor(reading: AccessWarehouse, orders: { readonly warehouse: Warehouse; readonly address: string }) {
    this.#reading = reading;
    this.#orders = orders.warehouse;
    this.#address = orders.address;
    this.abilities = orders.warehouse.abilities;
  }

  /** Rejects `warehouse.access.otherDatabase` when the two do not have the same goods. */
  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    const facts = await this.#reading.readFacts(signal);
    if (!this.#isCompared) await this.#compare(signal);
    this.#isCompared = true;
    return facts;
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    return this.#reading.readChoices(signal);
  }

  async findRecords(query: RecordQuery, signal: AbortSignal): Promise<readonly FoundRecord[]> {
    return (query.kind === 'partner' ? this.#orders : this.#reading).findRecords(query, signal);
  }

  async readUsage(signal: AbortSignal): Promise<WarehouseUsage> {
    return this.#reading.readUsage(signal);
  }

  async *readGoods(query: GoodsQuery, signal: AbortSignal): AsyncGenerator<readonly Good[]> {
    await this.#renew();
    yield* this.#reading.readGoods(query, signal);
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    return this.#reading.findGoods(keys, signal);
  }

  async *readStock(query: StockQuery, signal: AbortSignal): AsyncGenerator<readonly StockLevel[]> {
    await this.#renew();
    yield* this.#reading.readStock(query, signal);
  }

  async findMoved(ids: readonly GoodId[], signal: AbortSignal): Promise<ReadonlySet<GoodId>> {
    return this.#reading.findMoved(ids, signal);
  }

  async readAgedOrders(query: StockQuery, signal: AbortSignal): Promise<Decimal> {
    return this.#reading.readAgedOrders(query, signal);
  }

  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]> {
    return this.#orders.readPartners(signal);
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    return this.#orders.findTraces(origins, signal);
  }

  async sightDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentSight[]> {
    return this.#orders.sightDocuments(remembered, signal);
  }

  async traceDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentFate[]> {
    return this.#orders.traceDocuments(remembered, signal);
  }

  async findDoubledUnp(deviceSerial: string, signal: AbortSignal): Promise<readonly DoubledUnp[]> {
    return this.#reading.findDoubledUnp(deviceSerial, signal);
  }

  /** The file shows the notes of all documents, the API only those that it is asked for. */
  async findForeignDocuments(
    identity: string,
    orders: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly ForeignDocument[]> {
    return this.#reading.findForeignDocuments(identity, orders, signal);
  }

  async recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome> {
    // Also a document whose answer was lost may stand in the file by now.
    this.#isOutdated = true;
    try {
      return await this.#orders.recordOperation(draft, signal);
    } finally {
      // Orders of this very run may name the goods that were made with it.
      if (draft.newGoods !== undefined) await this.#reading.forget();
    }
  }

  async recordOperations(
    drafts: readonly OperationDraft[],
    signal: AbortSignal,
  ): Promise<readonly RecordedOutcome[] | null> {
    this.#isOutdated = true;
    return this.#orders.recordOperations(drafts, signal);
  }

  async addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]> {
    try {
      return await this.#orders.addGoods(drafts, signal);
    } finally {
      // Orders of this very run may name them.
      await this.#reading.forget();
    }
  }

  async readInstallationMarks(identityHash: string, signal: AbortSignal): Promise<readonly string[] | null> {
    return this.#orders.readInstallationMarks(identityHash, signal);
  }

  async markInstallation(mark: NewMark, signal: AbortSignal): Promise<MarkLeft> {
    return this.#orders.markInstallation(mark, signal);
  }

  async readExportKey(identityHash: string, signal: AbortSignal): Promise<ExportKey | null> {
    return this.#orders.readExportKey(identityHash, signal);
  }

  async replaceExportKey(key: NewExportKey, signal: AbortSignal): Promise<KeyReplaced> {
    return this.#orders.replaceExportKey(key, signal);
  }

  async readIdentityMarks(signal: AbortSignal): Promise<readonly string[] | null> {
    return this.#orders.readIdentityMarks(signal);
  }

  async leaveIdentityMark(mark: string, signal: AbortSignal): Promise<void> {
    return this.#orders.leaveIdentityMark(mark, signal);
  }

  async readEvidence(signal: AbortSignal): Promise<WarehouseEvidence | null> {
    return this.#reading.readEvidence(signal);
  }

  async readOddities(signal: AbortSignal): Promise<readonly WarehouseOddity[]> {
    return this.#orders.readOddities(signal);
  }

  async missingRights(work: WarehouseWork, signal: AbortSignal): Promise<readonly string[]> {
    return this.#orders.missingRights(work, signal);
  }

  async readUnpUse(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<UnpUse> {
    return this.#reading.readUnpUse(deviceSerial, range, signal);
  }

  async readNamedSequence(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<number> {
    return this.#orders.readNamedSequence(deviceSerial, range, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.#reading.close(), this.#orders.close()]);
  }

  /** What is sent to the shop must know of the documents that this run has written. */
  async #renew(): Promise<void> {
    if (this.#isOutdated) await this.#reading.forget();
    this.#isOutdated = false;
  }

  async #compare(signal: AbortSignal): Promise<void> {
    const goods = await this.#firstGoods(signal);
    const ids = goods.map((good) => good.id);
    const found = await this.#orders.findGoods({ ids, priceGroup: RETAIL }, signal);
    const known = new Map(found.map((good) => [good.id, good]));
    for (const good of goods) {
      const other = known.get(good.id);
      if (other?.code === good.code && other.name === good.name) continue;
      const facts = { address: this.#address, good: good.id, here: good.name, there: other?.name ?? '–' };
      throw new SyncError('warehouse.access.otherDatabase', facts);
    }
  }

  async #firstGoods(signal: AbortSignal): Promise<readonly Good[]> {
    for await (const goods of this.#reading.readGoods({ groupIds: null, priceGroup: RETAIL }, signal))
      return goods.slice(0, COMPARED);
    return [];
  }
}
