import { describe, expect, it } from 'vitest';
import { RowQueries } from './row-queries.ts';
import type { SomeRows } from './row-queries.ts';

interface Row {
  readonly a: unknown;
  readonly b: unknown;
}

const NOW = Symbol('the clock of the server');

/** Queries that tell how often they were compiled; parameters go by `b` first, the clock stands in the text. */
function counted(keptLengths = 8) {
  const queries = new RowQueries<Row, { readonly sql: string; readonly parameters: readonly unknown[] }>({
    keptLengths,
    isText: (value) => value === NOW,
  });
  let compiled = 0;
  const compile = (rows: SomeRows<Row>) => {
    compiled += 1;
    const parameters = rows.flatMap(({ a, b }) => (a === NOW ? [b] : [b, a]));
    return { sql: `${rows.length} rows`, parameters };
  };
  return {
    times: () => compiled,
    of: (owner: object, rows: readonly Row[]) => queries.of(owner, rows, compile),
  };
}

describe('queries over rows', () => {
  it('are compiled once for each number of rows and each database; each row’s values go to their places', () => {
    const { of, times } = counted();
    const [one, other] = [{}, {}];
    expect(of(one, [{ a: 1, b: 2 }]).parameters).toEqual([2, 1]);
    expect(of(one, [{ a: 3, b: null }]).parameters).toEqual([null, 3]);
    const two = [
      { a: 5, b: 6 },
      { a: 7, b: 8 },
    ];
    expect(of(one, two)).toEqual({ sql: '2 rows', parameters: [6, 5, 8, 7] });
    expect(times()).toBe(2);
    of(other, two);
    expect(times()).toBe(3);
  });

  it('what is a part of the text is no parameter', () => {
    const { of, times } = counted();
    const owner = {};
    for (const b of [1, 2]) expect(of(owner, [{ a: NOW, b }]).parameters).toEqual([b]);
    expect(times()).toBe(1);
  });

  it('of lengths only those that came last are kept', () => {
    const { of, times } = counted(2);
    const owner = {};
    const rowsOf = (length: number): readonly Row[] => Array.from({ length }, () => ({ a: 1, b: 1 }));
    for (const length of [1, 2, 1, 3]) of(owner, rowsOf(length));
    expect(times()).toBe(3);
    of(owner, rowsOf(1));
    expect(times()).toBe(3);
    of(owner, rowsOf(2));
    expect(times()).toBe(4);
  });
});
