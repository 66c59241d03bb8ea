import { afterEach, describe, expect, it } from 'vitest';
import type { GoodId } from '../../src/model/good.ts';
import type { ProductId } from '../../src/model/product.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 0, goods: 30, sold: 10 });
  open.push(made);
  return made;
}

describe('goods and products by hand', () => {
  it('E4: a pair is linked only with a good and a product that are there', async () => {
    const made = await world();
    const [good] = await readGoodsOf(made.warehousePath);
    const [product = 0] = made.sandbox.store.productsByCode(good?.code ?? '');
    const link = async (goodId: number, productId: number) =>
      made.app.link(PROFILE, goodId as GoodId, productId as ProductId);
    await expect(link(0, 0)).rejects.toMatchObject({ code: 'good.notFound' });
    await expect(link(good?.id ?? 0, 987_654)).rejects.toMatchObject({ code: 'product.notFound' });
    expect(await made.app.links(PROFILE, { after: 0, limit: 9 })).toEqual([]);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID = 20');
    await expect(link(20, product)).rejects.toMatchObject({ code: 'good.notFound' });
    await link(good?.id ?? 0, product);
    expect(await made.app.links(PROFILE, { after: 0, limit: 9 })).toMatchObject([{ productId: product }]);
  });

  it('the history of a good holds its quantities beside its other fields, newest first', async () => {
    const made = await world();
    await made.run();
    const [good] = await readGoodsOf(made.warehousePath);
    const id = good?.id ?? 0;
    made.change(`UPDATE store SET Qtty = Qtty + 7 WHERE GoodID = ${id}`);
    await made.run();
    const history = await made.app.goodHistory(PROFILE, id, 9);
    const fields = history.map(({ event }) =>
      event.type === 'change' ? event.change.fields.map(({ field }) => field) : [],
    );
    expect(fields[0]).toContain('quantity');
    expect(history.map(({ at }) => at)).toEqual(
      history
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });
});
