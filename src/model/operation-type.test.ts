import { describe, expect, it } from 'vitest';
import { numberSeries, OPERATION, operationFacts } from './operation-type.ts';

describe('operation types (facts of the database, sections 4 and 10)', () => {
  it('each has its sign, its prefix and the sign of its money', () => {
    const table = Object.values(OPERATION).map((number) => {
      const facts = operationFacts(number);
      return `${number} ${facts?.sign ?? '?'} ${facts?.prefix ?? '?'} ${facts?.paymentSign ?? '?'}`;
    });
    expect(table).toEqual([
      '1 1 D -1',
      '2 -1 S 1',
      '3 -1 WA 0',
      '7 1 T 0',
      '8 -1 T 0',
      '11 -1 WO 0',
      '12 0 R 0',
      '13 0 OF 0',
      '14 0 P 0',
      '15 -1 CG 0',
      '16 0 S 1',
      '17 1 CR 0',
      '19 0 OR 0',
      '26 -1 DN 1',
      '27 1 CN -1',
      '34 1 Rf -1',
    ]);
  });

  it('sales and consignment sales draw from one series, so do both sides of a transfer; a foreign type has none', () => {
    expect([numberSeries(2), numberSeries(8), numberSeries(19)]).toEqual([[2, 16], [7, 8], [19]]);
    expect([operationFacts(33), operationFacts(0)]).toEqual([null, null]);
  });
});
