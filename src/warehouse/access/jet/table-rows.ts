import { RowPage } from './row-page.ts';
import type { RowBytes } from './row-page.ts';
import { readPlace } from './row-page.ts';
import type { JetFile } from './jet-file.ts';
import type { TableDefinition } from './table-definition.ts';
import { Unsound } from './unsound.ts';
import { pagesOfMap } from './usage-map.ts';

const MOST_MOVES = 8;

function ownPage(file: JetFile, table: TableDefinition, number: number): RowPage {
  const page = new RowPage(file, number);
  if (page.owner !== table.page) throw new Unsound('a page of another table', number);
  return page;
}

/** A row that outgrew its page lies elsewhere; it may have been moved more than once. */
function movedRow(file: JetFile, table: TableDefinition, pointer: RowBytes): RowBytes {
  let at = pointer;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const place = readPlace(at.page, at.start);
    const page = ownPage(file, table, place.page);
    at = page.bytes(place.row);
    if (!page.isMovedOn(place.row)) return at;
  }
  throw new Unsound('a row that moves in a circle', table.page);
}

/**
 * Every living row of a table, in the order of its pages. A moved row is given once, where it was first;
 * graves and the places that rows were moved to are passed over. Throws `Unsound` for a contradiction, also
 * when the table announces another number of rows than it has.
 */
export function* rowsOf(file: JetFile, table: TableDefinition): Generator<RowBytes> {
  let found = 0;
  for (const number of pagesOfMap(file, table.usageMap)) {
    const page = ownPage(file, table, number);
    for (let row = 0; row < page.count; row += 1) {
      const slot = page.slot(row);
      if (slot === 'skip') continue;
      found += 1;
      yield slot === 'row' ? page.bytes(row) : movedRow(file, table, page.bytes(row));
    }
  }
  if (found !== table.rowCount)
    throw new Unsound(`${found} rows where ${table.rowCount} are announced`, table.page);
}
