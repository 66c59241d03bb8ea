import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';

/**
 * What a usual order comes to: a window of its length, and tables of that size. zlib's own are made for
 * streams, 256 KB that are filled anew for each text, which takes longer than packing an order does.
 */
const SHORT: ZlibOptions = { level: 6, windowBits: 12, memLevel: 4, chunkSize: 2048 };
const LONG: ZlibOptions = { level: 9 };
const SHORT_BYTES = 4096;

/** Packing a text of a few lines takes longer than all that a database does with it, and saves 100 bytes. */
const STORED_BYTES = 512;
/** The last block of a stream, with its bytes as they are; its length and the complement of it follow. */
const STORED_BLOCK = 1;
const STORED_HEAD = 5;

/** A text in few bytes; `unpackText` gives it back letter by letter. */
export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= STORED_BYTES) return stored(bytes);
  return new Uint8Array(deflateRawSync(bytes, bytes.length <= SHORT_BYTES ? SHORT : LONG));
}

/** The text that `packText` was given. Throws a RangeError or the library's error for anything else. */
export function unpackText(packed: Uint8Array): string {
  return inflateRawSync(packed).toString('utf8');
}

function stored(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(STORED_HEAD + bytes.length);
  const head = new DataView(block.buffer);
  head.setUint8(0, STORED_BLOCK);
  head.setUint16(1, bytes.length, true);
  head.setUint16(3, ~bytes.length & 0xffff, true);
  block.set(bytes, STORED_HEAD);
  return block;
}
