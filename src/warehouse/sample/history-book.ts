import { operationFacts } from '../../model/operation-type.ts';
import { lineRecord } from './document-records.ts';
import type { ColumnValues, DocumentHead, DocumentLine } from './document-records.ts';
import { rowsOf } from './sample-rows.ts';
import type { SampleRows } from './sample-rows.ts';
import type { StockBalance } from './sample-stock.ts';

const TABLES = ['operations', 'payments', 'cashbook', 'ecrreceipts', 'nextacct', 'transformations'] as const;
type Table = (typeof TABLES)[number];

/**
 * Where documents are entered: it numbers them, moves the stock, and keeps their rows until they are
 * taken.
 */
export class HistoryBook {
  readonly #balance: StockBalance;
  readonly #records = new Map<Table, ColumnValues[]>();
  readonly #numbers = new Map<number, number>();

  constructor(balance: StockBalance) {
    this.#balance = balance;
  }

  add(table: Table, record: ColumnValues): void {
    const records = this.#records.get(table);
    if (records === undefined) this.#records.set(table, [record]);
    else records.push(record);
  }

  /** One above the last of the type, with its key. */
  nextNumber(type: number): number {
    const number = (this.#numbers.get(type) ?? 0) + 1;
    this.#numbers.set(type, number);
    this.add('nextacct', { NextAcct: `${operationFacts(type)?.prefix ?? ''}${number}` });
    return number;
  }

  /** Lines, number and stock of one document; answers its head. */
  write(
    about: Omit<DocumentHead, 'number' | 'sign'> & { readonly number?: number },
    lines: readonly DocumentLine[],
  ): DocumentHead {
    const sign = operationFacts(about.type)?.sign ?? 0;
    const head = { ...about, sign, number: about.number ?? this.nextNumber(about.type) };
    for (const line of lines) {
      this.add('operations', lineRecord(head, line));
      const where = { location: head.location, goodId: line.good.id, lotOrder: line.place.lotOrder };
      if (head.sign !== 0) this.#balance.move(where, head.sign * line.quantity);
    }
    return head;
  }

  /** The rows since the last call, table by table. */
  *take(): Generator<SampleRows> {
    for (const table of TABLES) {
      const records = this.#records.get(table) ?? [];
      if (records.length > 0) yield rowsOf(table, records);
    }
    this.#records.clear();
  }
}
