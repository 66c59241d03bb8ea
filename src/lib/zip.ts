import { Buffer } from 'node:buffer';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive; its content is asked for piece by piece, once. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

const [LOCAL, DESCRIPTOR, CENTRAL, END] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50];
const VERSION = 20;
/** Sizes follow the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, the format's first day: the same content makes the same bytes. */
const DATE = 0x21;
const LARGEST = 0xffff_ffff;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Fields of a header one after the other: two bytes for `u16`, four for the others. */
function header(fields: readonly (readonly ['u16' | 'u32', number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [kind]) => sum + (kind === 'u16' ? 2 : 4), 0));
  let at = 0;
  for (const [kind, value] of fields) {
    if (kind === 'u16') at = bytes.writeUInt16LE(value, at);
    else at = bytes.writeUInt32LE(value, at);
  }
  return bytes;
}

function localHeader(name: Buffer): Buffer {
  const fields = [LOCAL, VERSION, FLAGS, DEFLATE, 0, DATE, 0, 0, 0, name.length, 0].map(
    (value, index) => [[0, 6, 7, 8].includes(index) ? 'u32' : 'u16', value] as const,
  );
  return Buffer.concat([header(fields), name]);
}

function centralHeader({ name, at, crc, packed, size }: Written): Buffer {
  const values = [CENTRAL, VERSION, VERSION, FLAGS, DEFLATE, 0, DATE, crc, packed, size, name.length];
  const rest = [0, 0, 0, 0, 0, at];
  const wide = new Set([0, 7, 8, 9, 15, 16]);
  const fields = [...values, ...rest].map(
    (value, index) => [wide.has(index) ? 'u32' : 'u16', value] as const,
  );
  return Buffer.concat([header(fields), name]);
}

/** What is packed goes out as it comes; what it came to is returned at its end. */
async function* packed(
  content: ZipEntry['content'],
): AsyncGenerator<Buffer, Pick<Written, 'crc' | 'packed' | 'size'>> {
  const sum = { crc: 0, packed: 0, size: 0 };
  const counted = async function* counted(): AsyncGenerator<Buffer> {
    for await (const text of content) {
      const bytes = Buffer.from(text, 'utf8');
      sum.crc = crc32(bytes, sum.crc);
      sum.size += bytes.length;
      yield bytes;
    }
  };
  const deflate = createDeflateRaw();
  // A fault of the content comes out of the reading below; who stops reading ends this too.
  const feeding = pipeline(counted, deflate).catch(() => undefined);
  for await (const bytes of deflate) {
    sum.packed += (bytes as Buffer).length;
    yield bytes as Buffer;
  }
  await feeding;
  if (sum.packed > LARGEST || sum.size > LARGEST) throw new RangeError('a file of 4 GB and more');
  return sum;
}

/**
 * A ZIP archive piece by piece: nothing is held as a whole, whatever its files come to. Throws a RangeError
 * for 4 GB and more, and what an entry's content throws.
 */
export async function* zipped(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const head = localHeader(name);
    yield head;
    const sum = yield* packed(entry.content);
    yield header([
      ['u32', DESCRIPTOR],
      ['u32', sum.crc],
      ['u32', sum.packed],
      ['u32', sum.size],
    ]);
    written.push({ name, at, ...sum });
    at += head.length + sum.packed + 16;
    if (at > LARGEST) throw new RangeError('an archive of 4 GB and more');
  }
  const central = Buffer.concat(written.map(centralHeader));
  yield central;
  yield header([
    ['u32', END],
    ['u16', 0],
    ['u16', 0],
    ['u16', written.length],
    ['u16', written.length],
    ['u32', central.length],
    ['u32', at],
    ['u16', 0],
  ]);
}
