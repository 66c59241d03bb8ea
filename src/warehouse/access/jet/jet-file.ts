import { NotReadable } from './not-readable.ts';
import { rc4 } from './rc4.ts';
import { Unsound } from './unsound.ts';

export const PAGE_SIZE = 4096;

/** What a page says of itself in its first byte. */
export const PAGE = { data: 1, definition: 2, usage: 5 } as const;

const NAMES = ['Standard Jet DB\0', 'Standard ACE DB\0'];
const [NAME_AT, VERSION_AT] = [4, 0x14];
const [JET_3, JET_4] = [0, 1];
/** The head's second part is masked with a key that is the same in every file of Jet 4. */
const MASK_KEY = Buffer.from([0xc7, 0xda, 0x39, 0x6b]);
const [MASK_FROM, MASK_TO, KEY_AT] = [0x18, 0x98, 0x3e];
const KEY_LENGTH = 4;

/** The key of the pages' encoding; null where they lie in the clear. */
function readEncodingKey(head: Buffer): Buffer | null {
  const plain = rc4(MASK_KEY, head.subarray(MASK_FROM, MASK_TO));
  const key = plain.subarray(KEY_AT - MASK_FROM, KEY_AT - MASK_FROM + KEY_LENGTH);
  return key.readUInt32LE(0) === 0 ? null : key;
}

/**
 * The pages of a database of Jet 4 (`.mdb`) or ACE (`.accdb`), as they lie in one buffer. A password alone
 * guards nothing in these files: their pages are in the clear, or encoded with a key that lies beside them.
 */
export class JetFile {
  readonly pageCount: number;
  readonly #bytes: Buffer;
  readonly #key: Buffer | null;
  /** An encoded page is asked for row after row. */
  #decoded: { readonly number: number; readonly page: Buffer } = { number: -1, page: Buffer.alloc(0) };

  /** Throws `NotReadable` for what is no such file, is of Access 97, or is encrypted as only ACE does. */
  constructor(bytes: Buffer) {
    const name = bytes.toString('latin1', NAME_AT, NAME_AT + 16);
    if (bytes.length < PAGE_SIZE / 2 || !NAMES.includes(name)) throw new NotReadable('notAccess');
    const version = bytes.readUInt8(VERSION_AT);
    if (version === JET_3) throw new NotReadable('access97');
    this.#bytes = bytes;
    this.#key = readEncodingKey(bytes);
    if (this.#key !== null && version > JET_4) throw new NotReadable('encrypted');
    this.pageCount = Math.floor(bytes.length / PAGE_SIZE);
  }

  /** A page in the clear, to be looked at only. Throws `Unsound` when the file has no such page. */
  page(number: number): Buffer {
    if (number < 1 || number >= this.pageCount) throw new Unsound('a page beyond the end', number);
    const page = this.#bytes.subarray(number * PAGE_SIZE, (number + 1) * PAGE_SIZE);
    if (this.#key === null) return page;
    if (this.#decoded.number !== number) this.#decoded = { number, page: decode(page, this.#key, number) };
    return this.#decoded.page;
  }
}

function decode(page: Buffer, key: Buffer, number: number): Buffer {
  const own = Buffer.alloc(KEY_LENGTH);
  own.writeInt32LE(number ^ key.readInt32LE(0));
  return rc4(own, page);
}
