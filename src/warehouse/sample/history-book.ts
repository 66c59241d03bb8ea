import { lineRecord } from './document-records.ts';
import type { ColumnValues, DocumentHead, DocumentLine } from './document-records.ts';
import { rowsOf } from './sample-rows.ts';
import type { SampleRows } from './sample-rows.ts';
import type { StockBalance } from './sample-stock.ts';

const TABLES = ['operations', 'payments', 'cashbook', 'ecrreceipts', 'nextacct', 'transformations'] as const;
type Table = (typeof TABLES)[number];

/** Prefix of each type's number in NextAcct (facts section 4); both sides of a transfer share one number. */
const PREFIXES: Readonly<Record<number, string>> = {
  1: 'D',
  2: 'S',
  7: 'T',
  12: 'R',
  13: 'OF',
  14: 'P',
  19: 'OR',
  34: 'Rf',
};

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
    this.add('nextacct', { NextAcct: `${PREFIXES[type]}${number}` });
    return number;
  }

  /** Lines, number and stock of one document; answers its head. */
  write(
    about: Omit<DocumentHead, 'number'> & { readonly number?: number },
    lines: readonly DocumentLine[],
  ): DocumentHead {
    const head = { ...about, number: about.number ?? this.nextNumber(about.type) };
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
