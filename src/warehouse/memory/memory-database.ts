/** A value of a column, as the databases hold it. */
export type Cell = string | number | null;
export type MemoryRow = Record<string, Cell>;
/** Rows by table, columns named as Warehouse Pro names them. */
export type MemoryTables = Readonly<Record<string, readonly Readonly<MemoryRow>[]>>;

/**
 * The tables of a warehouse in memory. A transaction works on a copy of what it touches and replaces it at
 * the end, so that everything of it happens or nothing does; one runs at a time.
 */
export class MemoryDatabase {
  #tables = new Map<string, MemoryRow[]>();
  #lastIds = new Map<string, number>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(seed: MemoryTables) {
    for (const [table, rows] of Object.entries(seed)) for (const row of rows) this.insert(table, { ...row });
  }

  /** Rows of a table in the order of their ids; not to be changed. */
  rows(table: string): readonly MemoryRow[] {
    return this.#tables.get(table) ?? [];
  }

  /** Adds a row and returns its ID: the one it brings, or the next. */
  insert(table: string, row: MemoryRow): number {
    const last = this.#lastIds.get(table) ?? 0;
    const id = typeof row['ID'] === 'number' ? row['ID'] : last + 1;
    this.#lastIds.set(table, Math.max(last, id));
    this.#tables.set(table, [...this.rows(table), { ...row, ID: id }]);
    return id;
  }

  /** Changes the rows that fit; returns how many. */
  update(table: string, fits: (row: MemoryRow) => boolean, change: (row: MemoryRow) => MemoryRow): number {
    let count = 0;
    const rows = this.rows(table).map((row) => {
      if (!fits(row)) return row;
      count += 1;
      return change(row);
    });
    this.#tables.set(table, rows);
    return count;
  }

  remove(table: string, fits: (row: MemoryRow) => boolean): void {
    this.#tables.set(
      table,
      this.rows(table).filter((row) => !fits(row)),
    );
  }

  /** All or nothing, one after the other. */
  async transaction<T>(work: () => T): Promise<T> {
    const turn = this.#queue.then(() => {
      const [tables, lastIds] = [new Map(this.#tables), new Map(this.#lastIds)];
      try {
        return work();
      } catch (error) {
        this.#tables = tables;
        this.#lastIds = lastIds;
        throw error;
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
