import { RowPage, readPlace } from './row-page.ts';
import type { JetFile } from './jet-file.ts';
import { readText } from './jet-text.ts';
import { Unsound } from './unsound.ts';

const HEAD = 12;
const [LENGTH_SIZE, FLAG_AT, PLACE_AT] = [3, 3, 4];
const [IN_ROW, IN_ONE_ROW] = [0x80, 0x40];
const POINTER = 4;

/** The parts of a value that is spread over a chain of rows, each with the place of the next. */
function chained(file: JetFile, head: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  let left = length;
  for (let place = readPlace(head, PLACE_AT); left > 0;) {
    const { page, start, end } = new RowPage(file, place.page).bytes(place.row);
    const part = page.subarray(start + POINTER, end);
    if (part.length === 0) throw new Unsound('a long value with a hole', place.page);
    parts.push(part);
    left -= part.length;
    place = readPlace(page, start);
  }
  return Buffer.concat(parts);
}

function longBytes(file: JetFile, head: Buffer): Buffer {
  const length = head.readUIntLE(0, LENGTH_SIZE);
  const flag = head.readUInt8(FLAG_AT);
  if (flag === IN_ROW) return head.subarray(HEAD, HEAD + length);
  if (flag !== IN_ONE_ROW) return chained(file, head, length).subarray(0, length);
  const place = readPlace(head, PLACE_AT);
  const { page, start, end } = new RowPage(file, place.page).bytes(place.row);
  if (end - start < length) throw new Unsound('a long value that ends too soon', place.page);
  return page.subarray(start, start + length);
}

/** A memo: in its row, in a row of its own, or in a chain of rows. Throws `Unsound`. */
export function readMemo(file: JetFile, head: Buffer): string {
  const bytes = longBytes(file, head);
  return readText(bytes, 0, bytes.length);
}
