import type { RowBytes } from './row-page.ts';
import type { Column, TableDefinition } from './table-definition.ts';

const HEAD = 2;
const COUNT_SIZE = 2;

/** A row that does not fit its own table; whoever knows the page makes an `Unsound` of it. */
export class MisshapenRow extends Error {}

/**
 * One row at a time, cut into its fields: columns of fixed size after the head; then those of varying size,
 * whose ends stand backwards before their count; last a bit for each column that has a value. It is moved
 * from row to row, since a warehouse has millions of them.
 */
export class RowView {
  page: Buffer = Buffer.alloc(0);
  /** Where the field that was entered last begins and ends in the page. */
  from = 0;
  to = 0;
  readonly #hasVariables: boolean;
  #start = 0;
  #columns = 0;
  #bits = 0;
  #variables = 0;
  /** Where the end of the first variable column stands. */
  #ends = 0;

  constructor(table: TableDefinition) {
    this.#hasVariables = table.columns.some((column) => !column.isFixed);
  }

  /** Goes to a row. Throws `MisshapenRow` when it is too short for what it says of itself. */
  moveTo(row: RowBytes): void {
    this.page = row.page;
    this.#start = row.start;
    this.#columns = row.end - row.start < HEAD ? 0 : row.page.readUInt16LE(row.start);
    this.#bits = row.end - Math.ceil(this.#columns / 8);
    if (this.#columns === 0 || this.#bits < row.start + HEAD) throw new MisshapenRow('bits');
    this.#variables = 0;
    this.#ends = this.#bits;
    if (!this.#hasVariables) return;
    const countAt = this.#bits - COUNT_SIZE;
    if (countAt < row.start + HEAD) throw new MisshapenRow('count');
    this.#variables = row.page.readUInt16LE(countAt);
    this.#ends = countAt - COUNT_SIZE;
    if (this.#ends - this.#variables * COUNT_SIZE < row.start + HEAD) throw new MisshapenRow('ends');
  }

  /** The bit of a column: whether it has a value; of a Yes/No column the value itself. */
  isSet(column: Column): boolean {
    const { number } = column;
    if (number >= this.#columns) return false;
    return (((this.page[this.#bits + (number >> 3)] ?? 0) >> (number & 7)) & 1) === 1;
  }

  /**
   * Enters a column's field; false = NULL, also in a row that is older than the column. Throws `MisshapenRow`
   * when the field does not lie in the row.
   */
  enter(column: Column): boolean {
    if (!this.isSet(column)) return false;
    if (column.isFixed) {
      this.from = this.#start + HEAD + column.offset;
      this.to = this.from + column.size;
    } else {
      if (column.variable >= this.#variables) return false;
      const endAt = this.#ends - column.variable * COUNT_SIZE;
      this.from = this.#start + this.page.readUInt16LE(endAt);
      this.to = this.#start + this.page.readUInt16LE(endAt - COUNT_SIZE);
    }
    if (this.from > this.to || this.from < this.#start + HEAD || this.to > this.#bits)
      throw new MisshapenRow(column.name);
    return true;
  }
}
