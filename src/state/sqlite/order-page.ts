import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { OrderPageQuery } from '../state.ts';
import type { Database } from './database.ts';

/**
 * Numbers of a page of orders, newest first, and how many there are in all. Only columns of the narrow index
 * are looked at: the rows themselves are long, and read for one page only.
 */
export function findOrderPage(
  database: Database,
  id: ProfileId,
  query: OrderPageQuery,
): { readonly found: number; readonly numbers: readonly OrderNumber[] } {
  const needle = query.search.trim().toUpperCase();
  const where = `profile_id = ? AND (? IS NULL OR stage = ?) AND (? = '' OR instr(
    order_number || ' ' || coalesce(document_number, '') || ' ' || coalesce(unp, ''), ?) > 0)`;
  const values = [id, query.stage, query.stage, needle, needle] as const;
  const from = 'FROM orders INDEXED BY orders_for_lists';
  const count = database.get(`SELECT count(*) AS n ${from} WHERE ${where}`, ...values);
  const rows = database.all(
    `SELECT order_number ${from} WHERE ${where} ORDER BY order_number DESC LIMIT ? OFFSET ?`,
    ...values,
    query.size,
    (query.page - 1) * query.size,
  );
  return {
    found: Number(count?.['n'] ?? 0),
    numbers: rows.map((row) => row['order_number'] as OrderNumber),
  };
}
