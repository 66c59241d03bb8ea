import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Plural } from './resources/all-resources.ts';
import { RESOURCES } from './resources/all-resources.ts';
import { newRecord } from './record-values.ts';
import type { StoredRecord } from './resource.ts';

/** A shop as it was at some moment, counters included: what a hosting company keeps of it. */
export type StoreCopy = ReadonlyMap<Plural, ShelfCopy>;

interface ShelfCopy {
  readonly records: readonly (readonly [id: number, record: StoredRecord])[];
  /** The greatest id that was given so far. */
  readonly lastId: number;
}

/** Records of one resource, ids ascending: read from memory, written through to the file. */
class Shelf {
  readonly byId = new Map<number, StoredRecord>();
  /** Ascending; a removed id leaves the list. */
  ids: number[] = [];
  lastId = 0;

  put(id: number, record: StoredRecord): void {
    if (!this.byId.has(id)) {
      if (id > (this.ids.at(-1) ?? 0)) this.ids.push(id);
      else this.ids = [...this.ids, id].sort((left, right) => left - right);
    }
    this.byId.set(id, record);
    this.lastId = Math.max(this.lastId, id);
  }

  delete(id: number): boolean {
    if (!this.byId.delete(id)) return false;
    this.ids = this.ids.filter((known) => known !== id);
    return true;
  }
}

const SCHEMA = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS records (
  resource TEXT NOT NULL,
  id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (resource, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`;

/**
 * Everything the shop knows. With a folder it survives the death of its process at any moment; without, it
 * is gone.
 */
export class Store {
  readonly #shelves = new Map<Plural, Shelf>();
  readonly #codes = new Map<string, Set<number>>();
  readonly #database: DatabaseSync | null;

  constructor(folder: string | null) {
    for (const plural of Object.keys(RESOURCES)) this.#shelves.set(plural as Plural, new Shelf());
    if (folder === null) {
      this.#database = null;
      return;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#database = new DatabaseSync(join(folder, 'shop.db'), { timeout: 5000 });
    this.#database.exec(SCHEMA);
    this.#load();
  }

  /** True when the folder held a shop already. */
  get isFilled(): boolean {
    return [...this.#shelves.values()].some((shelf) => shelf.lastId > 0);
  }

  fact(name: string): string | null {
    const row = this.#database?.prepare('SELECT value FROM facts WHERE name = ?').get(name);
    return row === undefined || row === null ? null : String(row['value']);
  }

  setFact(name: string, value: string): void {
    this.#database?.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value);
  }

  get(plural: Plural, id: number): StoredRecord | null {
    return this.#shelf(plural).byId.get(id) ?? null;
  }

  /** Ids ascending. */
  ids(plural: Plural): readonly number[] {
    return this.#shelf(plural).ids;
  }

  count(plural: Plural): number {
    return this.#shelf(plural).byId.size;
  }

  list(plural: Plural): readonly StoredRecord[] {
    const shelf = this.#shelf(plural);
    return shelf.ids.map((id) => shelf.byId.get(id) as StoredRecord);
  }

  /** Ids of the products with a code, ascending. */
  productsByCode(code: string): readonly number[] {
    return [...(this.#codes.get(code) ?? [])].sort((left, right) => left - right);
  }

  nextId(plural: Plural): number {
    return this.#shelf(plural).lastId + 1;
  }

  /** Adds or replaces; durable against the death of the process when it returns. */
  put(plural: Plural, id: number, record: StoredRecord): void {
    const shelf = this.#shelf(plural);
    if (plural === 'products') this.#reindex(id, shelf.byId.get(id), record);
    shelf.put(id, record);
    this.#database
      ?.prepare('INSERT OR REPLACE INTO records (resource, id, body) VALUES (?, ?, ?)')
      .run(plural, id, JSON.stringify(record));
  }

  delete(plural: Plural, id: number): boolean {
    const shelf = this.#shelf(plural);
    if (plural === 'products') this.#reindex(id, shelf.byId.get(id), undefined);
    if (!shelf.delete(id)) return false;
    this.#database?.prepare('DELETE FROM records WHERE resource = ? AND id = ?').run(plural, id);
    // A number that was given once is never given again, also after a restart.
    this.#countTo(plural, shelf.lastId);
    return true;
  }

  /** A backup of everything. */
  copy(): StoreCopy {
    const shelves = [...this.#shelves].map(([plural, { byId, lastId }]) => {
      return [plural, structuredClone({ records: [...byId], lastId })] as const;
    });
    return new Map(shelves);
  }

  /** The shop becomes what a backup says: what came since is gone, and its ids are given once more. */
  putBack(copy: StoreCopy): void {
    this.transaction(() => {
      this.#database?.exec('DELETE FROM records; DELETE FROM counters');
      this.#codes.clear();
      for (const [plural, { records, lastId }] of structuredClone(copy)) {
        this.#shelves.set(plural, new Shelf());
        for (const [id, record] of records) this.put(plural, id, record);
        this.#countTo(plural, lastId);
      }
    });
  }

  /** Many records in one step of the file. */
  transaction(work: () => void): void {
    this.#database?.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database?.exec('COMMIT');
    } catch (error) {
      this.#database?.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (this.#database?.isOpen === true) this.#database.close();
  }

  #shelf(plural: Plural): Shelf {
    return this.#shelves.get(plural) as Shelf;
  }

  #countTo(plural: Plural, lastId: number): void {
    this.#shelf(plural).lastId = lastId;
    this.#database
      ?.prepare('INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)')
      .run(plural, lastId);
  }

  #reindex(id: number, before: StoredRecord | undefined, after: StoredRecord | undefined): void {
    const [old, now] = [before?.['productCode'], after?.['productCode']];
    if (old === now) return;
    if (typeof old === 'string') this.#codes.get(old)?.delete(id);
    if (typeof now !== 'string') return;
    const ids = this.#codes.get(now) ?? new Set<number>();
    this.#codes.set(now, ids.add(id));
  }

  #load(): void {
    for (const row of this.#database?.prepare('SELECT * FROM records ORDER BY resource, id').all() ?? []) {
      const plural = String(row['resource']) as Plural;
      const record = JSON.parse(String(row['body'])) as StoredRecord;
      if (plural === 'products') this.#reindex(Number(row['id']), undefined, record);
      this.#shelf(plural).put(Number(row['id']), record);
    }
    for (const row of this.#database?.prepare('SELECT * FROM counters').all() ?? []) {
      const shelf = this.#shelf(String(row['name']) as Plural);
      shelf.lastId = Math.max(shelf.lastId, Number(row['value']));
    }
  }
}

/** Puts a record with its defaults; `id` null = the next one. Returns the id. */
export function addRecord(
  store: Store,
  plural: Plural,
  what: { readonly id: number | null; readonly fields: StoredRecord },
): number {
  const resource = RESOURCES[plural];
  if (resource === undefined) throw new RangeError(`no resource ${plural}`);
  const id = what.id ?? store.nextId(plural);
  const record = newRecord(what.fields, resource);
  for (const [name, field] of Object.entries(resource.fields)) {
    if (field.kind !== 'list' || field.rowId === undefined) continue;
    numberRows(record[name] as StoredRecord[], { owner: id, rowId: field.rowId, plural });
  }
  store.put(plural, id, { [resource.idField]: id, ...record });
  return id;
}

/** Own ids of nested rows, and the record they belong to. */
export function numberRows(
  rows: readonly StoredRecord[],
  what: { readonly owner: number; readonly rowId: string; readonly plural: Plural },
): void {
  for (const [index, row] of rows.entries()) {
    row[what.rowId] ??= what.owner * 1000 + index + 1;
    if (what.plural === 'orders') row['orderID'] = what.owner;
    if (what.plural === 'customers') row['customerID'] = what.owner;
  }
}
