import type { Selectable } from 'kysely';
import { mayStep, ORDER_STAGES } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { compiledForRows, compiledOnce } from './compiled-once.ts';
import type { StateSchema } from './schema.ts';

/** An order as its table has it, but for the firm, which is its profile's. */
export type OrderRow = Omit<Selectable<StateSchema['orders']>, 'tenant_id'>;

/** Where each column comes from: a shop's record as it was received, or what was decided about it. */
const COLUMNS = {
  status: 'received',
  currency: 'received',
  total: 'received',
  created_at: 'received',
  raw_hash: 'received',
  stage: 'decided',
  operation_type: 'decided',
  document_number: 'decided',
  unp: 'decided',
  unp_device: 'decided',
  unp_sequence: 'decided',
  recorded_content: 'decided',
  seen_at: 'decided',
  recorded_at: 'decided',
  acknowledged_at: 'decided',
  reason: 'decided',
  sent_at: 'decided',
  looks: 'decided',
} satisfies Record<Exclude<keyof OrderRow, 'profile_id' | 'order_number'>, 'received' | 'decided'>;
/** All columns but the key. */
export const ORDER_COLUMNS = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];
const RECEIVED = ORDER_COLUMNS.filter((column) => COLUMNS[column] === 'received');
const DECIDED = ORDER_COLUMNS.filter((column) => COLUMNS[column] === 'decided');

/** Writes orders, at least one: new ones whole, and these columns of those that are known. */
export const UPSERT = { all: upsert(ORDER_COLUMNS), received: upsert(RECEIVED), decided: upsert(DECIDED) };

/** The conflict is named: another order's row whose УНП is the same is never replaced. */
function upsert(columns: typeof ORDER_COLUMNS) {
  return compiledForRows((database, rows: readonly OrderRow[]) =>
    database
      .insertInto('orders')
      .values((of) =>
        rows.map((row) => ({
          ...row,
          tenant_id: of.selectFrom('profiles').select('tenant_id').where('id', '=', row.profile_id),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['profile_id', 'order_number'])
          .doUpdateSet((row) =>
            Object.fromEntries(columns.map((column) => [column, row.ref(`excluded.${column}`)])),
          ),
      ),
  );
}

/**
 * By the stage that an order comes to: writes what was decided of it. Touches no row where the order is not
 * known, or may not step there.
 */
export const STEP_TO = Object.fromEntries(ORDER_STAGES.map((stage) => [stage, stepTo(stage)])) as Readonly<
  Record<OrderStage, ReturnType<typeof stepTo>>
>;

function stepTo(stage: OrderStage) {
  const forbidden = ORDER_STAGES.filter((from) => !mayStep(from, stage));
  return compiledOnce((database, row: OrderRow) => {
    const step = database
      .updateTable('orders')
      .set(Object.fromEntries(DECIDED.map((column) => [column, row[column]])))
      .where('profile_id', '=', row.profile_id)
      .where('order_number', '=', row.order_number);
    return forbidden.length === 0 ? step : step.where('stage', 'not in', forbidden);
  });
}
