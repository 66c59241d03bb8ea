import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { wasRecorded } from '../../model/order-stage.ts';
import { absurdNumbers } from './order-numbering.ts';
import type { ListedOrder } from './order-numbering.ts';

/** An order of the shop's list with the УНП that it shows; null = none. */
export type ShownOrder = ListedOrder & { readonly unp: string | null };

/**
 * What a restored shop is known by: imported orders above its newest one are gone, or it has lost УНП. `isShown`: it
 * shows those of other orders, so that what it does not show it does not have.
 */
export type RestoredSign =
  | { readonly kind: 'newestGone'; readonly newest: OrderNumber }
  | { readonly kind: 'unpGone'; readonly entries: readonly LedgerEntry[]; readonly isShown: boolean };

/**
 * Whether a shop whose order numbers go on looks restored (Q6): `newest` are its newest orders, ascending, `known`
 * what is remembered from the first of them on. Null = it does not.
 */
export function restoredSign(facts: {
  readonly cursor: OrderNumber;
  readonly newest: readonly ShownOrder[];
  readonly known: readonly LedgerEntry[];
}): RestoredSign | null {
  const { cursor, newest, known } = facts;
  const absurd = absurdNumbers(
    newest.map(({ number }) => number),
    0 as OrderNumber,
  );
  const last = newest.findLast(({ number }) => !absurd.has(number))?.number ?? cursor;
  const isGone = known.some(
    ({ orderNumber, stage }) => orderNumber > last && orderNumber <= cursor && wasRecorded(stage),
  );
  if (isGone) return { kind: 'newestGone', newest: last };
  const kept = known.filter(({ stage }) => stage === 'acknowledged');
  const shown = new Map(newest.map(({ number, unp }) => [number, unp]));
  const entries = kept.filter(({ orderNumber }) => shown.get(orderNumber) === null);
  if (entries.length === 0) return null;
  const isShown = kept.some(({ orderNumber }) => (shown.get(orderNumber) ?? null) !== null);
  return { kind: 'unpGone', entries, isShown };
}
