import { afterEach, describe, expect, it } from 'vitest';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

describe('one bad product among the others, over REST', () => {
  it('E6, E9: it waits under its number, nothing is made in its place, and all others go on', async () => {
    const world = await makeWorld({ orders: 0, sold: 10 });
    open.push(world);
    const { store } = world.sandbox;
    const [bad = 0, odd = 0] = store.ids('products');
    const code = String(store.get('products', bad)?.['productCode']);
    store.put('products', bad, { ...store.get('products', bad), productBarcode: { de: '380' } });
    store.put('products', odd, { ...store.get('products', odd), productPrice: '1,50 лв.' });
    expect(await world.run()).toMatchObject({ end: 'done', parked: 1 });
    expect(store.productsByCode(code)).toEqual([bad]);
    expect(Number(store.get('products', odd)?.['productPrice'])).toBeGreaterThan(0);
    const items = await world.app.attention(PROFILE);
    expect(items).toMatchObject([{ code: 'product.unreadable', facts: { product: bad, code } }]);
  });
});
