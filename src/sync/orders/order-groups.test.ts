import { describe, expect, it } from 'vitest';
import { aLine, anOrder } from '../../../test/support/builders.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { firstEntry } from '../order-steps.ts';
import { orderOf } from './order-change.ts';
import type { OrderChange, RecordStep } from './order-change.ts';
import { GROUP_LINES, GROUP_ORDERS, groupSteps } from './order-groups.ts';

/** A document of so many lines, as far as groups look at it. */
function record(
  number: number,
  more: { readonly lines?: number; readonly isAgain?: boolean; readonly goods?: number } = {},
): OrderChange {
  const order = anOrder([aLine('A', '1')], { number: number as OrderNumber });
  const due = { entry: firstEntry({ number: order.number, raw: '', order }, 'h', ''), order };
  const lines = Array.from({ length: more.lines ?? 1 });
  const draft = { lines, ...(more.isAgain === true ? { again: {} } : {}) };
  const goods = Array.from({ length: more.goods ?? 0 });
  return { kind: 'record', due, draft, goods } as unknown as RecordStep;
}

function unp(number: number): OrderChange {
  const { due } = record(number) as RecordStep;
  return { kind: 'unp', entry: due.entry } as unknown as OrderChange;
}

/** The numbers of each group: `[1, 2]` together, `3` alone. */
function grouped(steps: readonly OrderChange[]): readonly unknown[] {
  return [...groupSteps(steps)].map((group) =>
    group.kind === 'alone' ? orderOf(group.step) : group.records.map(orderOf),
  );
}

describe('steps that are made together', () => {
  it('documents that follow each other, in their order; everything else by itself', () => {
    expect(grouped([])).toEqual([]);
    expect(grouped([record(1)])).toEqual([1]);
    expect(grouped([record(1), record(2), unp(3), record(4), unp(5), record(6), record(7)])).toEqual([
      [1, 2],
      3,
      4,
      5,
      [6, 7],
    ]);
  });

  it('Q1: a document in the place of a lost one, or with goods of its own, is made by itself', () => {
    for (const own of [{ isAgain: true }, { goods: 1 }])
      expect(grouped([record(1), record(2), record(3, own), record(4)])).toEqual([[1, 2], 3, 4]);
  });

  it('as many documents, and as many lines, as a transaction takes; one with more is made by itself', () => {
    const many = Array.from({ length: 2 * GROUP_ORDERS + 1 }, (_, index) => record(index + 1));
    const sizes = [...groupSteps(many)].map((group) => (group.kind === 'alone' ? 1 : group.records.length));
    expect(sizes).toEqual([GROUP_ORDERS, GROUP_ORDERS, 1]);
    const long = { lines: GROUP_LINES - 1 };
    expect(grouped([record(1, long), record(2), record(3)])).toEqual([[1, 2], 3]);
    const huge = { lines: GROUP_LINES + 1 };
    expect(grouped([record(1), record(2), record(3, huge), record(4), record(5)])).toEqual([
      [1, 2],
      3,
      [4, 5],
    ]);
  });
});
