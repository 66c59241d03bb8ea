import type { NumberlessOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { AttentionNote } from '../../model/run.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';

/** Begins the subject of every order without a number (Q10). */
export const NUMBERLESS_SUBJECT = 'order-numberless:';

const CODES_TOLD = 5;
const UNTOLD = '–';

/** The subject stays the same while the order does, whatever becomes of its status. */
function identityOf({ createdAt, total, codes, raw }: NumberlessOrder): string {
  return createdAt === '' ? raw : [createdAt, total, ...codes].join('\n');
}

/**
 * What a person is told of an order without a number: what it can be found by in the shop, and nothing of
 * its buyer (P6).
 */
export function numberlessNote(order: NumberlessOrder, hash: (text: string) => string): AttentionNote {
  const { written, createdAt, total, codes, place } = order;
  const told = codes.slice(0, CODES_TOLD).join(', ');
  return {
    subject: `${NUMBERLESS_SUBJECT}${hash(identityOf(order))}`,
    code: 'order.numberless',
    facts: {
      written: written === '' ? UNTOLD : written,
      day: createdAt === '' ? UNTOLD : createdAt,
      total: total === '' ? UNTOLD : total,
      codes: told === '' ? UNTOLD : told,
      above: place.above ?? UNTOLD,
      below: place.below ?? UNTOLD,
    },
  };
}

/** From where an order is met again that was told to stand right where a reading of those above begins. */
export function bordersOf(told: readonly ErrorFacts[], from: OrderNumber): readonly number[] {
  const atBorder = told.filter(({ below }) => typeof below === 'number' && below > from);
  return atBorder.map(({ above }) => (typeof above === 'number' ? above : 0));
}

/**
 * Whether a reading of the orders above a number would have met an order that was told so. Of one that
 * stands further down nothing is known: its item stays.
 */
export function wouldBeMet({ above, below }: ErrorFacts, after: OrderNumber): boolean {
  if (typeof below === 'number') return below > after;
  return typeof above !== 'number' || above >= after;
}
