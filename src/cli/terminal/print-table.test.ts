import { describe, expect, it } from 'vitest';
import { BLANK } from '../../texts/digits.ts';
import { hasColours, paintMark } from './colours.ts';
import { plainJson, plainText } from './plain-text.ts';
import { formatTable } from './print-table.ts';
import { cutText, foldLine, padText, screenWidth, textWidth } from './screen.ts';

const ESC = '\u001B';
const COLUMNS = [
  { heading: 'Поръчка', isWhole: true },
  { heading: 'Име' },
  { heading: 'Сума', isNumber: true },
  { heading: 'УНП', isWhole: true },
  { heading: 'Причина' },
];
const ROW = [
  '1203',
  'Кафе „Лавация“ на зърна, 1 кг',
  `1${BLANK}202,64${BLANK}€`,
  'DT900001-0002-0000012',
  'в склада няма стока с код „12345“, а тя е нужна за поръчката',
];

describe('foreign texts in a terminal', () => {
  it.each([
    [`${ESC}[31mчервено${ESC}[0m`, 'червено'],
    [`${ESC}]8;;https://evil.example${ESC}\\връзка`, 'връзка'],
    ['\u009B31mтекст', 'текст'],
    ['едно\r\nдве\u0007', 'едно две '],
    ['shop\u202Egb.elpmaxe', 'shopgb.elpmaxe'],
    ['a\u2066b\u2069c\u200Ed\u061Ce', 'abcde'],
    ['zero\u200Bwidth\uFEFF', 'zerowidth'],
    ['ред\u2028ред', 'редред'],
    ['Кафе „Лавация“ 1 кг', 'Кафе „Лавация“ 1 кг'],
  ])('%j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
    expect(formatTable([{ heading: 'име' }], [[text]], null).at(-1)).toBe(plain.trimEnd());
  });

  it('JSON keeps every value and holds nothing that a terminal would obey', () => {
    const value = { name: `${ESC}[2J\u009B2J\u202Eабв\u0085\u007F`, empty: null };
    const line = plainJson(value);
    expect(JSON.parse(line)).toEqual(value);
    expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/u);
    expect(line).toContain('абв');
  });
});

describe('the width of a terminal', () => {
  it('counts columns, not signs', () => {
    expect(['', 'стока', '漢字', 'e\u0301', '👍🏽', 'ｱ', '한', '\u200b'].map(textWidth)).toEqual([
      0, 5, 4, 1, 2, 1, 2, 0,
    ]);
    expect([padText('漢', 4), padText('漢', 4, true), padText('дълго', 2)]).toEqual([
      '漢  ',
      '  漢',
      'дълго',
    ]);
  });

  it('a cut falls neither inside a sign nor inside a number', () => {
    expect([cutText('Кафе Лавация', 8), cutText('漢字漢字', 5), cutText('абв', 3)]).toEqual([
      'Кафе Ла…',
      '漢字…',
      'абв',
    ]);
    expect(cutText(`общо 1${BLANK}202,64 €`, 9)).toBe('общо …');
    expect(cutText('номер 123456 не е', 10)).toBe('номер …');
    expect(cutText('номер 1234, после', 11)).toBe('номер 1234…');
    expect(cutText('номер 12 и още', 10)).toBe('номер 12 …');
  });

  it('a terminal is never taken for narrower than 50, and a pipe has no width', () => {
    const stream = (columns?: number, isTTY = true) => ({ columns, isTTY }) as never;
    expect([screenWidth(stream(120)), screenWidth(stream(20)), screenWidth(stream())]).toEqual([119, 49, 79]);
    expect(screenWidth(stream(120, false))).toBe(null);
  });

  it('a long line is folded at its blanks, below its first word', () => {
    const line = `  ! Сумата на поръчка №1203 е 1${BLANK}202,64${BLANK}€, а редовете ѝ дават 40${BLANK}€`;
    const lines = foldLine(line, 30);
    expect(lines.every((each) => textWidth(each) <= 30)).toBe(true);
    expect(lines.slice(1).every((each) => each.startsWith('    '))).toBe(true);
    expect(lines.map((each) => each.trim()).join(' ')).toBe(line.trim());
    expect(lines.some((each) => each.includes(`1${BLANK}202,64${BLANK}€`))).toBe(true);
    expect(foldLine('кратко', 30)).toEqual(['кратко']);
    expect(foldLine('[12] сумата е 385,25, а редовете', 20)).toEqual([
      '[12] сумата е',
      '     385,25, а',
      '     редовете',
    ]);
  });

  it.each([200, 120, 100, 80, 60, 49])('a table fits in %i columns and keeps its numbers whole', (width) => {
    const lines = formatTable(COLUMNS, [ROW, ['1', 'х', '0', '', '']], width);
    const folded = lines.flatMap((line) => foldLine(line, width));
    expect(folded.filter((line) => textWidth(line) > width)).toEqual([]);
    for (const number of [ROW[0], ROW[2], ROW[3]])
      expect(folded.some((line) => line.includes(number ?? ''))).toBe(true);
  });

  it('where even a cut table does not fit, each row stands by itself and empty cells are left out', () => {
    const rows = [ROW, ['1204', '', '0', '', 'чака']];
    expect(formatTable(COLUMNS, rows, 49).slice(-4)).toEqual([
      '',
      'Поръчка: 1204',
      '  Сума: 0',
      '  Причина: чака',
    ]);
  });

  it('a pipe gets every cell whole, a hundred thousand rows too', () => {
    expect(formatTable(COLUMNS, [ROW], null).at(-1)).toContain(ROW[4]);
    expect(
      formatTable(
        [{ heading: 'a' }],
        Array.from({ length: 150_000 }, () => ['1']),
        80,
      ),
    ).toHaveLength(150_002);
    expect(formatTable(COLUMNS, [], 80)).toEqual([]);
  });
});

describe('colours', () => {
  const terminal = { isTTY: true };
  it('are for terminals that have them, unless somebody says otherwise', () => {
    const has = (env: Readonly<Record<string, string>>, stream = terminal): boolean =>
      hasColours({ env }, stream);
    expect([has({}), has({}, { isTTY: false }), has({ TERM: 'dumb' })]).toEqual([true, false, false]);
    expect([has({ NO_COLOR: '1' }), has({ NO_COLOR: '' })]).toEqual([false, true]);
    expect([has({ FORCE_COLOR: '1' }, { isTTY: false }), has({ FORCE_COLOR: '0' })]).toEqual([true, false]);
  });

  it('say again what the mark of a line says', () => {
    expect(paintMark('  ✗ Стока')).toBe(`  ${ESC}[31m✗${ESC}[0m Стока`);
    expect(paintMark('▸ Експорт')).toBe(`${ESC}[1m▸ Експорт${ESC}[0m`);
    expect([paintMark('✗'), paintMark('Стока ✓ x'), paintMark('')]).toEqual(['✗', 'Стока ✓ x', '']);
  });

  it('a column in which nothing stands gives its room to the others', () => {
    const columns = [{ heading: 'Етап' }, { heading: 'Причина' }, { heading: 'Върнати пари' }];
    const rows = [['записана, УНП и в магазина', '', '']];
    expect(formatTable(columns, rows, 30)).toEqual(['Етап', '─'.repeat(26), 'записана, УНП и в магазина']);
    expect(formatTable(columns, rows, 80)[0]).toContain('Върнати пари');
  });
});
