import { describe, expect, it } from 'vitest';
import { formatTable, plainJson, plainText } from './print-table.ts';

const ESC = '\u001B';

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
    expect(formatTable([{ heading: 'име' }], [[text]]).at(-1)).toBe(plain.trimEnd());
  });

  it('JSON keeps every value and holds nothing that a terminal would obey', () => {
    const value = { name: `${ESC}[2J\u009B2J\u202Eабв\u0085\u007F`, empty: null };
    const line = plainJson(value);
    expect(JSON.parse(line)).toEqual(value);
    expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/u);
    expect(line).toContain('абв');
  });
});
