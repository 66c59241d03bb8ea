import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('docs/unp.md', () => {
  it('has every rule A1..A13 and failure F1..F18, each with a test of that name', () => {
    const rows = [...read('../../docs/unp.md').matchAll(/^\| ([AF]\d+) \|.*\| (\S+) \|$/gm)];
    const ids = rows.map(([, id]) => id);
    expect(ids).toEqual([
      ...Array.from({ length: 13 }, (_, index) => `A${index + 1}`),
      ...Array.from({ length: 18 }, (_, index) => `F${index + 1}`),
    ]);
    for (const [, id = '', file = ''] of rows) {
      if (file === '–') continue;
      const names = [...read(`${file}.test.ts`).matchAll(/ it\('([^:]+):/g)].map(([, name]) => name ?? '');
      const isNamed = names.some((name) => {
        const [from, to] = name.split(', ')[0]?.split('..') ?? [];
        const inRange =
          to !== undefined &&
          id[0] === 'A' &&
          Number(id.slice(1)) >= Number(from?.slice(1)) &&
          Number(id.slice(1)) <= Number(to.slice(1));
        return inRange || name.split(', ').includes(id);
      });
      expect([id, isNamed]).toEqual([id, true]);
    }
  });
});
