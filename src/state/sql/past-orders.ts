import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { PastKey } from '../state.ts';
import { takeWrittenBack } from './archive/written.ts';
import { ORDER_COLUMNS } from './order-statements.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';

/** What the archive holds of a version, beside its profile. */
export const VERSION_COLUMNS = [
  'order_number',
  'version',
  'raw',
  'packed',
  'raw_hash',
  'shop_address',
  'received_at',
  'erased_at',
] as const;

/** Past orders by the series that they are of. */
export function numbersBySeries(keys: readonly PastKey[]): ReadonlyMap<number, readonly OrderNumber[]> {
  const found = new Map<number, OrderNumber[]>();
  for (const { series, orderNumber } of keys) {
    const known = found.get(series);
    if (known === undefined) found.set(series, [orderNumber]);
    else known.push(orderNumber);
  }
  return found;
}

/** Rows of past orders come back into the ledger, with their archive and what was written for them. */
export async function takeBack(
  transaction: StateDatabase,
  engine: StateEngine,
  { id, part }: { readonly id: ProfileId; readonly part: readonly PastKey[] },
): Promise<void> {
  for (const [series, numbers] of numbersBySeries(part)) {
    await transaction
      .insertInto('orders')
      .columns(['profile_id', 'tenant_id', 'order_number', ...ORDER_COLUMNS])
      .expression((of) =>
        of
          .selectFrom('past_orders')
          .select(['profile_id', 'tenant_id', 'order_number', ...ORDER_COLUMNS])
          .where('profile_id', '=', id)
          .where('series', '=', series)
          .where(engine.among('order_number', numbers)),
      )
      .execute();
    await transaction
      .insertInto('archive')
      .columns(['profile_id', ...VERSION_COLUMNS])
      .expression((of) =>
        of
          .selectFrom('past_archive')
          .select(['profile_id', ...VERSION_COLUMNS])
          .where('profile_id', '=', id)
          .where('series', '=', series)
          .where(engine.among('order_number', numbers)),
      )
      .execute();
    for (const table of ['past_orders', 'past_archive'] as const)
      await transaction
        .deleteFrom(table)
        .where('profile_id', '=', id)
        .where('series', '=', series)
        .where(engine.among('order_number', numbers))
        .execute();
    await takeWrittenBack(transaction, engine, { id, numbers, series });
  }
}
