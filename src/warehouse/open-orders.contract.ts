import { expect } from 'vitest';
import type { LocationId } from '../model/location.ts';
import { all, never } from './warehouse-place.contract.ts';
import type { contractWorkbench, lawBook } from './warehouse-place.contract.ts';
import { draft, IDENTITY, line } from './warehouse-seed.contract.ts';
import type { ContractRow } from './warehouse-seed.contract.ts';
import type { StockQuery } from './warehouse.ts';

/** Which documents hold goods back, and for how long (spec section 2, E8). */
export function describeOpenOrders({
  law,
  setUp,
  hasUnp,
}: { readonly hasUnp: boolean } & Pick<ReturnType<typeof lawBook>, 'law'> &
  Pick<ReturnType<typeof contractWorkbench>, 'setUp'>): void {
  const openOf = async (operations: readonly ContractRow[], more: Partial<StockQuery> = {}) => {
    const { warehouse } = await setUp({ operations, transformations: [] });
    const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null, ...more };
    const levels = await all(warehouse.readStock(query, never));
    const open = levels.map(({ goodId, openOrders, ownOpenDocuments: own }) => [goodId, openOrders, own]);
    return { open, aged: await warehouse.readAgedOrders(query, never) };
  };
  const noted = (order: number, unp = '') => `Seliton №${order} ${IDENTITY}${unp}`;

  law('I12: a remark has what room the note leaves, and hides neither order nor УНП', async () => {
    for (const [order, remark] of [
      [101, 'X-1 Стока; X-2 Друга'],
      [102, 'я'.repeat(400)],
    ] as const) {
      const { warehouse, place } = await setUp();
      const made = { ...draft(order, { remark }), ...(hasUnp ? {} : { unp: null }) };
      const outcome = await warehouse.recordOperation(made, never);
      const unp = outcome.kind === 'recorded' ? outcome.operation.unp : null;
      const written = String((await place.rows('operations')).at(-1)?.['Note']);
      const head = unp === null ? made.note : `${made.note}; УНП ${unp}`;
      expect([written.length <= 255, written.startsWith(`${head}; ${remark.slice(0, 20)}`)]).toEqual([
        true,
        true,
      ]);
      const [trace] = await warehouse.findTraces([made.origin], never);
      expect(trace?.documents[0]?.operation).toMatchObject({ unp });
    }
  });

  law('section 2: a sale that bears an order’s note closes it, whoever made it, and no other', async () => {
    const { open } = await openOf([
      line(19, 4, { GoodID: 2, Qtty: 1, Note: noted(1, '; УНП DT900001-0001-0000001') }),
      line(19, 5, { GoodID: 2, Qtty: 2, Note: noted(2) }),
      line(19, 6, { GoodID: 3, Qtty: 4, Note: 'Seliton №1 other.bg' }),
      line(14, 1, { GoodID: 8, Qtty: 8, Note: noted(3) }),
      line(13, 1, { GoodID: 8, Qtty: 16, Note: noted(4) }),
      line(2, 9, { GoodID: 2, Qtty: 1, Note: noted(1) }),
      line(2, 10, { GoodID: 8, Qtty: 8, Note: noted(3) }),
    ]);
    expect(open).toEqual([
      [2, '2', '0'],
      [3, '4', '0'],
      [8, '0', '16'],
    ]);
  });

  law('section 2: orders of restaurant tables reserve, with a number or without', async () => {
    const { open } = await openOf([
      line(33, -12, { GoodID: 2, Qtty: 1.5 }),
      line(33, 3, { GoodID: 8, Qtty: 2 }),
      line(33, 0, { GoodID: 8, Qtty: 9, PartnerID: 0 }),
      line(19, -3, { GoodID: 8, Qtty: 4 }),
    ]);
    expect(open).toEqual([
      [2, '1.5', '0'],
      [3, '0', '0'],
      [8, '2', '0'],
    ]);
  });

  law('section 2: open orders of earlier days reserve nothing, and are counted', async () => {
    const dated = (type: number, number: number, day: string, Qtty: number) =>
      line(type, number, { GoodID: 8, Qtty, Date: `${day} 00:00:00` });
    const operations = [
      dated(19, 4, '2025-11-19', 1),
      dated(19, 5, '2025-11-20', 2),
      dated(33, -9, '2024-01-01', 4),
      { ...dated(14, 1, '2024-01-01', 8), Note: noted(3) },
    ];
    const { open, aged } = await openOf(operations, { ordersSince: '2025-11-20' });
    expect([open.at(-1), aged]).toEqual([[8, '2', '8'], '5']);
    const whole = await openOf(operations);
    expect([whole.open.at(-1), whole.aged]).toEqual([[8, '7', '8'], '0']);
  });

  law('section 2: an order that was turned into another document in part reserves the rest', async () => {
    const turned = (From: number, FromAcct: number, To: number, ToAcct: number) => ({
      RootOperType: From,
      RootAcct: FromAcct,
      FromOperType: From,
      FromAcct,
      ToOperType: To,
      ToAcct,
      UserID: 1,
    });
    const { warehouse } = await setUp({
      operations: [
        line(19, 4, { GoodID: 2, Qtty: 5 }),
        line(19, 4, { GoodID: 8, Qtty: 1 }),
        line(19, 4, { GoodID: 8, Qtty: 2 }),
        line(2, 7, { GoodID: 2, Qtty: 3 }),
        line(2, 7, { GoodID: 8, Qtty: 1 }),
        line(2, 8, { GoodID: 2, Qtty: 1 }),
        line(19, 5, { GoodID: 3, Qtty: 2 }),
        line(2, 9, { GoodID: 3, Qtty: 7 }),
        line(14, 1, { GoodID: 8, Qtty: 4, Note: noted(3) }),
        line(2, 10, { GoodID: 8, Qtty: 1, Note: noted(3) }),
      ],
      transformations: [
        turned(19, 4, 2, 7),
        turned(19, 4, 2, 7),
        turned(19, 4, 2, 8),
        turned(19, 5, 2, 9),
        turned(14, 1, 2, 10),
      ],
    });
    const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
    const levels = await all(warehouse.readStock(query, never));
    expect(levels.map(({ goodId, openOrders, ownOpenDocuments: own }) => [goodId, openOrders, own])).toEqual([
      [2, '1', '0'],
      [3, '0', '0'],
      [8, '2', '3'],
    ]);
  });
}
