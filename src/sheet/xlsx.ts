import { escapeXml } from '../lib/xml-text.ts';
import { zipped } from '../lib/zip.ts';
import type { ZipEntry } from '../lib/zip.ts';
import { shopTime } from '../model/shop-time.ts';
import { readCell } from './sheet.ts';
import type { Column, ColumnKind, ReadCell, Sheet } from './sheet.ts';

/** What Excel opens; a list that is longer is no list for a person. */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet's calendar, which counts 29 February 1900 in. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 28,
  number: 12,
  money: 13,
  quantity: 13,
  moment: 18,
  day: 12,
};

/** Numbers of the styles in `STYLES`. */
const STYLE = { head: 1, number: 2, money: 3, quantity: 4, moment: 5, day: 6, text: 7 } as const;

const OOXML = 'http://schemas.openxmlformats.org';
const MAIN = `${OOXML}/spreadsheetml/2006/main`;
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Thousands are grouped, decimals marked, as the reader's own spreadsheet does. */
const STYLES = `${PROLOGUE}<styleSheet xmlns="${MAIN}"><numFmts count="2">\
<numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/>\
<numFmt numFmtId="166" formatCode="dd\\.mm\\.yyyy"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
${[1, 4, 0, 165, 166].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function relationships(...parts: readonly (readonly [type: string, target: string])[]): string {
  const each = parts.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OOXML}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `${PROLOGUE}<Relationships xmlns="${OOXML}/package/2006/relationships">${each.join('')}</Relationships>`;
}

const CONTENT_TYPES = `${PROLOGUE}<Types xmlns="${OOXML}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** A text that Excel shows letter by letter: cut at its limit, nothing in it reads as one of its escapes. */
function xmlText(text: string): string {
  return escapeXml(text.slice(0, LONGEST_TEXT).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

/** A name that a workbook takes: at most 31 letters, none of `[]:*?/\`, no apostrophe at its ends. */
function sheetName(name: string): string {
  const plain = name
    .replaceAll(/[[\]:*?/\\]/g, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .slice(0, LONGEST_NAME)
    .trim();
  return plain === '' ? 'Skladbridge' : plain;
}

/** `A`, …, `Z`, `AA`, … */
function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

function serial(cell: ReadCell & { readonly kind: 'time' }): number {
  const moment = Date.parse(`${cell.day}T${cell.clock ?? '00:00:00'}Z`);
  return Math.round(((moment - DAY_ZERO_MS) / DAY_MS) * 1e8) / 1e8;
}

function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function cellXml(cell: ReadCell, at: string, kind: ColumnKind): string {
  if (cell.kind === 'empty') return '';
  // Never a formula: marked as typed with an apostrophe, it stays a text when somebody edits it.
  if (cell.kind === 'text') return textCell(at, cell.text, STYLE.text);
  if (cell.kind === 'number') return `<c r="${at}" s="${STYLE[kind]}"><v>${cell.number}</v></c>`;
  const style = cell.clock === null ? STYLE.day : STYLE.moment;
  return `<c r="${at}" s="${style}"><v>${serial(cell)}</v></c>`;
}

function sheetHead(columns: readonly Column[]): string {
  const widths = columns.map(
    ({ width, kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width ?? WIDTHS[kind]}" customWidth="1"/>`,
  );
  const heads = columns.map(({ head }, index) => textCell(`${columnName(index)}1`, head, STYLE.head));
  return (
    `${PROLOGUE}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData><row r="1">${heads.join('')}</row>`
  );
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  yield sheetHead(columns);
  let row = 1;
  for await (const batch of rows) {
    const lines = batch.map((cells) => {
      row += 1;
      if (row > MOST_ROWS) throw new RangeError('more rows than a spreadsheet has');
      const written = columns.map(({ kind }, index) =>
        cellXml(readCell(cells[index] ?? null, kind, shopTime), `${columnName(index)}${row}`, kind),
      );
      return `<row r="${row}">${written.join('')}</row>`;
    });
    yield lines.join('');
  }
  const last = columnName(Math.max(columns.length - 1, 0));
  yield `</sheetData><autoFilter ref="A1:${last}${row}"/></worksheet>`;
}

function entriesOf(sheet: Sheet): readonly ZipEntry[] {
  const workbook = `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${OOXML}/officeDocument/2006/relationships">\
<sheets><sheet name="${escapeXml(sheetName(sheet.name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  return [
    { name: '[Content_Types].xml', content: [CONTENT_TYPES] },
    { name: '_rels/.rels', content: [relationships(['officeDocument', 'xl/workbook.xml'])] },
    { name: 'xl/workbook.xml', content: [workbook] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [relationships(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'])],
    },
    { name: 'xl/styles.xml', content: [STYLES] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(sheet) },
  ];
}

/**
 * A list as an Excel workbook, piece by piece: numbers are numbers, days are days, texts are never formulas,
 * the first line stays in sight and filters. Throws a RangeError beyond what a spreadsheet holds.
 */
export function xlsxOf(sheet: Sheet): AsyncGenerator<Uint8Array> {
  return zipped(entriesOf(sheet));
}
