import { describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Shop } from '../shop.ts';
import { MemorySeliton } from './memory-seliton.ts';
import { openMemoryShop } from './memory-shop.ts';

const never = new AbortController().signal;
const UNP = 'DT123456-0001-0000001';

function order(number: number): Order {
  return {
    number: number as OrderNumber,
    status: 'new',
    paymentStatus: 'unpaid',
    paymentMethod: 'Наложен платеж',
    createdAt: '2026-11-24 10:00:00',
    currency: 'EUR',
    total: decimal('12.5'),
    lines: [],
    totalLines: [],
    buyer: {
      firstName: 'Мария',
      lastName: 'Георгиева',
      email: 'maria@example.bg',
      phone: '',
      city: 'София',
      address: '',
      zip: '',
      country: 'България',
      isCompany: false,
      company: '',
      companyNumber: '',
      vatNumber: '',
      contactPerson: '',
    },
    instructions: '',
    isStockReduced: true,
    unp: null,
  };
}

function create(code: string): ProductWrite {
  return { kind: 'create', goodId: 7 as GoodId, code, fields: { name: 'Сирене', isVisible: false } };
}

async function all<T>(source: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of source) found.push(...batch);
  return found;
}

async function write(shop: Shop, ...writes: readonly ProductWrite[]): Promise<readonly ProductOutcome[]> {
  const outcomes: ProductOutcome[] = [];
  for await (const outcome of shop.writeProducts(writes, never)) outcomes.push(outcome);
  return outcomes;
}

function withOrders(...numbers: readonly number[]): MemorySeliton {
  const seliton = new MemorySeliton();
  for (const number of numbers) seliton.putOrder(order(number));
  return seliton;
}

describe('memory shop: orders', () => {
  it.each([0, 1, 3, 4, 7])('I1: reads %i orders in pages of 3, ascending, each once', async (count) => {
    const numbers = Array.from({ length: count }, (_, index) => index * 5 + 3);
    const seliton = withOrders(...numbers.toReversed());
    const shop = openMemoryShop(seliton, { pageSize: 3 });
    const found = await all(shop.fetchOrders(0 as OrderNumber, never));
    expect(found.map((fetched) => fetched.number)).toEqual(numbers);
  });

  it('I1: misses nothing and takes nothing twice while orders come and go between pages', async () => {
    const seliton = withOrders(1, 2, 3, 4, 5, 6);
    seliton.whenPaging(() => {
      seliton.removeOrder(1 as OrderNumber);
      seliton.putOrder(order(9));
    });
    const shop = openMemoryShop(seliton, { pageSize: 2 });
    const found = await all(shop.fetchOrders(0 as OrderNumber, never));
    expect(found.map((fetched) => fetched.number)).toEqual([1, 2, 3, 4, 5, 6, 9]);
  });

  it('I2: reads orders again by number; one gone is absent, one unreadable is a fault', async () => {
    const seliton = withOrders(5, 2);
    seliton.putUnreadableOrder(3 as OrderNumber, 'total', 'missing');
    const shop = openMemoryShop(seliton);
    const found = await shop.fetchOrdersByNumber([5, 4, 3, 2, 5] as OrderNumber[], never);
    expect(found.map((fetched) => [fetched.number, fetched.fault?.code])).toEqual([
      [2, undefined],
      [3, 'order.unreadable'],
      [5, undefined],
    ]);
  });

  it('I13, F7: writes the УНП once, finds it again, and never writes over another', async () => {
    const seliton = withOrders(5);
    const shop = openMemoryShop(seliton);
    seliton.loseNextAnswers('unp');
    expect(await shop.writeUnp(5 as OrderNumber, UNP, never)).toEqual({ kind: 'written' });
    expect(await shop.writeUnp(5 as OrderNumber, UNP, never)).toEqual({ kind: 'alreadyThere' });
    const other = await shop.writeUnp(5 as OrderNumber, 'DT123456-0001-0000002', never);
    expect(other).toEqual({ kind: 'differs', shopValue: UNP });
    await expect(shop.writeUnp(6 as OrderNumber, UNP, never)).rejects.toMatchObject({
      code: 'shop.order.gone',
    });
  });

  it('tells that the shop keeps no УНП', async () => {
    const seliton = withOrders(5);
    seliton.keepUnp(false);
    expect(await openMemoryShop(seliton).writeUnp(5 as OrderNumber, UNP, never)).toEqual({ kind: 'notKept' });
  });
});

describe('memory shop: products', () => {
  it('E6: sends a create whose answer is lost once, and says that it is uncertain', async () => {
    const seliton = new MemorySeliton();
    seliton.loseNextAnswers('create');
    const outcomes = await write(openMemoryShop(seliton), create('А1'), create('А2'));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['uncertain', 'created']);
    expect(seliton.createsOf('А1')).toBe(1);
    expect(seliton.products().map((product) => product.code)).toEqual(['А1', 'А2']);
  });

  it('E9: repeats what failed for a while, and one refused product stops no other', async () => {
    const seliton = new MemorySeliton();
    seliton.failNext('create', 2, 'shop.busy');
    seliton.refuseProduct('А2', 'няма такава категория');
    const outcomes = await write(openMemoryShop(seliton), create('А1'), create('А2'), create('А3'));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['created', 'refused', 'created']);
    expect(outcomes[1]).toMatchObject({ error: { facts: { good: 7, message: 'няма такава категория' } } });
  });

  it('changes only the fields that are given, and tells of a product that is gone', async () => {
    const seliton = new MemorySeliton();
    const shop = openMemoryShop(seliton);
    await write(shop, create('А1'));
    const update = {
      kind: 'update',
      goodId: 7 as GoodId,
      code: 'А1',
      fields: { price: decimal('2.5') },
    } as const;
    await write(shop, { ...update, productId: 1 as ProductId });
    expect(seliton.product(1 as ProductId)).toMatchObject({ name: 'Сирене', price: '2.5', isVisible: false });
    const [gone] = await write(shop, { ...update, productId: 9 as ProductId });
    expect(gone).toMatchObject({ kind: 'refused', error: { code: 'shop.product.gone' } });
  });

  it('E2: takes a product out of our own category only', async () => {
    const seliton = new MemorySeliton();
    const shop = openMemoryShop(seliton);
    const categories = [['Промоции'], ['Храни', 'Сирена']];
    const plain = { code: 'А', barcode: '', name: '', price: decimal('1'), quantity: decimal('0') };
    const id = 4 as ProductId;
    seliton.putProduct({ id, ...plain, isVisible: true, isAvailable: true, categories });
    const category = { path: ['Храни', 'Млечни'], previous: ['Храни', 'Сирена'] };
    await write(shop, {
      kind: 'update',
      goodId: 7 as GoodId,
      productId: id,
      code: 'А',
      fields: { category },
    });
    expect(seliton.product(id)?.categories).toEqual([['Промоции'], ['Храни', 'Млечни']]);
  });

  it('hides what its abilities do not cover', async () => {
    const seliton = new MemorySeliton();
    await write(openMemoryShop(seliton), create('А1'));
    const blind = openMemoryShop(seliton, { abilities: { readsProducts: true, readsStock: false } });
    expect(await all(blind.fetchProducts(never))).toMatchObject([
      { code: 'А1', quantity: null, isVisible: null },
    ]);
    const none = openMemoryShop(seliton, { abilities: { readsProducts: false, readsStock: false } });
    await expect(all(none.fetchProducts(never))).rejects.toMatchObject({ code: 'shop.feed.notConfigured' });
  });
});

describe('memory shop: endings', () => {
  it("stops with the signal's reason, and with an error that lasts", async () => {
    const seliton = withOrders(1);
    const shop = openMemoryShop(seliton);
    const reason = new SyncError('run.cancelled');
    await expect(shop.fetchFacts(AbortSignal.abort(reason))).rejects.toBe(reason);
    seliton.failNext('any', 100, 'shop.unreachable');
    await expect(shop.fetchFacts(never)).rejects.toMatchObject({ code: 'shop.unreachable' });
    expect(seliton.requestsOf('facts')).toBe(5);
    seliton.clearFaults();
    expect(await shop.fetchFacts(never)).toEqual({ currency: 'EUR', orderCount: 1, productCount: 0 });
  });

  it('rejects everything after close', async () => {
    const shop = openMemoryShop(withOrders(1));
    await shop.close();
    await shop.close();
    const closed = { code: 'shop.closed' };
    await expect(shop.fetchFacts(never)).rejects.toMatchObject(closed);
    await expect(all(shop.fetchProducts(never))).rejects.toMatchObject(closed);
    await expect(all(shop.fetchOrders(0 as OrderNumber, never))).rejects.toMatchObject(closed);
    await expect(shop.fetchOrdersByNumber([], never)).rejects.toMatchObject(closed);
    await expect(shop.writeUnp(1 as OrderNumber, UNP, never)).rejects.toMatchObject(closed);
    await expect(write(shop, create('А'))).rejects.toMatchObject(closed);
  });
});
