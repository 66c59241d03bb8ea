import type { OperationType, RecordedOperation } from '../../model/operation.ts';
import { OPERATION_TYPES } from '../../model/operation.ts';
import { NOTE_BEGINNING, parseOriginNote } from '../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import type { ForeignDocument, OrderTrace } from '../warehouse.ts';
import { readText } from './column-text.ts';
import { readClaimed } from './remembered/read-claimed.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import { readDocuments } from './standing-documents.ts';

/** Of each other shop: enough to be compared with the orders of one's own. */
const FOREIGN_ORDERS = 5;

/** Documents of one shop by the order whose note they bear. */
type Noted = Map<OrderNumber, readonly RecordedOperation[]>;

/**
 * Documents of one shop by order number, found by their notes (I12, I18). Notes have no index, so they are
 * scanned, each row once in the life of a connection. Where several write at once a row may become visible
 * after one with a higher id; such a row was written with its claim, so a claimed order whose document was
 * not met makes one scan from the beginning.
 */
export class NoteIndex {
  readonly #database: WarehouseDatabase;
  readonly #engine: SqlEngine;
  readonly #byShop = new Map<string, Noted>();
  #scannedTo = 0;

  constructor(database: WarehouseDatabase, engine: SqlEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** What stands in the warehouse for these orders; orders without claim and note are absent. */
  async traces(origins: readonly OrderOrigin[], includesVat: boolean): Promise<readonly OrderTrace[]> {
    if (origins.length === 0) return [];
    await this.#scan();
    const claimed = await readClaimed(
      this.#database,
      origins.map((origin) => origin.claimKey),
    );
    const isMissed = origins.some(
      (origin) => claimed.has(origin.claimKey) && this.#notedFor(origin).length === 0,
    );
    if (isMissed && !this.#engine.hasSerialWrites) {
      this.#scannedTo = 0;
      await this.#scan();
    }
    const noted = origins.flatMap((origin) => this.#notedFor(origin));
    const standing = await readDocuments(this.#database, noted, includesVat);
    return origins.flatMap((origin) => {
      const { orderNumber, claimKey } = origin;
      const isClaimed = claimed.has(claimKey);
      const own = this.#notedFor(origin);
      // What was scanned earlier may have been deleted since.
      const documents = own.flatMap((operation) => standing.get(operation) ?? []);
      return isClaimed || documents.length > 0 ? [{ orderNumber, isClaimed, documents }] : [];
    });
  }

  /** The newest documents of every other identity, by order number ascending. */
  async foreign(shopIdentity: string, includesVat: boolean): Promise<readonly ForeignDocument[]> {
    await this.#scan();
    const noted = [...this.#byShop].flatMap(([identity, orders]) => {
      if (shopOfSeries(identity) === shopIdentity) return [];
      const newest = [...orders].toSorted(([left], [right]) => left - right).slice(-FOREIGN_ORDERS);
      return newest.flatMap(([orderNumber, operations]) =>
        operations.map((operation) => ({ shopIdentity: identity, orderNumber, operation })),
      );
    });
    const standing = await readDocuments(
      this.#database,
      noted.map((each) => each.operation),
      includesVat,
    );
    return noted.flatMap(({ operation, ...of }) => {
      const document = standing.get(operation);
      return document === undefined ? [] : [{ ...of, document }];
    });
  }

  #notedFor(origin: OrderOrigin): readonly RecordedOperation[] {
    return this.#byShop.get(origin.shopIdentity)?.get(origin.orderNumber) ?? [];
  }

  async #scan(): Promise<void> {
    const rows = await this.#database
      .selectFrom('operations')
      .select((row) => ['OperType', 'Acct', 'Note', row.fn.max('ID').as('last')])
      .where('ID', '>', this.#scannedTo)
      .where('Note', 'like', `${this.#engine.cleanText(NOTE_BEGINNING)}%`)
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
    if (origin === null || rankOf(found.type) < 0 || found.number <= 0) return;
    const shop: Noted = this.#byShop.get(origin.shopIdentity) ?? new Map();
    this.#byShop.set(origin.shopIdentity, shop);
    const operation = {
      operationType: found.type as OperationType,
      documentNumber: found.number,
      unp: origin.unp,
    };
    const others = (shop.get(origin.orderNumber) ?? []).filter((known) => !isSame(known, operation));
    shop.set(
      origin.orderNumber,
      [...others, operation].toSorted(
        (left, right) =>
          rankOf(left.operationType) - rankOf(right.operationType) ||
          left.documentNumber - right.documentNumber,
      ),
    );
  }
}

function rankOf(type: number): number {
  return OPERATION_TYPES.findIndex((known) => known === type);
}

function isSame(left: RecordedOperation, right: RecordedOperation): boolean {
  return left.operationType === right.operationType && left.documentNumber === right.documentNumber;
}
