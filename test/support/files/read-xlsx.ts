import { crc32, inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const END_BYTES = 22;

/** The files of a ZIP archive, by what its central directory says; throws when a sum is not right. */
export function unzip(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.length - END_BYTES;
  if (bytes.readUInt32LE(end) !== END) throw new Error('no end of a directory');
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('no entry of a directory');
    const [crc, packed, size] = [16, 20, 24].map((field) => bytes.readUInt32LE(at + field));
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + length).toString('utf8');
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== LOCAL) throw new Error(`no head of ${name}`);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(begin, begin + (packed ?? 0)));
    if (content.length !== size || crc32(content) !== crc) throw new Error(`${name} is not whole`);
    files.set(name, content.toString('utf8'));
    at += 46 + length;
  }
  return files;
}

interface XmlCell {
  readonly '@t'?: string;
  readonly '@s': string;
  readonly v?: string;
  readonly is?: { readonly t: { readonly '#text'?: string } | string };
}

/** A cell as a spreadsheet has it: a number, or a text. */
export type SeenCell = number | string;

/** The lines of an Excel workbook's one sheet. */
export function readXlsx(bytes: Buffer): readonly (readonly SeenCell[])[] {
  const xml = unzip(bytes).get('xl/worksheets/sheet1.xml');
  if (xml === undefined) throw new Error('no sheet');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === 'row' || name === 'c',
  });
  const { worksheet } = parser.parse(xml) as {
    worksheet: { sheetData: { row: readonly { readonly c?: readonly XmlCell[] }[] } };
  };
  return worksheet.sheetData.row.map(({ c = [] }) =>
    c.map((cell) => {
      if (cell['@t'] !== 'inlineStr') return Number(cell.v);
      const text = cell.is?.t ?? '';
      return typeof text === 'string' ? text : (text['#text'] ?? '');
    }),
  );
}
