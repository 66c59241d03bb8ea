import type { RowPlace } from './row-page.ts';
import { PAGE } from './jet-file.ts';
import type { JetFile } from './jet-file.ts';
import { Unsound } from './unsound.ts';

/** Places inside a definition, its continuations joined. */
const [NEXT_AT, ROWS_AT, COLUMNS_AT, INDEXES_AT, MAP_AT, LIST_AT] = [4, 16, 45, 51, 55, 63];
const CONTINUED_FROM = 8;
const [INDEX_SIZE, COLUMN_SIZE] = [12, 25];
const FIXED = 1;
/** Access allows 255 columns, and as many rows as the file's 2 GB hold. */
const MOST_COLUMNS = 255;

/** One column: how its values are stored, and where in a row. */
export interface Column {
  readonly name: string;
  readonly type: number;
  /** Its bit in a row's list of values that are there. */
  readonly number: number;
  readonly isFixed: boolean;
  /** Of a fixed column: its bytes after the row's head. */
  readonly offset: number;
  readonly size: number;
  /** Of a variable column: its place in the row's list of ends. */
  readonly variable: number;
  /** Decimals of a numeric column. */
  readonly scale: number;
}

export interface TableDefinition {
  /** The page of the definition: the owner that the table's pages name. */
  readonly page: number;
  /** How many rows the table says it has. */
  readonly rowCount: number;
  readonly usageMap: RowPlace;
  readonly columns: readonly Column[];
}

/** The pages of a definition joined to one piece. */
function joined(file: JetFile, first: number): Buffer {
  const parts: Buffer[] = [];
  for (let number = first; number !== 0;) {
    const page = file.page(number);
    if (page[0] !== PAGE.definition) throw new Unsound('no page of a definition', number);
    if (parts.length > file.pageCount) throw new Unsound('a definition in a circle', number);
    parts.push(parts.length === 0 ? page : page.subarray(CONTINUED_FROM));
    number = page.readUInt32LE(NEXT_AT);
  }
  return Buffer.concat(parts);
}

function readNames(bytes: Buffer, from: number, count: number): readonly string[] {
  const names: string[] = [];
  for (let at = from; names.length < count;) {
    const length = bytes.readUInt16LE(at);
    names.push(bytes.toString('utf16le', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return names;
}

function readColumn(bytes: Buffer, at: number, name: string): Column {
  return {
    name,
    type: bytes.readUInt8(at),
    number: bytes.readUInt16LE(at + 5),
    variable: bytes.readUInt16LE(at + 7),
    scale: bytes.readUInt8(at + 12),
    isFixed: (bytes.readUInt8(at + 15) & FIXED) !== 0,
    offset: bytes.readUInt16LE(at + 21),
    size: bytes.readUInt16LE(at + 23),
  };
}

/** Reads the definition that begins on a page. Throws `Unsound` when it contradicts itself. */
export function readDefinition(file: JetFile, page: number): TableDefinition {
  const bytes = joined(file, page);
  try {
    const count = bytes.readUInt16LE(COLUMNS_AT);
    if (count > MOST_COLUMNS) throw new Unsound('more columns than a table may have', page);
    const list = LIST_AT + bytes.readInt32LE(INDEXES_AT) * INDEX_SIZE;
    const names = readNames(bytes, list + count * COLUMN_SIZE, count);
    const map = bytes.readUInt32LE(MAP_AT);
    return {
      page,
      rowCount: bytes.readUInt32LE(ROWS_AT),
      usageMap: { page: map >>> 8, row: map & 0xff },
      columns: names.map((name, index) => readColumn(bytes, list + index * COLUMN_SIZE, name)),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new Unsound('a definition that ends too soon', page);
    throw error;
  }
}
