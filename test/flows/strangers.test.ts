import { afterEach, describe, expect, it } from 'vitest';
import type { GoodId } from '../../src/model/good.ts';
import type { ProductId } from '../../src/model/product.ts';
import { documents } from '../support/invariants.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

interface Pair {
  readonly good: number;
  readonly product: number;
  readonly code: string;
}

/** A world after its first run, in which the number of a linked good was given to another good. */
async function reused(kind: 'rest' | 'xml'): Promise<{ readonly made: World; readonly pair: Pair }> {
  const made = await makeWorld({ orders: 0, sold: 5, settings: { interface: kind } });
  open.push(made);
  await made.run();
  const good = (await readGoodsOf(made.warehousePath))[0];
  const [product] = made.sandbox.store.productsByCode(good?.code ?? '');
  const pair = { good: good?.id ?? 0, product: product ?? 0, code: good?.code ?? '' };
  made.change(
    `UPDATE goods SET Code = 'ЧУЖД', Name = 'Съвсем друга', BarCode1 = ' ', BarCode2 = ' ', BarCode3 = ' ',
     PriceOut2 = PriceOut2 * 1.1 WHERE ID = ?`,
    pair.good,
  );
  made.change('UPDATE store SET Qtty = Qtty + 17 WHERE GoodID = ?', pair.good);
  return { made, pair };
}

async function codes(made: World): Promise<readonly string[]> {
  return (await made.app.attention(PROFILE)).map((item) => item.code);
}

describe.each(['rest', 'xml'] as const)('Q3: the number of a good was given to another, over %s', (kind) => {
  it('nothing of it goes out and no order takes it, until a person has looked', async () => {
    const { made, pair } = await reused(kind);
    const product = (): string => JSON.stringify(made.sandbox.store.get('products', pair.product));
    const count = made.sandbox.store.count('products');
    const order = made.sandbox.placeOrder({ lines: [{ code: pair.code, quantity: '1' }] });
    const before = product();
    for (const _ of [1, 2]) expect((await made.run()).end).toBe('done');
    expect([product(), made.sandbox.store.count('products')]).toEqual([before, count]);
    expect(await codes(made)).toEqual(expect.arrayContaining(['good.stranger', 'order.good.stranger']));
    const told = (await made.app.attention(PROFILE)).find((item) => item.code === 'good.stranger');
    expect(told?.facts).toMatchObject({ code: 'ЧУЖД', known: pair.code, product: pair.product });
    expect(documents(made).map((document) => document.order)).not.toContain(order);
    await made.app.link(PROFILE, pair.good as GoodId, pair.product as ProductId);
    await made.app.release(PROFILE, 'all');
    await made.run(['import-orders']);
    expect(documents(made).map((document) => document.order)).toContain(order);
  });

  it('quantities alone wait as well', async () => {
    const { made, pair } = await reused(kind);
    const quantity = (): unknown => made.sandbox.store.get('products', pair.product)?.['productQuantity'];
    const before = quantity();
    for (const _ of [1, 2]) await made.run(['export-stock']);
    expect(quantity()).toEqual(before);
    expect(await codes(made)).toEqual(['good.stranger']);
    await made.run();
    expect(await codes(made)).toContain('good.stranger');
    expect(quantity()).toEqual(before);
  });
});

describe('Q3: a person says that it is the same good', () => {
  it('a release sends it, its quantity with it, and all is quiet', async () => {
    const { made, pair } = await reused('rest');
    await made.run();
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect(made.sandbox.store.get('products', pair.product)?.['productCode']).toBe('ЧУЖД');
    expect(await codes(made)).toEqual([]);
  });
});
