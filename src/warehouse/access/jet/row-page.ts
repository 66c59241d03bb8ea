import { PAGE, PAGE_SIZE } from './jet-file.ts';
import type { JetFile } from './jet-file.ts';
import { Unsound } from './unsound.ts';

const [OWNER_AT, COUNT_AT, SLOTS_AT] = [4, 12, 14];
const SLOT_SIZE = 2;
const OFFSET = 0x1fff;

/** Flags of a row's slot; both together are the grave of a row. */
const SKIP = 0x8000;
const MOVED = 0x4000;

/** Where a row lies: a page and its place among the page's rows. */
export interface RowPlace {
  readonly page: number;
  readonly row: number;
}

/** The bytes of one row inside its page. */
export interface RowBytes {
  readonly page: Buffer;
  readonly start: number;
  readonly end: number;
}

/** What a slot holds: a row, the way to where it was moved, or nothing that counts. */
export type Slot = 'row' | 'moved' | 'skip';

/** A page of rows. They fill it from its end; slots at its head say where each begins and what it is. */
export class RowPage {
  readonly count: number;
  readonly #page: Buffer;
  readonly #number: number;

  /** Throws `Unsound` when the page holds no rows. */
  constructor(file: JetFile, number: number) {
    this.#page = file.page(number);
    this.#number = number;
    if (this.#page[0] !== PAGE.data) throw new Unsound('no page of rows', number);
    this.count = this.#page.readUInt16LE(COUNT_AT);
    if (SLOTS_AT + this.count * SLOT_SIZE > PAGE_SIZE) throw new Unsound('more rows than fit', number);
  }

  /** The page of the definition of the table whose rows these are. */
  get owner(): number {
    return this.#page.readUInt32LE(OWNER_AT);
  }

  slot(row: number): Slot {
    const flags = this.#slot(row) & (SKIP | MOVED);
    if (flags === 0) return 'row';
    return flags === MOVED ? 'moved' : 'skip';
  }

  /** Whether a row that others point to was moved on. */
  isMovedOn(row: number): boolean {
    return (this.#slot(row) & MOVED) !== 0;
  }

  /** The bytes of a row, whatever its flags. Throws `Unsound` when they lie outside of the page's rows. */
  bytes(row: number): RowBytes {
    const start = this.#slot(row) & OFFSET;
    const end = row === 0 ? PAGE_SIZE : this.#slot(row - 1) & OFFSET;
    if (start > end || end > PAGE_SIZE || start < SLOTS_AT + this.count * SLOT_SIZE)
      throw new Unsound('a row out of its page', this.#number);
    return { page: this.#page, start, end };
  }

  #slot(row: number): number {
    if (row < 0 || row >= this.count) throw new Unsound('a row that is not there', this.#number);
    return this.#page.readUInt16LE(SLOTS_AT + row * SLOT_SIZE);
  }
}

/** The place that the first bytes of a moved row, or of a long value, point to. */
export function readPlace(page: Buffer, at: number): RowPlace {
  return { row: page.readUInt8(at), page: page.readUIntLE(at + 1, 3) };
}
