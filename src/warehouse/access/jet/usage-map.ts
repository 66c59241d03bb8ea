import { RowPage } from './row-page.ts';
import type { RowPlace } from './row-page.ts';
import { PAGE, PAGE_SIZE } from './jet-file.ts';
import type { JetFile } from './jet-file.ts';
import { Unsound } from './unsound.ts';

const [INLINE, BY_PAGES] = [0, 1];
const BITS = 8;
const POINTER = 4;
const MAP_HEAD = 4;
const PAGES_OF_A_MAP = (PAGE_SIZE - MAP_HEAD) * BITS;

function* setBits(bytes: Buffer, first: number): Generator<number> {
  for (const [index, byte] of bytes.entries())
    for (let bit = 0; byte >> bit !== 0; bit += 1)
      if (((byte >> bit) & 1) === 1) yield first + index * BITS + bit;
}

/**
 * The pages that a usage map names, ascending: a row of bits from a first page on, or a list of whole pages
 * of bits. Throws `Unsound`.
 */
export function* pagesOfMap(file: JetFile, place: RowPlace): Generator<number> {
  const { page, start, end } = new RowPage(file, place.page).bytes(place.row);
  const kind = page.readUInt8(start);
  const content = page.subarray(start + 1, end);
  if (kind === INLINE) {
    yield* setBits(content.subarray(POINTER), content.readUInt32LE(0));
    return;
  }
  if (kind !== BY_PAGES) throw new Unsound('a usage map of no known kind', place.page);
  for (let index = 0; (index + 1) * POINTER <= content.length; index += 1) {
    const number = content.readUInt32LE(index * POINTER);
    if (number === 0) continue;
    const map = file.page(number);
    if (map[0] !== PAGE.usage) throw new Unsound('no page of a usage map', number);
    yield* setBits(map.subarray(MAP_HEAD), index * PAGES_OF_A_MAP);
  }
}
