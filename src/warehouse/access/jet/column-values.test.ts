import { expect, it } from 'vitest';
import { accessFile } from '../../../../test/support/access-files.ts';
import { readerOf } from './column-values.ts';
import type { JetValue } from './column-values.ts';
import { JetFile } from './jet-file.ts';
import { readText } from './jet-text.ts';
import { RowView } from './row-view.ts';
import type { Column, TableDefinition } from './table-definition.ts';

const file = new JetFile(accessFile('small.mdb'));

/** A row of one fixed column, read by its type. */
function valueOf(type: number, bytes: Buffer, scale = 0): JetValue {
  const column: Column = {
    name: 'X',
    type,
    number: 0,
    isFixed: true,
    offset: 0,
    size: bytes.length,
    variable: 0,
    scale,
  };
  const table: TableDefinition = {
    page: 1,
    rowCount: 1,
    usageMap: { page: 1, row: 0 },
    columns: [column],
  };
  const page = Buffer.concat([Buffer.from([1, 0]), bytes, Buffer.from([1])]);
  const view = new RowView(table);
  view.moveTo({ page, start: 0, end: page.length });
  return readerOf(file, column)?.(view) ?? null;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

it.each([
  [0, '1899-12-30 00:00:00'],
  [1.75, '1899-12-31 18:00:00'],
  // Before day 0 the fraction still counts forwards.
  [-1.25, '1899-12-29 06:00:00'],
  [46_110 + 86_399 / 86_400, '2026-03-29 23:59:59'],
])('a date of %d', (days, text) => {
  expect(valueOf(8, double(days))).toBe(text);
});

it('a date beyond all calendars is no date but a contradiction', () => {
  expect(() => valueOf(8, double(1e12))).toThrow('date');
  expect(() => valueOf(8, double(Number.NaN))).toThrow('date');
});

it('a decimal of 28 digits keeps its sign and its scale', () => {
  const bytes = Buffer.alloc(17);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt32LE(1, 9);
  bytes.writeUInt32LE(2, 13);
  expect(valueOf(16, bytes, 4)).toBe(-429_496.7298);
});

it('a picture is nothing that a warehouse reads', () => {
  expect(valueOf(11, Buffer.alloc(12))).toBe(null);
});

it('compressed texts switch to wide letters and back; a wide letter may end in a zero', () => {
  const wide = Buffer.from('Кg', 'utf16le');
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('kg '),
    Buffer.from([0]),
    wide,
    Buffer.from([0]),
    Buffer.from(' e'),
  ]);
  expect(readText(bytes, 0, bytes.length)).toBe('kg Кg e');
  expect(readText(wide, 0, wide.length)).toBe('Кg');
  expect(readText(Buffer.alloc(0), 0, 0)).toBe('');
});
