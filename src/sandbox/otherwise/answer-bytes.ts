import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { FaultBox } from '../faults.ts';
import type { FaultKind } from './ways.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
}

const WARNING =
  '<br />\n<b>Warning</b>:  Undefined array key "lang" in <b>/home/shop/lib/index.php</b> on line <b>110</b><br />\n';
const PACKERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};
const LETTERS = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));

/** A text in windows-1251; what it has no letter for becomes a reference in XML and an escape in JSON. */
function inWindows1251(text: string, isXml: boolean): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = LETTERS.indexOf(letter);
    const escaped = isXml ? `&#${letter.codePointAt(0) ?? 0};` : unitsOf(letter);
    bytes.push(...(byte === -1 ? [...escaped].map((each) => each.charCodeAt(0)) : [byte]));
  }
  return Uint8Array.from(bytes);
}

function unitsOf(letter: string): string {
  const units = Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The answer as what stands before the shop lets it through, with the ways that are switched on. */
export async function changedBytes(answer: Response, faults: FaultBox, asked: Asked): Promise<Response> {
  const headers = new Headers(answer.headers);
  const said = await answer.clone().text();
  const isXml = said.startsWith('<?xml');
  const type = headers.get('Content-Type') ?? 'text/html';
  const does = (kind: FaultKind): boolean => faults.strikes(kind, asked) !== null;
  if (does('emptyAnswer')) return new Response('', { status: 200, headers });
  if (does('oddAnswer')) return new Response('OK', { status: 200, headers: { 'Content-Type': 'text/html' } });
  let bytes: Uint8Array = new TextEncoder().encode(said);
  if (does('windows1251')) {
    bytes = inWindows1251(said.replace('encoding="UTF-8"', 'encoding="windows-1251"'), isXml);
    headers.set('Content-Type', `${type.split(';')[0] ?? ''}; charset=windows-1251`);
  }
  if (does('noise')) bytes = Buffer.concat([Buffer.from(WARNING), bytes]);
  if (does('byteOrderMark')) bytes = Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), bytes]);
  if (does('wrongType')) headers.set('Content-Type', 'image/png');
  const packing = faults.strikes('packed', asked);
  const coding = packing?.field ?? 'gzip';
  if (packing !== null && PACKERS[coding] !== undefined) {
    bytes = PACKERS[coding](bytes);
    headers.set('Content-Encoding', coding);
  }
  headers.delete('Content-Length');
  return new Response(Uint8Array.from(bytes), { status: answer.status, headers });
}
