import { describe, expect, it } from 'vitest';
import { anOrder } from '../../../test/support/builders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { firstEntry } from '../order-steps.ts';
import {
  absurdNumbers,
  cameBackFault,
  isSameOrder,
  numberingFault,
  seriesBeginning,
} from './order-numbering.ts';
import type { NumberingFacts } from './order-numbering.ts';

const numbers = (...all: readonly number[]) => all as readonly OrderNumber[];
const absurd = (cursor: number, ...all: readonly number[]) => [
  ...absurdNumbers(numbers(...all), cursor as OrderNumber).keys(),
];

describe('absurd numbers (Q6)', () => {
  it('one that no counter can come to, and one above by a factor, are absurd; the others are not', () => {
    expect(absurd(5003, 5004, 9_999_999_999)).toEqual([9_999_999_999]);
    expect(absurd(5003, 5004, 50_030)).toEqual([50_030]);
    expect(absurd(5003, 50_030, 50_031)).toEqual([50_030, 50_031]);
    expect(absurdNumbers(numbers(5004, 50_030), 5003 as OrderNumber).get(50_030 as OrderNumber)).toBe(5004);
  });

  it('gaps, a counter that was set forward, and a shop that is met for the first time are no reason', () => {
    expect(absurd(5003, 5004, 9000, 12_000)).toEqual([]);
    expect(absurd(5003, 50_030, 50_031, 50_033)).toEqual([]);
    expect(absurd(3, 17, 400)).toEqual([]);
    expect(absurd(0, 700_000)).toEqual([]);
    // Those that were believed once are believed.
    expect(absurd(50_030, 5003, 50_030, 50_040)).toEqual([]);
  });
});

const DAY = '2026-11-20 10:00:';

function listed(number: number, createdAt = `${DAY}${String(number % 60).padStart(2, '0')}`) {
  return { number: number as OrderNumber, createdAt };
}

function known(number: number, createdAt?: string): LedgerEntry {
  const order = anOrder([], { ...listed(number, createdAt) });
  const entry = firstEntry({ number: order.number, raw: '', order }, `h${number}`, '2026-11-20T08:00:00Z');
  return { ...entry, stage: 'recorded' };
}

const fault = async (more: Partial<NumberingFacts>, above = 0) =>
  (
    await numberingFault({
      cursor: 105 as OrderNumber,
      newest: [listed(104), listed(105)],
      known: [known(104), known(105)],
      knownAbove: async () => above,
      count: null,
      countBefore: null,
      ...more,
    })
  )?.code ?? null;

describe('numbers that begin again (Q6)', () => {
  it('nothing is said while they go on, and before anything was imported', async () => {
    expect(await fault({})).toBeNull();
    expect(await fault({ newest: [listed(105), listed(106), listed(9_999_999_999)] })).toBeNull();
    expect(await fault({ cursor: 0 as OrderNumber, newest: [], known: [] })).toBeNull();
  });

  it('a newest order below the cursor, in a shop that we do not know, or that has lost many', async () => {
    const anew = [listed(1, '2026-11-24 11:00:00'), listed(2, '2026-11-24 12:00:00')];
    expect(await fault({ newest: anew, known: [] }, 100)).toBe('orders.numbersBeganAgain');
    expect(await fault({ newest: [...anew, listed(9_999_999_999)], known: [] })).toBe(
      'orders.numbersBeganAgain',
    );
    expect(await fault({ newest: [], known: [] })).toBe('orders.numbersBeganAgain');
    expect(await fault({ newest: [listed(99), listed(100)], known: [known(100)] }, 5)).toBe(
      'orders.numbersBeganAgain',
    );
  });

  it('a few that people have deleted are no reason', async () => {
    expect(await fault({ newest: [listed(103), listed(104)], known: [known(104)] }, 1)).toBeNull();
    expect(await fault({ count: 98, countBefore: 100 })).toBeNull();
  });

  it('a number that was used again, whatever the counter has come to', async () => {
    const reused = { newest: [listed(104), listed(105, '2026-11-24 10:00:45'), listed(106)] };
    expect(await fault(reused)).toBe('orders.numberUsedAgain');
    // One that is not imported yet may have been corrected.
    const waiting = [known(104), { ...known(105), stage: 'parked' as const }];
    expect(await fault({ ...reused, known: waiting })).toBeNull();
    // One whose document is missing just now was imported all the same (Q1).
    const missing = [known(104), { ...known(105), stage: 'missing' as const }];
    expect(await fault({ ...reused, known: missing })).toBe('orders.numberUsedAgain');
    const unreadable = { newest: [listed(105, 'вчера')], known: [known(105)] };
    expect(await fault(unreadable)).toBeNull();
    // An offset that an earlier version did not heed makes no other order of it.
    const zoned = { newest: [listed(105, '2026-11-20T08:00:45Z')] };
    expect(await fault(zoned)).toBeNull();
  });

  it('fewer orders than there were: many of them, or in a shop of which nothing is known', async () => {
    expect(await fault({ count: 40, countBefore: 100 })).toBe('orders.fewer');
    expect(await fault({ newest: [listed(300)], known: [], count: 99, countBefore: 100 })).toBe(
      'orders.fewer',
    );
    expect(await fault({ count: 101, countBefore: 100 })).toBeNull();
  });
});

describe('a shop that has orders of a past series again (Q6)', () => {
  const cameBack = (listedOrders: Parameters<typeof cameBackFault>[0], past: readonly LedgerEntry[]) =>
    cameBackFault(listedOrders, past, [known(105)])?.facts ?? null;

  it('is told by one that was imported then, and that is not in the ledger', () => {
    const past = [known(104), known(105), { ...known(106), stage: 'waiting' as const }];
    expect(cameBack([listed(103), listed(104)], past)).toEqual({ order: 104, createdAt: `${DAY}44` });
    // Of the number that another order has by now, of one that is in the ledger, of one that was never imported.
    for (const other of [listed(104, '2026-11-24 10:00:45'), listed(105), listed(106), listed(104, '')])
      expect(cameBack([other], past)).toBeNull();
  });
});

describe('importing from here (Q6)', () => {
  const compared = (same: readonly number[], other: readonly number[]) =>
    seriesBeginning(
      [
        ...same.map((number) => ({ number, isSame: true })),
        ...other.map((number) => ({ number, isSame: false })),
      ]
        .map((each) => ({ ...each, number: each.number as OrderNumber }))
        .toSorted((left, right) => left.number - right.number),
    );

  it('begins at once in a new shop, and after the last known order in a restored one', () => {
    expect(compared([], [1, 2, 3])).toEqual({ beginsAfter: 0, kept: [] });
    expect(compared([98, 99, 100], [101, 102])).toEqual({ beginsAfter: 100, kept: [] });
    expect(compared([98, 100], [99, 101])).toEqual({ beginsAfter: 100, kept: [] });
    expect(compared([5003, 9_999_999_999], [5004])).toEqual({ beginsAfter: 5003, kept: [9_999_999_999] });
  });

  it('an order is the same by what was received, or by when it was placed', () => {
    const entry = known(7);
    expect(isSameOrder({ ...listed(7), rawHash: 'other' }, entry)).toBe(true);
    expect(isSameOrder({ ...listed(7, ''), rawHash: 'h7' }, entry)).toBe(true);
    expect(isSameOrder({ ...listed(7, ''), rawHash: 'other' }, { ...entry, createdAt: '' })).toBe(false);
    expect(isSameOrder({ ...listed(7, '2019-11-20 10:00:07'), rawHash: 'other' }, entry)).toBe(false);
  });
});
