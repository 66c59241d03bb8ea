import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { SeededRandom } from '../seeded-random.ts';
import { findPlace } from './source-place.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as a map has it. */
function written(value: number): string {
  let [rest, text] = [value < 0 ? -value * 2 + 1 : value * 2, ''];
  do {
    text += DIGITS[(rest % 32) + (rest >= 32 ? 32 : 0)] ?? '';
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return text;
}

/** A map of so many lines, where some are empty and some mappings have a name. */
function randomMap(random: SeededRandom, lines: number) {
  const sources = ['../src/a.ts', '../src/b.ts', '../../node_modules/c/c.js'];
  const last = [0, 0, 0, 0];
  const stepTo = (field: number, to: number): string => {
    const step = to - (last[field] ?? 0);
    last[field] = to;
    return written(step);
  };
  const mapping = (fromColumn: number, column: number): string => {
    const place = written(column - fromColumn);
    const source = stepTo(0, random.between(0, sources.length - 1));
    const at = stepTo(1, random.between(0, 70_000)) + stepTo(2, random.between(0, 200));
    return place + source + at + (random.between(0, 3) === 0 ? stepTo(3, random.between(0, 5)) : '');
  };
  const text = Array.from({ length: lines }, () => {
    const columns = Array.from({ length: random.between(0, 6) }, () => random.between(0, 60_000));
    const sorted = [...new Set(columns)].toSorted((one, other) => one - other);
    return sorted.map((column, index) => mapping(sorted[index - 1] ?? 0, column)).join(',');
  });
  return { version: 3, sources, names: ['a', 'b', 'c', 'd', 'e', 'f'], mappings: text.join(';') };
}

test('every place is found where Node finds it', () => {
  const random = new SeededRandom(7);
  const map = randomMap(random, 300);
  const asNode = new SourceMap({ ...map, file: '', sourcesContent: [], sourceRoot: '' });
  let found = 0;
  for (let each = 0; each < 3000; each += 1) {
    const [line, column] = [random.between(0, 310), random.between(0, 61_000)];
    const entry = asNode.findEntry(line, column);
    const expected =
      'originalSource' in entry
        ? { source: entry.originalSource, line: entry.originalLine, column: entry.originalColumn }
        : null;
    expect(findPlace(map, line, column)).toEqual(expected);
    found += expected === null ? 0 : 1;
  }
  expect(found).toBeGreaterThan(2500);
});

test('a place before the first mapping, and one that leads to no source, are nobody’s', () => {
  const map = { sources: ['../src/a.ts'], mappings: 'CAAA,E' };
  expect(findPlace(map, 0, 0)).toBeNull();
  expect(findPlace(map, 0, 1)).toEqual({ source: '../src/a.ts', line: 0, column: 0 });
  expect(findPlace(map, 0, 3)).toBeNull();
});
