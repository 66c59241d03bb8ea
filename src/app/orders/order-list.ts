import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderFilter } from '../../model/list-page.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { NO_SIGHT } from '../../model/order-sight.ts';
import type { OrderSight } from '../../model/order-sight.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { State } from '../../state/state.ts';

const AT_ONCE = 500;

/** An order for a list. */
export interface ListedOrder {
  readonly entry: LedgerEntry;
  readonly sight: OrderSight;
}

/** Entries beside what shows of their orders, in their order. */
export async function withSights(
  { lists }: Pick<State, 'lists'>,
  id: ProfileId,
  entries: readonly LedgerEntry[],
): Promise<readonly ListedOrder[]> {
  const sights = await lists.sights(
    id,
    entries.map(({ orderNumber }) => orderNumber),
  );
  return entries.map((entry) => ({ entry, sight: sights.get(entry.orderNumber) ?? NO_SIGHT }));
}

/** All orders that fit, newest first, in batches. */
export async function* eachOrder(
  state: Pick<State, 'lists'>,
  id: ProfileId,
  filter: OrderFilter,
): AsyncGenerator<readonly ListedOrder[]> {
  let below: OrderNumber | null = null;
  for (;;) {
    const page: { readonly below: OrderNumber | null; readonly limit: number } = { below, limit: AT_ONCE };
    const entries = await state.lists.below(id, filter, page);
    const last = entries.at(-1);
    if (last === undefined) return;
    yield await withSights(state, id, entries);
    below = last.orderNumber;
  }
}
