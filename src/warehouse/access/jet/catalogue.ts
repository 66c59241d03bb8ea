import { readerOf } from './column-values.ts';
import type { ColumnReader, JetValue } from './column-values.ts';
import type { JetFile } from './jet-file.ts';
import { RowView, MisshapenRow } from './row-view.ts';
import { readDefinition } from './table-definition.ts';
import type { TableDefinition } from './table-definition.ts';
import { rowsOf } from './table-rows.ts';
import { Unsound } from './unsound.ts';

/** The table of all objects has its definition on a fixed page. */
const CATALOGUE_PAGE = 2;
const [KIND, TABLE, PAGE_OF_ID] = [0x7f, 1, 0xff_ffff];
/** Flags of tables of Access itself, and of hidden ones. */
const NOT_OURS = 0x8000_0002;

/** A column is missing, or of a type that holds no text, number or date. */
export class ColumnMissing extends Error {}

/** The tables of a database. Jet tells letters' case apart in no name, so neither is it here. */
export class Catalogue {
  readonly #file: JetFile;
  readonly #pages: ReadonlyMap<string, number>;

  /** Reads the names of all tables. Throws `Unsound`. */
  constructor(file: JetFile) {
    this.#file = file;
    const objects = readDefinition(file, CATALOGUE_PAGE);
    const pages = new Map<string, number>();
    for (const [id, name, type, flags] of valuesOf(file, objects, ['Id', 'Name', 'Type', 'Flags'])) {
      if ((Number(type) & KIND) !== TABLE || (Number(flags) & NOT_OURS) !== 0) continue;
      pages.set(String(name).toLowerCase(), Number(id) & PAGE_OF_ID);
    }
    this.#pages = pages;
  }

  has(table: string): boolean {
    return this.#pages.has(table.toLowerCase());
  }

  /** How a table that is there is stored. Throws `Unsound`. */
  definition(table: string): TableDefinition {
    return readDefinition(this.#file, this.#pages.get(table.toLowerCase()) ?? 0);
  }

  /**
   * The named columns of every row of a table that is there. Throws `ColumnMissing` for a column that is not,
   * `Unsound` for a contradiction, with the last row at the latest.
   */
  rows(table: string, columns: readonly string[]): Generator<readonly JetValue[]> {
    return valuesOf(this.#file, this.definition(table), columns);
  }
}

function readersOf(file: JetFile, table: TableDefinition, names: readonly string[]): readonly ColumnReader[] {
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  return names.map((name) => {
    const column = columns.get(name.toLowerCase());
    const reader = column === undefined ? null : readerOf(file, column);
    if (reader === null) throw new ColumnMissing(name);
    return reader;
  });
}

function* valuesOf(
  file: JetFile,
  table: TableDefinition,
  names: readonly string[],
): Generator<readonly JetValue[]> {
  const readers = readersOf(file, table, names);
  const view = new RowView(table);
  try {
    for (const row of rowsOf(file, table)) {
      view.moveTo(row);
      yield readers.map((read) => read(view));
    }
  } catch (error) {
    // A field that reaches beyond its page shows itself as a read out of range.
    if (error instanceof MisshapenRow || error instanceof RangeError)
      throw new Unsound(`a row out of shape: ${error.message}`, table.page);
    throw error;
  }
}
