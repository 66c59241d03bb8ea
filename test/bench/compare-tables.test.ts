import { describe, expect, it } from 'vitest';
import { readTables, sideBySide } from '../../bench/support/compare-tables.ts';

const BEFORE = `
B2: first export, median of 3
interface  goods  ours ms  B2 ≤ 1.2
rest        2000      900    MISSED
xml         2000      400       met
B5: rest 10× the goods: 7.0× the time (≤ 11: met)
`;
const NOW = `
B2: first export, median of 5
interface  goods  ours ms  ways  B2 ≤ 1.2
rest        2000      450    12       met
xml         2000      500     3       met

B8: start
call       wall ms
--version      100
`;

describe('two versions side by side', () => {
  it('every figure that both tell, of the same row; a column or a table of one alone is left out', () => {
    const [before] = readTables(BEFORE);
    const [now, start] = readTables(NOW);
    expect(sideBySide(before ?? null, now as never, 'v1')).toEqual([
      { what: 'rest: goods', v1: 2000, here: 2000, 'here ÷ there': '1.00' },
      { what: 'rest: ours ms', v1: 900, here: 450, 'here ÷ there': '0.50' },
      { what: 'xml: goods', v1: 2000, here: 2000, 'here ÷ there': '1.00' },
      { what: 'xml: ours ms', v1: 400, here: 500, 'here ÷ there': '1.25' },
    ]);
    expect(start?.rows).toEqual([['--version', '100']]);
    expect(sideBySide(null, start as never, 'v1')).toEqual([]);
  });
});
