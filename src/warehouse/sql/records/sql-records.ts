import { SyncError } from '../../../model/sync-error.ts';
import type {
  OperationRecord,
  RecordOutcome,
  RecordPage,
  RecordQuery,
  RecordTable,
  WarehouseRecords,
  WarehouseRow,
} from '../../warehouse-records.ts';
import { readFacts } from '../read-facts.ts';
import type { OpenedDatabase, SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { inTransaction } from '../transaction.ts';
import { listRecords } from './list-records.ts';
import { Refused } from './refused.ts';
import { saveOperation } from './save-operation.ts';
import { saveDocument, savePayment } from './save-payment.ts';
import { insertRecord, updateRecord } from './write-records.ts';

/** The records of a database of any SQL engine. */
export class SqlRecords implements WarehouseRecords {
  readonly #database: WarehouseDatabase;
  readonly #engine: SqlEngine;

  constructor({ database, engine }: OpenedDatabase) {
    this.#database = database;
    this.#engine = engine;
  }

  async list(table: RecordTable, query: RecordQuery): Promise<RecordPage> {
    return this.#ask(() => listRecords(this.#database, table, query));
  }

  async insert(table: 'goods' | 'partners', values: WarehouseRow): Promise<number> {
    return this.#write((database) => insertRecord(database, this.#engine, { table, values }));
  }

  async update(table: 'goods' | 'partners', id: number, values: WarehouseRow): Promise<boolean> {
    return this.#write((database) => updateRecord(database, this.#engine, { table, id, values }));
  }

  async saveOperation(operation: OperationRecord): Promise<RecordOutcome<number>> {
    return this.#settle(async (database) => {
      const facts = await readFacts(database);
      return saveOperation({ database, engine: this.#engine, facts, operation });
    });
  }

  async savePayment(payment: WarehouseRow): Promise<RecordOutcome<null>> {
    return this.#settle(async (database) => {
      await savePayment(database, this.#engine, payment);
      return null;
    });
  }

  async saveDocument(document: WarehouseRow): Promise<RecordOutcome<null>> {
    return this.#settle(async (database) => {
      await saveDocument(database, this.#engine, document);
      return null;
    });
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  async #settle<T>(work: (database: WarehouseDatabase) => Promise<T>): Promise<RecordOutcome<T>> {
    try {
      return { kind: 'written', value: await this.#write(work) };
    } catch (error) {
      if (error instanceof SyncError && error.cause instanceof Refused)
        return { kind: 'refused', refusal: error.cause.refusal };
      throw error;
    }
  }

  async #write<T>(work: (database: WarehouseDatabase) => Promise<T>): Promise<T> {
    return this.#ask(() => inTransaction(this.#database, this.#engine, work));
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#engine.toSyncError(error);
    }
  }
}
