import { setImmediate as breathe } from 'node:timers/promises';
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
  WarehouseWork,
} from '../warehouse.ts';
import { addGoods } from './add-goods.ts';
import { writeGroup } from './documents/record-group.ts';
import { readExportKey, replaceExportKey } from './marks/export-key.ts';
import { leaveIdentityMark, readIdentityMarks } from './marks/identity-mark.ts';
import { markInstallation, readInstallationMarks } from './marks/mark-installation.ts';
import { missingRights } from './missing-rights.ts';
import { NoteIndex } from './note-index.ts';
import { findRecords } from './choices/find-records.ts';
import { readChoices } from './choices/read-choices.ts';
import { readUsage } from './choices/read-usage.ts';
import { readEvidence } from './structure/read-evidence.ts';
import { readFacts } from './read-facts.ts';
import { findMoved } from './find-moved.ts';
import { findGoods, readGoods } from './read-goods.ts';
import { readPartners } from './read-partners.ts';
import { readAgedOrders, readStock } from './read-stock.ts';
import { AlreadyClaimed, writeOperation } from './record-operation.ts';
import { sightDocuments, traceDocuments } from './remembered/remembered-documents.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import { readOddities } from './structure/read-oddities.ts';
import { inTransaction, isLineBroken, namedOrder } from './transaction.ts';
import { findDoubledUnp } from './remembered/unp-rows.ts';
import { UnpSequence } from './unp-sequence.ts';
import { readNamedSequence, readUnpUse } from './unp-use.ts';

/** A Warehouse Pro database over SQL: the port, made of the queries of this room, alike for every engine. */
export class SqlWarehouse implements Warehouse {
  readonly abilities = {
    isAtomic: true,
    writesUnp: true,
    writesSales: true,
    recordsOrders: true,
    showsConversions: true,
    readsRanges: true,
  } as const;
  readonly #database: WarehouseDatabase;
  readonly #engine: SqlEngine;
  readonly #sequence: UnpSequence;
  #notes: NoteIndex;
  #facts: WarehouseFacts | null = null;
  #isClosed = false;

  constructor(database: WarehouseDatabase, engine: SqlEngine) {
    this.#database = database;
    this.#engine = engine;
    this.#sequence = new UnpSequence(engine);
    this.#notes = new NoteIndex(database, engine);
  }

  async readFacts(signal: AbortSignal): Promise<WarehouseFacts> {
    return this.#ask(signal, async () => {
      this.#facts = await readFacts(this.#database);
      return this.#facts;
    });
  }

  async readChoices(signal: AbortSignal): Promise<WarehouseChoices> {
    return this.#ask(signal, () => readChoices(this.#database));
  }

  async findRecords(query: RecordQuery, signal: AbortSignal): Promise<readonly FoundRecord[]> {
    return this.#ask(signal, () => findRecords(this.#database, query));
  }

  async readUsage(signal: AbortSignal): Promise<WarehouseUsage> {
    return this.#ask(signal, () => readUsage(this.#database));
  }

  readGoods(query: GoodsQuery, signal: AbortSignal): AsyncIterable<readonly Good[]> {
    return this.#stream(signal, () => readGoods(this.#database, query));
  }

  async findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]> {
    return this.#ask(signal, () => findGoods(this.#database, keys));
  }

  readStock(query: StockQuery, signal: AbortSignal): AsyncIterable<readonly StockLevel[]> {
    return this.#stream(signal, () => readStock(this.#database, this.#engine, query));
  }

  async findMoved(ids: readonly GoodId[], signal: AbortSignal): Promise<ReadonlySet<GoodId>> {
    return this.#ask(signal, () => findMoved(this.#database, ids));
  }

  async readAgedOrders(query: StockQuery, signal: AbortSignal): Promise<Decimal> {
    return this.#ask(signal, () => readAgedOrders(this.#database, this.#engine, query));
  }

  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]> {
    return this.#stream(signal, () => readPartners(this.#database));
  }

  async findTraces(origins: readonly OrderOrigin[], signal: AbortSignal): Promise<readonly OrderTrace[]> {
    return this.#ask(signal, async () => this.#notes.traces(origins, await this.#includesVat(signal)));
  }

  async sightDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentSight[]> {
    return this.#ask(signal, () => sightDocuments(this.#database, this.#engine, remembered));
  }

  async traceDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentFate[]> {
    return this.#ask(signal, async () =>
      traceDocuments(this.#database, remembered, await this.#includesVat(signal)),
    );
  }

  async findDoubledUnp(deviceSerial: string, signal: AbortSignal): Promise<readonly DoubledUnp[]> {
    return this.#ask(signal, () => findDoubledUnp(this.#database, this.#engine, deviceSerial));
  }

  async findForeignDocuments(
    shopIdentity: string,
    _orders: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly ForeignDocument[]> {
    return this.#ask(signal, async () => this.#notes.foreign(shopIdentity, await this.#includesVat(signal)));
  }

  async recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome> {
    return this.#ask(signal, async () => {
      const facts = this.#facts ?? (await this.readFacts(signal));
      const recording = { engine: this.#engine, facts, sequence: this.#sequence };
      try {
        return await inTransaction(this.#database, this.#engine, (transaction) =>
          writeOperation(transaction, draft, recording),
        );
      } catch (error) {
        // What was read inside a transaction that did not happen must not be counted on.
        this.#sequence.forget();
        if (error instanceof SyncError && error.cause instanceof AlreadyClaimed)
          return this.#standing(draft, facts);
        throw namedOrder(error, [draft]);
      }
    });
  }

  async recordOperations(
    drafts: readonly OperationDraft[],
    signal: AbortSignal,
  ): Promise<readonly RecordedOutcome[] | null> {
    return this.#ask(signal, async () => {
      try {
        const facts = this.#facts ?? (await this.readFacts(signal));
        const around = { engine: this.#engine, facts, sequence: this.#sequence };
        return await inTransaction(this.#database, this.#engine, (transaction) =>
          writeGroup(transaction, drafts, around),
        );
      } catch (error) {
        this.#sequence.forget();
        if (isLineBroken(error)) throw namedOrder(error, drafts);
        return null;
      }
    });
  }

  async addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]> {
    return this.#ask(signal, async () => {
      const facts = this.#facts ?? (await this.readFacts(signal));
      return inTransaction(this.#database, this.#engine, (transaction) =>
        addGoods(transaction, { drafts, engine: this.#engine, facts }),
      );
    });
  }

  async readInstallationMarks(identityHash: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#ask(signal, () => readInstallationMarks(this.#database, identityHash));
  }

  async markInstallation(mark: NewMark, signal: AbortSignal): Promise<MarkLeft> {
    return this.#ask(signal, () => markInstallation(this.#database, this.#engine, mark));
  }

  async readExportKey(identityHash: string, signal: AbortSignal): Promise<ExportKey | null> {
    return this.#ask(signal, () => readExportKey(this.#database, this.#engine, identityHash));
  }

  async replaceExportKey(key: NewExportKey, signal: AbortSignal): Promise<KeyReplaced> {
    return this.#ask(signal, () => replaceExportKey(this.#database, this.#engine, key));
  }

  async readIdentityMarks(signal: AbortSignal): Promise<readonly string[]> {
    return this.#ask(signal, () => readIdentityMarks(this.#database));
  }

  async leaveIdentityMark(mark: string, signal: AbortSignal): Promise<void> {
    await this.#ask(signal, () => leaveIdentityMark(this.#database, this.#engine, mark));
  }

  async readEvidence(signal: AbortSignal): Promise<WarehouseEvidence> {
    return this.#ask(signal, () => readEvidence(this.#database, this.#engine));
  }

  async readOddities(signal: AbortSignal): Promise<readonly WarehouseOddity[]> {
    return this.#ask(signal, () => readOddities(this.#database, this.#engine));
  }

  async missingRights(work: WarehouseWork, signal: AbortSignal): Promise<readonly string[]> {
    return this.#ask(signal, () => missingRights(this.#database, this.#engine, work));
  }

  async readUnpUse(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<UnpUse> {
    return this.#ask(signal, () => readUnpUse(this.#database, deviceSerial, range));
  }

  async readNamedSequence(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<number> {
    return this.#ask(signal, () => readNamedSequence(this.#database, deviceSerial, range));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#database.destroy();
  }

  /** The document of an order whose claim exists already. */
  async #standing({ origin }: OperationDraft, { pricesIncludeVat }: WarehouseFacts): Promise<RecordOutcome> {
    // Another process may have written it after the notes were scanned.
    this.#notes = new NoteIndex(this.#database, this.#engine);
    const operation = (await this.#notes.traces([origin], pricesIncludeVat))[0]?.documents[0]?.operation;
    return operation === undefined ? { kind: 'documentGone' } : { kind: 'alreadyRecorded', operation };
  }

  async #includesVat(signal: AbortSignal): Promise<boolean> {
    return (this.#facts ?? (await this.readFacts(signal))).pricesIncludeVat;
  }

  async #ask<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#refuse(signal);
    try {
      return await work();
    } catch (error) {
      throw this.#engine.toSyncError(error);
    }
  }

  async *#stream<T>(signal: AbortSignal, read: () => AsyncIterable<T>): AsyncGenerator<T> {
    this.#refuse(signal);
    try {
      for await (const batch of read()) {
        yield batch;
        // Engines inside this process answer at once: without a pause nothing else would run between two
        // batches.
        await breathe();
        this.#refuse(signal);
      }
    } catch (error) {
      throw this.#engine.toSyncError(error);
    }
  }

  #refuse(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    signal.throwIfAborted();
  }
}
