import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';

/**
 * What a usual order comes to: a window of its length, and tables of that size. zlib's own are made for
 * streams, 256 KB that are filled anew for each text, which takes longer than packing an order does.
 */
const SHORT: ZlibOptions = { level: 6, windowBits: 12, memLevel: 4, chunkSize: 2048 };
const LONG: ZlibOptions = { level: 9 };
const SHORT_BYTES = 4096;

/** A text in as few bytes as can be; `unpackText` gives it back letter by letter. */
export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  return new Uint8Array(deflateRawSync(bytes, bytes.length <= SHORT_BYTES ? SHORT : LONG));
}

/** The text that `packText` was given. Throws a RangeError or the library's error for anything else. */
export function unpackText(packed: Uint8Array): string {
  return inflateRawSync(packed).toString('utf8');
}
