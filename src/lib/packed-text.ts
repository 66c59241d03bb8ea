import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A text in as few bytes as can be; `unpackText` gives it back letter by letter. */
export function packText(text: string): Uint8Array {
  return new Uint8Array(deflateRawSync(Buffer.from(text, 'utf8'), { level: 9 }));
}

/** The text that `packText` was given. Throws a RangeError or the library's error for anything else. */
export function unpackText(packed: Uint8Array): string {
  return inflateRawSync(packed).toString('utf8');
}
