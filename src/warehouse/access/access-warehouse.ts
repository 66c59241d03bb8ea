import type { Decimal } from '../../model/decimal.ts';
import type { WarehouseEvidence } from '../../model/evidence.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { Notice } from '../../model/notice.ts';
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
import type { UnpUse, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { WarehouseUsage } from '../../model/warehouse-usage.ts';
import { SqlWarehouse } from '../sql/sql-warehouse.ts';
import type {
  ForeignDocument,
  GoodsKeys,
  GoodsQuery,
  OrderTrace,
  StockQuery,
  Warehouse,
} from '../warehouse.ts';
import { openSnapshot } from './open-snapshot.ts';
import type { AccessPlace } from './open-snapshot.ts';

interface Standing {
  readonly warehouse: Warehouse;
  readonly isCutOff: boolean;
  readonly hoursOld: number | null;
}

/** A file that nobody has open and that is older is a copy, or of a shop that is shut. */
const OLD_HOURS = 24;

/**
 * A warehouse in a file of Access, for reading only: nobody but Jet itself may write into it while others do
 * (facts of Access, section 6). It is read from a snapshot, taken when first asked; whatever is asked
 * afterwards is answered by the same one.
 */
export class AccessWarehouse implements Warehouse {
  readonly abilities = {
    isAtomic: false,
    writesUnp: false,
    writesSales: false,
    recordsOrders: false,
    showsConversions: true,
    readsRanges: true,
  } as const;
  readonly #place: AccessPlace;
  #standing: Promise<Standing> | null = null;
  #isClosed = false;
  #isFresh = false;

  constructor(place: AccessPlace) {
    this.#place = place;
  }

  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    const { warehouse, isCutOff, hoursOld } = await this.#open(signal);
    const facts = await warehouse.readFacts(signal);
    const file = this.#place.path;
    const notices: Notice[] = [...facts.notices];
    if (isCutOff) notices.push({ code: 'notice.warehouse.cutOff', facts: { file } });
    // Stock of an old copy oversells.
    if (hoursOld !== null && hoursOld >= OLD_HOURS)
      notices.push({ code: 'notice.warehouse.oldCopy', facts: { file, hours: hoursOld } });
    return { ...facts, notices };
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    return (await this.#reading(signal)).readChoices(signal);
  }

  async findRecords(query: RecordQuery, signal: AbortSignal): Promise<readonly FoundRecord[]> {
    return (await this.#reading(signal)).findRecords(query, signal);
  }

  async readUsage(signal: AbortSignal): Promise<WarehouseUsage> {
    return (await this.#reading(signal)).readUsage(signal);
  }

  async *readGoods(query: GoodsQuery, signal: AbortSignal): AsyncGenerator<readonly Good[]> {
    yield* (await this.#reading(signal)).readGoods(query, signal);
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    return (await this.#reading(signal)).findGoods(keys, signal);
  }

  async *readStock(query: StockQuery, signal: AbortSignal): AsyncGenerator<readonly StockLevel[]> {
    yield* (await this.#reading(signal)).readStock(query, signal);
  }

  async findMoved(ids: readonly GoodId[], signal: AbortSignal): Promise<ReadonlySet<GoodId>> {
    return (await this.#reading(signal)).findMoved(ids, signal);
  }

  async readAgedOrders(query: StockQuery, signal: AbortSignal): Promise<Decimal> {
    return (await this.#reading(signal)).readAgedOrders(query, signal);
  }

  async *readPartners(signal: AbortSignal): AsyncGenerator<readonly Partner[]> {
    yield* (await this.#reading(signal)).readPartners(signal);
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    return (await this.#reading(signal)).findTraces(origins, signal);
  }

  async sightDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentSight[]> {
    return (await this.#reading(signal)).sightDocuments(remembered, signal);
  }

  async traceDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentFate[]> {
    return (await this.#reading(signal)).traceDocuments(remembered, signal);
  }

  async findDoubledUnp(deviceSerial: string, signal: AbortSignal): Promise<readonly DoubledUnp[]> {
    return (await this.#reading(signal)).findDoubledUnp(deviceSerial, signal);
  }

  async findForeignDocuments(
    identity: string,
    orders: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly ForeignDocument[]> {
    return (await this.#reading(signal)).findForeignDocuments(identity, orders, signal);
  }

  async recordOperation(): Promise<never> {
    throw this.#readOnly();
  }

  async recordOperations(): Promise<never> {
    throw this.#readOnly();
  }

  async addGoods(): Promise<never> {
    throw this.#readOnly();
  }

  /** No mark can be left in a file that is only read. */
  async readInstallationMarks(): Promise<null> {
    return null;
  }

  async markInstallation(): Promise<never> {
    throw this.#readOnly();
  }

  async readExportKey(): Promise<null> {
    return null;
  }

  async replaceExportKey(): Promise<'refused'> {
    return 'refused';
  }

  async readIdentityMarks(): Promise<null> {
    return null;
  }

  async leaveIdentityMark(): Promise<void> {}

  async readEvidence(signal: AbortSignal): Promise<WarehouseEvidence | null> {
    return (await this.#reading(signal)).readEvidence(signal);
  }

  /** Nothing is written, so nothing can stand in the way. */
  async readOddities(): Promise<readonly never[]> {
    return [];
  }

  /** A file has no rights of tables; whether it may be read shows itself. */
  async missingRights(): Promise<readonly string[]> {
    return [];
  }

  async readUnpUse(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<UnpUse> {
    return (await this.#reading(signal)).readUnpUse(deviceSerial, range, signal);
  }

  /** No УНП is ever written here, so nobody has to know above which one to begin. */
  async readNamedSequence(): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.forget();
  }

  /** Lets the snapshot go: what is asked next is read from a new one. Repeatable. */
  async forget(): Promise<void> {
    const standing = this.#standing;
    this.#standing = null;
    this.#isFresh = true;
    // A snapshot that could not be taken has told its own reader.
    const found = await standing?.catch(() => null);
    await found?.warehouse.close();
  }

  async #reading(signal: AbortSignal): Promise<Warehouse> {
    return (await this.#open(signal)).warehouse;
  }

  async #open(signal: AbortSignal): Promise<Standing> {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    this.#standing ??= this.#take(signal);
    try {
      return await this.#standing;
    } catch (error) {
      this.#standing = null;
      throw error;
    }
  }

  async #take(signal: AbortSignal): Promise<Standing> {
    const { database, engine, isCutOff, hoursOld } = await openSnapshot(this.#place, {
      scope: 'goodsAndStock',
      signal,
      isFresh: this.#isFresh,
    });
    return { warehouse: new SqlWarehouse(database, engine), isCutOff, hoursOld };
  }

  #readOnly(): SyncError {
    return new SyncError('warehouse.access.readOnly', { address: `access:${this.#place.path}` });
  }
}
