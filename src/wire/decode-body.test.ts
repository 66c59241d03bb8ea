import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeWindows1251 } from '../lib/windows-1251.ts';
import { decodeText, unpackBody } from './decode-body.ts';

const TEXT = '{"name":"Лампа „Ретро“"}';
const BYTES = Buffer.from(TEXT);
const MOST = 1_000_000;

async function unpacked(bytes: Uint8Array, coding: string): Promise<string> {
  return Buffer.from(await unpackBody(bytes, coding, MOST)).toString();
}

describe('a packed body', () => {
  it.each([
    ['gzip', gzipSync(BYTES)],
    ['x-gzip', gzipSync(BYTES)],
    ['br', brotliCompressSync(BYTES)],
    ['deflate', deflateSync(BYTES)],
    ['Deflate', deflateRawSync(BYTES)],
    ['zstd', zstdCompressSync(BYTES)],
    ['gzip, br', brotliCompressSync(gzipSync(BYTES))],
    ['identity', BYTES],
    ['', BYTES],
    ['', gzipSync(BYTES)],
  ])('is unpacked from %j', async (coding, bytes) => {
    expect(await unpacked(bytes, coding)).toBe(TEXT);
  });

  it('an empty one is empty, whatever its header says', async () => {
    expect(await unpacked(new Uint8Array(), 'gzip')).toBe('');
  });

  it('never grows beyond what is taken, and one that is cut or unknown is a fault', async () => {
    const bomb = gzipSync(Buffer.alloc(MOST + 1));
    await expect(unpackBody(bomb, 'gzip', MOST)).rejects.toMatchObject({ kind: 'tooLarge' });
    await expect(unpackBody(gzipSync(BYTES).subarray(0, 20), 'gzip', MOST)).rejects.toMatchObject({
      kind: 'unreadable',
    });
    await expect(unpackBody(BYTES, 'compress', MOST)).rejects.toMatchObject({ kind: 'unreadable' });
  });
});

describe('the letters of a body', () => {
  const cyrillic = '<?xml version="1.0" encoding="windows-1251"?><a>Хляб</a>';

  it('leaves out byte order marks, one or several', () => {
    expect(decodeText(Buffer.from(`\ufeff\ufeff${TEXT}`), '')).toBe(TEXT);
    expect(decodeText(Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'application/json')).toBe(TEXT);
  });

  it('obeys the declaration of the document, then that of the header', () => {
    expect(decodeText(encodeWindows1251(cyrillic), 'text/xml; charset=utf-8')).toBe(cyrillic);
    expect(decodeText(encodeWindows1251('<a>Хляб</a>'), 'text/xml; charset="windows-1251"')).toBe(
      '<a>Хляб</a>',
    );
  });

  it('takes what is valid UTF-8 for UTF-8, whatever is declared', () => {
    expect(decodeText(Buffer.from(cyrillic), 'text/xml; charset=windows-1251')).toBe(cyrillic);
    expect(decodeText(Buffer.from(TEXT), 'text/plain; charset=nonsense')).toBe(TEXT);
  });

  it('shows what nothing explains as lost', () => {
    expect(decodeText(encodeWindows1251('Хляб'), 'text/plain')).toContain('\ufffd');
  });
});
