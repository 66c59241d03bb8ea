import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readXlsx, unzip } from '../../test/support/files/read-xlsx.ts';
import { csvOf } from './csv.ts';
import type { CellValue, Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

const COLUMNS = [
  { head: '№', kind: 'number' },
  { head: 'Купувач', kind: 'text' },
  { head: 'Сума', kind: 'money' },
  { head: 'Количество', kind: 'quantity' },
  { head: 'Кога', kind: 'moment' },
  { head: 'Ден', kind: 'day' },
] as const;

function sheetOf(...rows: readonly (readonly CellValue[])[]): Sheet {
  return {
    name: 'Поръчки',
    columns: COLUMNS,
    rows: (async function* batches() {
      for (const row of rows) yield [row];
    })(),
  };
}

async function csv(sheet: Sheet, language: 'bg' | 'en'): Promise<readonly string[]> {
  let text = '';
  for await (const piece of csvOf(sheet, language)) text += piece;
  return text.trimEnd().split('\r\n').slice(1);
}

async function xlsx(sheet: Sheet): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxOf(sheet)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const ROW = [1081, 'Иван & „Син“', '1202.64', '0.125', '2026-11-25T13:27:05.000Z', '2026-11-25'] as const;

describe('a list for a spreadsheet', () => {
  it('has decimals and days as its reader writes them, moments by the clock of Sofia', async () => {
    expect(await csv(sheetOf(ROW), 'bg')).toEqual([
      '1081;Иван & „Син“;1202,64;0,125;25.11.2026 15:27:05;25.11.2026',
    ]);
    expect(await csv(sheetOf(ROW), 'en')).toEqual([
      '1081;Иван & „Син“;1202.64;0.125;2026-11-25 15:27:05;2026-11-25',
    ]);
  });

  it('has real numbers and days in Excel: 25.11.2026 is day 46351', async () => {
    const [head, row] = readXlsx(await xlsx(sheetOf(ROW)));
    expect(head).toEqual(COLUMNS.map((column) => column.head));
    expect(row?.slice(0, 4)).toEqual([1081, 'Иван & „Син“', 1202.64, 0.125]);
    expect(row?.[4]).toBeCloseTo(46_351 + (15 * 3600 + 27 * 60 + 5) / 86_400, 6);
    expect(row?.[5]).toBe(46_351);
  });

  it('takes the time of the shop as it stands', async () => {
    const [line] = await csv(sheetOf([1, '', '1', '1', '2026-07-01 08:00:00', null]), 'bg');
    expect(line).toBe('1;;1;1;01.07.2026 08:00:00;');
  });

  it.each(['=1+1', '@SUM(A1)', '+359888', '-x', '\t=1', '＝1'])('lets %j be no formula', async (text) => {
    const [line] = await csv(sheetOf([null, text, null, null, null, null]), 'bg');
    expect(line).toContain(`;'${text};`);
    const bytes = await xlsx(sheetOf([null, text, null, null, null, null]));
    expect(readXlsx(bytes)[1]).toEqual([text]);
    const files = unzip(bytes);
    expect(files.get('xl/worksheets/sheet1.xml')).not.toContain('<f');
    // The style of these texts is the one that keeps them texts when somebody edits them.
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('s="7"');
    expect(files.get('xl/styles.xml')).toContain('quotePrefix="1"');
  });

  it('leaves what is not as its column says as text: numbers of more digits than are kept, odd days', async () => {
    const row = ['1234567890123456', 'x', '12,5', '1e3', 'вчера', '2026-02-99'];
    expect(readXlsx(await xlsx(sheetOf(row)))[1]).toEqual(row);
    expect(await csv(sheetOf(row), 'bg')).toEqual([row.join(';')]);
  });

  it('holds what XML cannot: control characters, half letters, Excel’s own escapes, texts that are too long', async () => {
    const bytes = await xlsx(
      sheetOf([1, 'a\u0000\u0007b\uD800c _x0041_ ]]>', null, null, null, null], [2, 'я'.repeat(40_000)]),
    );
    const [, first, second] = readXlsx(bytes);
    expect(first).toEqual([1, 'abc _x005F_x0041_ ]]>']);
    expect(second?.[1]).toHaveLength(32_767);
  });

  it('keeps a workbook’s name within what Excel takes', async () => {
    const bytes = await xlsx({ ...sheetOf(), name: "'Поръчки [2026/11]: всички, които чакат отговор'" });
    const name = / name="([^"]*)"/.exec(unzip(bytes).get('xl/workbook.xml') ?? '')?.[1] ?? '';
    expect(name).toBe('Поръчки  2026 11   всички, коит');
    expect(name.length).toBeLessThanOrEqual(31);
  });

  it('ends with the fault of its rows instead of half a file', async () => {
    const broken: Sheet = {
      ...sheetOf(),
      rows: (async function* batches() {
        yield [[1]];
        throw new Error('gone');
      })(),
    };
    await expect(xlsx(broken)).rejects.toThrow('gone');
  });

  it('goes out while it is read: the first pieces come before the last rows are asked for', async () => {
    let asked = 0;
    const rows = (async function* batches() {
      for (; asked < 400; asked += 1)
        yield Array.from({ length: 200 }, (_, index) => [index, `Купувач ${Math.sin(index * asked)}`]);
    })();
    let firstBig = 0;
    for await (const piece of xlsxOf({ ...sheetOf(), rows })) {
      if (firstBig === 0 && piece.length > 1000) firstBig = asked;
    }
    expect(asked).toBe(400);
    expect(firstBig).toBeLessThan(300);
  });
});
