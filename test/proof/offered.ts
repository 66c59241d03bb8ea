import { ONLINE_LOCATION } from '../support/world.ts';
import type { World } from '../support/world.ts';

// What the shop may offer, reckoned from outside and in another way than the program does: by what people promised.

type Sides = Pick<World, 'rows' | 'sandbox'>;

interface Item {
  readonly orderItemProductCode: string;
  readonly orderItemQty: number | string;
}

function addTo(sums: Map<string, number>, code: string, quantity: number): void {
  sums.set(code, (sums.get(code) ?? 0) + quantity);
}

/** Lines of orders that no sale has come of; of one that became a sale in part, what the sale left. */
const PROMISED = `
  SELECT g.Code AS code, sum(max(0, o.Qtty - coalesce((
    SELECT sum(s.Qtty) FROM transformations t JOIN operations s ON s.OperType = t.ToOperType AND s.Acct = t.ToAcct
    WHERE t.FromOperType = 19 AND t.FromAcct = o.Acct AND s.GoodID = o.GoodID), 0))) AS quantity
  FROM (
    SELECT Acct, GoodID, sum(Qtty) AS Qtty FROM operations
    WHERE OperType = 19 AND Acct > 0 AND ObjectID = ? AND Note LIKE 'Seliton №%' GROUP BY Acct, GoodID
  ) o JOIN goods g ON g.ID = o.GoodID GROUP BY g.Code`;

/** Orders of the shop that have taken goods off its stock and of which no document stands (spec section 2). */
function withoutDocument({ sandbox }: Sides, hasDocument: (order: number) => boolean): readonly Item[] {
  const { store } = sandbox;
  return store.ids('orders').flatMap((number) => {
    const order = store.get('orders', number);
    const isHeld = order?.['orderQuantitiesInStockReduced'] === true && order['orderStatus'] !== 'cancelled';
    return isHeld && !hasDocument(number) ? (order['orderItems'] as readonly Item[]) : [];
  });
}

/** Where the shop offers more than there is: the stock less what was promised to buyers. As sentences. */
export function offeredTooMuch(sides: Sides, hasDocument: (order: number) => boolean): readonly string[] {
  const { store } = sides.sandbox;
  const promised = new Map<string, number>();
  for (const row of sides.rows(PROMISED, ONLINE_LOCATION))
    addTo(promised, String(row['code']), Number(row['quantity']));
  for (const { orderItemProductCode, orderItemQty } of withoutDocument(sides, hasDocument))
    addTo(promised, orderItemProductCode, Number(orderItemQty));
  const stock = sides.rows(
    `SELECT g.Code AS code, coalesce(sum(s.Qtty), 0) AS quantity FROM goods g
      LEFT JOIN store s ON s.GoodID = g.ID AND s.ObjectID = ? WHERE g.Deleted = 0 AND g.Type <> 8 GROUP BY g.ID`,
    ONLINE_LOCATION,
  );
  return stock.flatMap((row) => {
    const code = String(row['code']);
    const [id = 0] = store.productsByCode(code);
    const offered = Number(store.get('products', id)?.['productQuantity'] ?? 0);
    const there = Math.max(0, Math.floor(Number(row['quantity']) - (promised.get(code) ?? 0) + 1e-6));
    return offered > there ? [`${code}: ${offered} are offered and ${there} are there`] : [];
  });
}
