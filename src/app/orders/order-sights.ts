import { batches } from '../../lib/batch.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { ERASED_BUYER, erasedSight, NO_SIGHT, orderSight } from '../../model/order-sight.ts';
import type { OrderSight } from '../../model/order-sight.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { AppParts } from '../app-parts.ts';

/** So many orders are read from the archive before a list is answered; the others with the next ones. */
const AT_ONCE = 500;
const IN_ONE_WRITE = 100;

/**
 * Reads from the archive what lists show of orders that an older program has kept; answers whether all have
 * it now. Once it is true for a profile, it stays so: whatever is received later brings its own.
 */
export class OrderSights {
  readonly #parts: Pick<AppParts, 'state' | 'loadOrderReader'>;
  readonly #done = new Set<ProfileId>();

  constructor(parts: Pick<AppParts, 'state' | 'loadOrderReader'>) {
    this.#parts = parts;
  }

  /** Repeatable. */
  async fill(id: ProfileId): Promise<boolean> {
    if (this.#done.has(id)) return true;
    const { lists } = this.#parts.state;
    const numbers = await lists.sightless(id, 0 as OrderNumber, AT_ONCE);
    for (const part of batches(numbers, IN_ONE_WRITE)) {
      const sights = new Map<OrderNumber, OrderSight>();
      for (const number of part) sights.set(number, await this.#sightOf(id, number));
      await lists.putSights(id, sights);
    }
    if (numbers.length < AT_ONCE) this.#done.add(id);
    return numbers.length < AT_ONCE;
  }

  async #sightOf(id: ProfileId, number: OrderNumber): Promise<OrderSight> {
    const newest = (await this.#parts.state.ledger.versions(id, number)).at(-1);
    if (newest === undefined) return NO_SIGHT;
    const readOrder = await this.#parts.loadOrderReader();
    const order = readOrder(newest.raw)?.order;
    const sight = order === undefined ? NO_SIGHT : orderSight(order);
    return newest.erasedAt === null ? sight : erasedSight({ ...sight, buyer: ERASED_BUYER });
  }
}
