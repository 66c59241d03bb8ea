import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { WireFault } from './wire-fault.ts';

/** Deflate is sent with and without its zlib frame, whose first byte ends in 8. */
const inflateEither = async (
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number },
): Promise<Uint8Array> =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? promisify(inflate)(bytes, options) : promisify(inflateRaw)(bytes, options);

const UNPACK: Readonly<Record<string, typeof inflateEither>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: inflateEither,
  zstd: promisify(zstdDecompress),
};

const GZIP = [0x1f, 0x8b, 0x08] as const;

function isGzip(bytes: Uint8Array): boolean {
  return GZIP.every((byte, index) => bytes[index] === byte);
}

async function unpackOnce(bytes: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array> {
  const unpack = UNPACK[coding];
  if (unpack === undefined) throw new WireFault('unreadable', `Content-Encoding: ${coding.slice(0, 20)}`);
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new WireFault('tooLarge', coding, { cause: error });
    throw new WireFault('unreadable', coding, { cause: error });
  }
}

/**
 * The bytes of a body as they were before a server or a cache packed them; also such as were packed and do
 * not say so. Rejects `unreadable` for what is cut or packed in a way that Node does not know, `tooLarge`.
 */
export async function unpackBody(
  bytes: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  // An empty body is packed by nobody, whatever its headers say.
  if (bytes.length === 0) return bytes;
  let unpacked = bytes;
  for (const coding of codings.toReversed()) unpacked = await unpackOnce(unpacked, coding, maxBytes);
  return isGzip(unpacked) ? unpackOnce(unpacked, 'gzip', maxBytes) : unpacked;
}

const DECLARED_IN_XML = /^[^<]*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i;
const DECLARED_IN_HEADER = /;\s*charset\s*=\s*"?([\w.:-]+)/i;
const HEAD_BYTES = 400;

/** The text in a declared charset; null where the declaration is none, or wrong. */
function decodeAs(label: string | undefined, bytes: Uint8Array): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 tells itself by its byte order mark. */
function markedCharset(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/**
 * The text of a body, without byte order marks. What is valid UTF-8 is UTF-8, whatever is declared: no text
 * of another charset is so by chance. Otherwise the document's own declaration counts, then the header's;
 * bytes that neither explains become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const marked = markedCharset(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  return withoutMarks(decodeUnmarked(bytes, contentType));
}

function decodeUnmarked(bytes: Uint8Array, contentType: string): string {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return (
    decodeAs('utf-8', bytes) ??
    decodeAs(DECLARED_IN_XML.exec(head)?.[1], bytes) ??
    decodeAs(DECLARED_IN_HEADER.exec(contentType)?.[1], bytes) ??
    new TextDecoder('utf-8').decode(bytes)
  );
}

/** Each PHP file saved with a mark puts one before the answer. */
function withoutMarks(text: string): string {
  return text.replace(/^(?:\s*\ufeff)+/u, '');
}
