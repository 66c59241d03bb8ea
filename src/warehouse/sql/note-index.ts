import type { OperationType, RecordedOperation } from '../../model/operation.ts';
import { OPERATION_TYPES } from '../../model/operation.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import type { OrderTrace } from '../warehouse.ts';
import { readText } from './column-text.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

const KEYS_AT_ONCE = 400;
const UNP_ROW = 8;

/**
 * Documents of one shop by order number, found by their notes (I12, I18). Notes have no index, so they are
 * scanned, each row once in the life of a connection. Where several write at once a row may become visible
 * after one with a higher id; such a row was written with its claim, so a claimed order whose document was
 * not met makes one scan from the beginning.
 */
export class NoteIndex {
  readonly #database: WarehouseDatabase;
  readonly #engine: SqlEngine;
  readonly #byShop = new Map<string, Map<OrderNumber, RecordedOperation>>();
  #scannedTo = 0;

  constructor(database: WarehouseDatabase, engine: SqlEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** What stands in the warehouse for these orders; orders without claim and note are absent. */
  async traces(origins: readonly OrderOrigin[]): Promise<readonly OrderTrace[]> {
    if (origins.length === 0) return [];
    await this.#scan();
    const claimed = await this.#claimed(origins);
    const isMissed = origins.some(
      ({ shopIdentity, orderNumber, claimKey }) =>
        claimed.has(claimKey) && !this.#byShop.get(shopIdentity)?.has(orderNumber),
    );
    if (isMissed && !this.#engine.hasSerialWrites) {
      this.#scannedTo = 0;
      await this.#scan();
    }
    const traces: OrderTrace[] = [];
    for (const { shopIdentity, orderNumber, claimKey } of origins) {
      const operation = this.#byShop.get(shopIdentity)?.get(orderNumber) ?? null;
      const isClaimed = claimed.has(claimKey);
      if (!isClaimed && operation === null) continue;
      traces.push({ orderNumber, isClaimed, operation: operation && (await this.#withUnp(operation)) });
    }
    return traces;
  }

  async #claimed(origins: readonly OrderOrigin[]): Promise<ReadonlySet<string>> {
    const keys = origins.map((origin) => origin.claimKey);
    const found = new Set<string>();
    for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
      const rows = await this.#database
        .selectFrom('nextacct')
        .select('NextAcct')
        .where('NextAcct', 'in', keys.slice(start, start + KEYS_AT_ONCE))
        .execute();
      for (const row of rows) found.add(row.NextAcct);
    }
    return found;
  }

  async #scan(): Promise<void> {
    const rows = await this.#database
      .selectFrom('operations')
      .select((row) => ['OperType', 'Acct', 'Note', row.fn.max('ID').as('last')])
      .where('ID', '>', this.#scannedTo)
      .where('Note', 'like', 'Seliton №%')
      .groupBy(['OperType', 'Acct', 'Note'])
      .execute();
    for (const row of rows) {
      this.#scannedTo = Math.max(this.#scannedTo, row.last);
      this.#take({ type: row.OperType ?? 0, number: row.Acct ?? 0, note: row.Note });
    }
  }

  /**
   * An order turned into a sale may have left its note on both documents: the one that an import writes
   * comes first.
   */
  #take(found: { readonly type: number; readonly number: number; readonly note: string | null }): void {
    const origin = parseOriginNote(readText(found.note));
    const rank = OPERATION_TYPES.findIndex((type) => type === found.type);
    if (origin === null || rank < 0 || found.number <= 0) return;
    const shop = this.#byShop.get(origin.shopIdentity) ?? new Map<OrderNumber, RecordedOperation>();
    this.#byShop.set(origin.shopIdentity, shop);
    const known = shop.get(origin.orderNumber);
    if (known !== undefined && OPERATION_TYPES.indexOf(known.operationType) < rank) return;
    shop.set(origin.orderNumber, {
      operationType: found.type as OperationType,
      documentNumber: found.number,
      unp: origin.unp,
    });
  }

  /** A note that somebody shortened may have lost its УНП; the receipts still hold it. */
  async #withUnp(operation: RecordedOperation): Promise<RecordedOperation> {
    if (operation.unp !== null) return operation;
    const row = await this.#database
      .selectFrom('ecrreceipts')
      .select('Description')
      .where('OperType', '=', operation.operationType)
      .where('Acct', '=', operation.documentNumber)
      .where('ReceiptType', '=', UNP_ROW)
      .orderBy('ID')
      .executeTakeFirst();
    const unp = readText(row?.Description);
    return unp === '' ? operation : { ...operation, unp };
  }
}
