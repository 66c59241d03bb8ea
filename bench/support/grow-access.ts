import { JetFile, PAGE_SIZE } from '../../src/warehouse/access/jet/jet-file.ts';
import { RowPage } from '../../src/warehouse/access/jet/row-page.ts';
import { Catalogue } from '../../src/warehouse/access/jet/catalogue.ts';
import type { TableDefinition } from '../../src/warehouse/access/jet/table-definition.ts';
import { pagesOfMap } from '../../src/warehouse/access/jet/usage-map.ts';

const [OWNER_AT, COUNT_AT, SLOTS_AT, ROWS_AT] = [4, 12, 14, 16];
const [MAP_PAGE, BY_PAGES, MAP_HEAD] = [5, 1, 4];
const PAGES_OF_A_MAP = (PAGE_SIZE - MAP_HEAD) * 8;
const ROW_HEAD = 2;

/** Where in a row the number stands that must differ from copy to copy. */
interface Numbered {
  readonly at: number;
  readonly step: number;
}

/** Rows of a table as bytes, those that were moved or deleted left out. */
function plainRows(file: JetFile, table: TableDefinition): readonly Buffer[] {
  return [...pagesOfMap(file, table.usageMap)].flatMap((number) => {
    const page = new RowPage(file, number);
    return Array.from({ length: page.count }, (_, row) => row)
      .filter((row) => page.slot(row) === 'row')
      .map((row) => {
        const { page: bytes, start, end } = page.bytes(row);
        return Buffer.from(bytes.subarray(start, end));
      });
  });
}

/** Fills pages with copies of the rows, `times` over; each copy has its own numbers. */
function copiedPages(
  table: TableDefinition,
  what: { readonly rows: readonly Buffer[]; readonly times: number; readonly numbers: readonly Numbered[] },
): readonly Buffer[] {
  const pages: Buffer[] = [];
  let page = Buffer.alloc(0);
  let [count, end] = [0, 0];
  for (let time = 1; time <= what.times; time += 1) {
    for (const row of what.rows) {
      if (end - row.length < SLOTS_AT + (count + 1) * 2) {
        page = Buffer.alloc(PAGE_SIZE);
        page.writeUInt16LE(0x0101, 0);
        page.writeUInt32LE(table.page, OWNER_AT);
        pages.push(page);
        [count, end] = [0, PAGE_SIZE];
      }
      end -= row.length;
      row.copy(page, end);
      for (const { at, step } of what.numbers)
        page.writeInt32LE(row.readInt32LE(ROW_HEAD + at) + time * step, end + ROW_HEAD + at);
      page.writeUInt16LE(end, SLOTS_AT + count * 2);
      count += 1;
      page.writeUInt16LE(count, COUNT_AT);
    }
  }
  return pages;
}

/** Pages of bits for a set of pages, and their numbers in the table's own map. */
function mapPages(numbers: readonly number[]): readonly Buffer[] {
  const maps = Array.from({ length: Math.ceil((Math.max(...numbers) + 1) / PAGES_OF_A_MAP) }, () => {
    const page = Buffer.alloc(PAGE_SIZE);
    page.writeUInt16LE(MAP_PAGE | 0x0100, 0);
    return page;
  });
  for (const number of numbers) {
    const [map, bit] = [maps[Math.floor(number / PAGES_OF_A_MAP)], number % PAGES_OF_A_MAP];
    const at = MAP_HEAD + (bit >> 3);
    if (map !== undefined) map[at] = (map[at] ?? 0) | (1 << (bit & 7));
  }
  return maps;
}

/**
 * A database with every row of some tables copied `times` over, their numbers (by column: the step from
 * copy to copy) made to differ. Only what a reader of rows needs is kept true: indexes are not.
 */
export function growAccess(
  small: Buffer,
  tables: Readonly<Record<string, Readonly<Record<string, number>>>>,
  times: number,
): Buffer {
  const file = new JetFile(small);
  const head = Buffer.from(small);
  const added: Buffer[] = [];
  const catalogue = new Catalogue(file);
  for (const [name, steps] of Object.entries(tables)) {
    const table = catalogue.definition(name);
    const rows = plainRows(file, table);
    const numbers = table.columns
      .filter((column) => steps[column.name] !== undefined)
      .map((column) => ({ at: column.offset, step: steps[column.name] ?? 0 }));
    const first = file.pageCount + added.length;
    const pages = copiedPages(table, { rows, times, numbers });
    added.push(...pages);
    const all = [...pagesOfMap(file, table.usageMap), ...pages.map((_, index) => first + index)];
    const maps = mapPages(all);
    const map = new RowPage(new JetFile(head), table.usageMap.page).bytes(table.usageMap.row);
    map.page.fill(0, map.start, map.end);
    map.page.writeUInt8(BY_PAGES, map.start);
    for (const [index] of maps.entries())
      map.page.writeUInt32LE(file.pageCount + added.length + index, map.start + 1 + index * 4);
    added.push(...maps);
    head.writeUInt32LE(table.rowCount + rows.length * times, table.page * PAGE_SIZE + ROWS_AT);
  }
  return Buffer.concat([head, ...added]);
}
