/** A value of a column, as the databases hold it. */
export type Cell = string | number | null;
export type MemoryRow = Readonly<Record<string, Cell>>;
/** Rows by table, columns named as Warehouse Pro names them, tables in lower case. */
export type MemoryTables = Readonly<Record<string, readonly MemoryRow[]>>;

const KEYS_TABLE = 'nextacct';
/** Tables that have a key of their own instead of an ID. */
const WITHOUT_ID = new Set([KEYS_TABLE, 'system']);

/**
 * The tables of a warehouse in memory; any number of connections may work on one. As in the real ones
 * nothing is unique but the key of NextAcct, and an ID is never given twice.
 */
export class MemoryDatabase {
  #tables = new Map<string, MemoryRow[]>();
  #lastIds = new Map<string, number>();
  #keys = new Set<string>();
  /** Tables whose rows the running transaction has copied, so that the ones before it stay as they are. */
  #copied = new Set<string>();

  constructor(seed: MemoryTables) {
    for (const [table, rows] of Object.entries(seed)) {
      for (const row of rows) {
        if (table === KEYS_TABLE) this.claim(String(row['NextAcct']));
        else this.insert(table, row);
      }
    }
  }

  /** Rows of a table in the order of their ids. */
  rows(table: string): readonly MemoryRow[] {
    return this.#tables.get(table) ?? [];
  }

  /** Every key of NextAcct. */
  keys(): readonly string[] {
    return [...this.#keys];
  }

  /** Takes a key out of NextAcct. */
  release(key: string): void {
    this.#keys.delete(key);
    const rows = this.#own(KEYS_TABLE);
    rows.splice(0, rows.length, ...rows.filter((row) => row['NextAcct'] !== key));
  }

  hasKey(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Inserts a key into NextAcct; false when it is there already. */
  claim(key: string): boolean {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    this.#own(KEYS_TABLE).push({ NextAcct: key });
    return true;
  }

  /** Adds a row and returns its ID: the one it brings, or the next. */
  insert(table: string, row: MemoryRow): number {
    const rows = this.#own(table);
    if (WITHOUT_ID.has(table)) {
      rows.push({ ...row });
      return 0;
    }
    const last = this.#lastIds.get(table) ?? 0;
    const id = typeof row['ID'] === 'number' ? row['ID'] : last + 1;
    rows.push({ ...row, ID: id });
    if (id > last) this.#lastIds.set(table, id);
    else rows.sort((left, right) => Number(left['ID']) - Number(right['ID']));
    return id;
  }

  /** Changes the rows that fit; returns how many. */
  update(table: string, fits: (row: MemoryRow) => boolean, change: (row: MemoryRow) => MemoryRow): number {
    let count = 0;
    for (const [index, row] of this.#own(table).entries()) {
      if (!fits(row)) continue;
      this.#own(table)[index] = change(row);
      count += 1;
    }
    return count;
  }

  remove(table: string, fits: (row: MemoryRow) => boolean): void {
    this.#tables.set(
      table,
      this.rows(table).filter((row) => !fits(row)),
    );
    this.#copied.add(table);
  }

  /** All of the work or nothing of it, and nothing of another's in between: the work never waits. */
  transaction<T>(work: () => T): T {
    const [tables, lastIds, keys] = [new Map(this.#tables), new Map(this.#lastIds), new Set(this.#keys)];
    this.#copied.clear();
    try {
      return work();
    } catch (error) {
      this.#tables = tables;
      this.#lastIds = lastIds;
      this.#keys = keys;
      throw error;
    }
  }

  #own(table: string): MemoryRow[] {
    const rows = this.#tables.get(table) ?? [];
    if (this.#copied.has(table)) return rows;
    const copy = [...rows];
    this.#tables.set(table, copy);
    this.#copied.add(table);
    return copy;
  }
}
