import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { FetchedOrder } from '../../src/model/order.ts';
import type { ProductFields, ProductId, ProductOutcome, ProductWrite } from '../../src/model/product.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RunningSandbox } from '../../src/sandbox/sandbox.ts';
import type { Shop } from '../../src/shop/shop.ts';
import { openRestShop } from '../../src/shop/seliton-rest/rest-shop.ts';
import type { RestShopOptions } from '../../src/shop/seliton-rest/rest-shop.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function setUp(
  size: { readonly products?: number; readonly orders?: number } = {},
  more: Partial<RestShopOptions> = {},
): Promise<{ readonly sandbox: RunningSandbox; readonly shop: Shop; readonly retries: string[] }> {
  const content = generateContent({
    products: size.products ?? 5,
    orders: size.orders ?? 5,
    seed: 7,
    currency: 'EUR',
    now: NOW,
  });
  const sandbox = await startSandbox({ content });
  const retries: string[] = [];
  const shop = openRestShop({
    address: sandbox.url,
    credentials: { kind: 'client', username: 'sklad', secret: 'sandbox-secret' },
    language: 'bg',
    rateLimit: { atOnce: 4, perSecond: 10_000 },
    clock: systemClock,
    // Waiting is real but short: what is tested is whether and how often, not how long.
    sleep: (ms, signal) => sleep(Math.min(ms, 5), signal),
    random: () => 0.5,
    onRetry: ({ code, attempt, what }) => retries.push(`${attempt} ${code} ${what}`),
    ...more,
  });
  open.push(sandbox, shop);
  return { sandbox, shop, retries };
}

async function orders(shop: Shop, after = 0): Promise<readonly FetchedOrder[]> {
  const found: FetchedOrder[] = [];
  for await (const page of shop.fetchOrders(after as OrderNumber, never)) found.push(...page);
  return found;
}

async function write(shop: Shop, writes: readonly ProductWrite[]): Promise<readonly ProductOutcome[]> {
  const outcomes: ProductOutcome[] = [];
  for await (const outcome of shop.writeProducts(writes, never)) outcomes.push(outcome);
  return outcomes;
}

function create(code: string, fields: ProductFields = {}): ProductWrite {
  return {
    kind: 'create',
    goodId: 1 as GoodId,
    code,
    fields: { name: 'Лампа „Ретро“ 💡', code, price: decimal('9.9'), ...fields },
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

describe('orders over REST', () => {
  it('I1: gives every order once, ascending, over pages of any size', async () => {
    for (const count of [0, 1, 99, 100, 101, 201]) {
      const { sandbox, shop } = await setUp({ orders: count });
      const numbers = (await orders(shop)).map((order) => order.number);
      expect(numbers).toEqual(sandbox.store.ids('orders'));
      expect((await orders(shop, numbers.at(-2) ?? 0)).map((order) => order.number)).toEqual(
        numbers.slice(-1),
      );
    }
  });

  it('I1, S26: a number far up is found without reading what is below', async () => {
    const { sandbox, shop } = await setUp({ orders: 900 });
    const after = sandbox.store.ids('orders')[850] ?? 0;
    sandbox.requests.reset();
    expect(await orders(shop, after)).toHaveLength(49);
    expect(sandbox.requests.all()['GET /api/v1/orders/']).toBeLessThan(10);
  });

  it('I1: smaller pages than asked, down to one record, lose nothing', async () => {
    for (const amount of [1, 2, 7]) {
      const { sandbox, shop } = await setUp({ orders: 25 });
      sandbox.faults.add({ kind: 'smallPages', amount });
      expect((await orders(shop)).map((order) => order.number)).toEqual(sandbox.store.ids('orders'));
    }
  });

  it('I1, peer-27, peer-46: orders deleted and placed while paging: none is missed, none comes twice', async () => {
    const { sandbox, shop } = await setUp({ orders: 350 });
    const all = [...sandbox.store.ids('orders')];
    const met: number[] = [];
    for await (const page of shop.fetchOrders(0 as OrderNumber, never)) {
      met.push(...page.map((order) => order.number));
      for (const id of all.slice(0, 40)) if (met.includes(id)) sandbox.store.delete('orders', id);
      all.splice(0, 40);
      if (met.length < 150) sandbox.placeOrder({ lines: [{ code: 'P100001', quantity: '1' }] });
    }
    expect(met).toEqual([...new Set(met)].sort((left, right) => left - right));
    expect(sandbox.store.ids('orders').filter((id) => !met.includes(id))).toEqual([]);
  });

  it('I1: pages that shift by chance are read until they agree', async () => {
    const { sandbox, shop } = await setUp({ orders: 320 });
    sandbox.faults.add({ kind: 'shiftedPages', rate: 0.4, amount: 3 });
    expect((await orders(shop)).map((order) => order.number)).toEqual(sandbox.store.ids('orders'));
  });

  it('I16: an order that cannot be read is a fault and stops no other', async () => {
    const { sandbox, shop } = await setUp({ orders: 3 });
    const [first = 0] = sandbox.store.ids('orders');
    const record = sandbox.store.get('orders', first) ?? {};
    sandbox.store.put('orders', first, { ...record, orderTotal: 'дванадесет' });
    const found = await orders(shop);
    expect(found[0]?.fault?.facts).toMatchObject({ order: first, field: 'orderTotal' });
    expect(found[0]?.raw).toContain('дванадесет');
    expect(found.slice(1).every((order) => order.order !== undefined)).toBe(true);
  });

  it('I2: single orders again, the removed one is absent', async () => {
    const { sandbox, shop } = await setUp({ orders: 4 });
    const numbers = sandbox.store.ids('orders') as readonly OrderNumber[];
    sandbox.store.delete('orders', numbers[1] ?? 0);
    expect(
      (await shop.fetchOrdersByNumber([...numbers, 999_999 as OrderNumber], never)).map(
        (order) => order.number,
      ),
    ).toEqual([numbers[0], numbers[2], numbers[3]]);
  });
});

describe('products over REST', () => {
  it('E2, E3: creates a product with what is ours, updates only what is given, money to the cent', async () => {
    const { sandbox, shop } = await setUp();
    const [made] = await write(shop, [
      create('L-1', { isVisible: false, quantity: decimal('2.5'), isAvailable: true, barcode: '' }),
    ]);
    const id = made?.kind === 'created' ? made.productId : (0 as ProductId);
    expect(sandbox.store.get('products', id)).toMatchObject({
      productName: { BG: 'Лампа „Ретро“ 💡' },
      productCode: 'L-1',
      productPrice: '9.90',
      productQuantity: 2.5,
      productIsActive: false,
      productBarcode: null,
    });
    const update: ProductWrite = {
      kind: 'update',
      goodId: 1 as GoodId,
      productId: id,
      code: 'L-1',
      fields: { price: decimal('10.05') },
    };
    expect(await write(shop, [update])).toMatchObject([{ kind: 'updated', productId: id }]);
    expect(sandbox.store.get('products', id)).toMatchObject({
      productPrice: '10.05',
      productCode: 'L-1',
      productIsActive: false,
    });
  });

  it('E6: a create whose answer is lost is uncertain and never sent twice', async () => {
    const { sandbox, shop } = await setUp();
    await shop.fetchFacts(never);
    sandbox.faults.add({ kind: 'cutAfter', next: 1, method: 'POST', path: '/products/' });
    expect(await write(shop, [create('L-2')])).toMatchObject([{ kind: 'uncertain' }]);
    expect(sandbox.requests.creates()).toEqual({ 'L-2': 1 });
  });

  it('E9, peer-31: 429 with and without Retry-After and 503 are waited out, a create included where nothing was done', async () => {
    const { sandbox, shop, retries } = await setUp();
    await shop.fetchFacts(never);
    sandbox.faults.add({ kind: 'tooMany', next: 1, path: '/products/' });
    sandbox.faults.add({ kind: 'tooManyWithoutWait', next: 1, path: '/products/' });
    expect(await write(shop, [create('L-3')])).toMatchObject([{ kind: 'created' }]);
    expect(retries).toEqual(['1 shop.busy L-3', '2 shop.busy L-3']);
    sandbox.faults.add({ kind: 'error503', next: 2, method: 'GET' });
    expect(await orders(shop)).toHaveLength(5);
    sandbox.faults.add({ kind: 'cutBody', next: 1, method: 'GET' });
    expect(await orders(shop)).toHaveLength(5);
    expect(sandbox.requests.creates()).toEqual({ 'L-3': 1 });
  });

  it('E9: a refused record stops no other; a product that is gone is told', async () => {
    const { sandbox, shop } = await setUp();
    const [first = 0, second = 0] = sandbox.store.ids('products');
    sandbox.store.delete('products', first);
    const update = (id: number): ProductWrite => ({
      kind: 'update',
      goodId: id as GoodId,
      productId: id as ProductId,
      code: 'x',
      fields: { quantity: decimal('3') },
    });
    const outcomes = await write(shop, [update(first), update(second)]);
    const kinds = new Map(outcomes.map((outcome) => [outcome.write.goodId, outcome.kind]));
    expect([kinds.get(first as GoodId), kinds.get(second as GoodId)]).toEqual(['refused', 'updated']);
  });

  it('section 2: categories are made once, level by level, and the owner’s own stay', async () => {
    const { sandbox, shop } = await setUp();
    const path = ['Дом', 'Лампи'];
    const outcomes = await write(shop, [
      create('K-1', { category: { path, previous: null } }),
      create('K-2', { category: { path, previous: null } }),
    ]);
    const made = sandbox.store
      .list('categories')
      .filter((category) => JSON.stringify(category['categoryName']) === '{"BG":"Лампи"}');
    expect(made).toHaveLength(1);
    const id = outcomes[0]?.kind === 'created' ? outcomes[0].productId : (0 as ProductId);
    const record = sandbox.store.get('products', id) ?? {};
    sandbox.store.put('products', id, {
      ...record,
      productCategories: [{ categoryID: 2 }, { categoryID: made[0]?.['categoryId'] }],
    });
    const fields = { category: { path: ['Градина 2'], previous: path } };
    await write(shop, [{ kind: 'update', goodId: 1 as GoodId, productId: id, code: 'K-1', fields }]);
    const rows = (sandbox.store.get('products', id)?.['productCategories'] ?? []) as { categoryID: number }[];
    const ids = rows.map((row) => row.categoryID);
    expect(ids[0]).toBe(2);
    expect(ids).toHaveLength(2);
    expect(ids).not.toContain(made[0]?.['categoryId']);
  });

  it('reads the whole catalogue once', async () => {
    const { sandbox, shop } = await setUp({ products: 600 });
    const ids: number[] = [];
    for await (const page of shop.fetchProducts(never)) ids.push(...page.map((product) => product.id));
    expect(ids).toEqual(sandbox.store.ids('products'));
  });
});

describe('УНП over REST', () => {
  it('I13, F7: written, repeated harmlessly, another value never overwritten, a shop that keeps none is told', async () => {
    const { sandbox, shop } = await setUp();
    const [first = 0, second = 0] = sandbox.store.ids('orders') as readonly OrderNumber[];
    const unp = 'DT279013-0001-0000001';
    expect(await shop.writeUnp(first as OrderNumber, unp, never)).toEqual({ kind: 'written' });
    expect(await shop.writeUnp(first as OrderNumber, unp, never)).toEqual({ kind: 'alreadyThere' });
    expect(await shop.writeUnp(first as OrderNumber, 'DT279013-0001-0000002', never)).toEqual({
      kind: 'differs',
      shopValue: unp,
    });
    sandbox.faults.add({ kind: 'ignoredField', field: 'orderUniqueSaleNumber' });
    expect(await shop.writeUnp(second as OrderNumber, unp, never)).toEqual({ kind: 'notKept' });
    expect(await codeOf(shop.writeUnp(999_999 as OrderNumber, unp, never))).toBe('shop.order.gone');
  });
});

describe('access over REST', () => {
  it('tells a wrong key, a foreign interface, nobody there, and what the shop has', async () => {
    const { sandbox, shop } = await setUp({ products: 3, orders: 2 });
    expect(await shop.fetchFacts(never)).toEqual({
      feedCurrency: null,
      orderCurrency: 'EUR',
      orderCount: 2,
      productCount: 3,
      newestOrders: sandbox.store.list('orders').map((order) => ({
        number: order['orderId'],
        createdAt: order['orderCreatedAt'],
        unp: order['orderUniqueSaleNumber'] ?? null,
      })),
    });
    const wrong = await setUp(
      {},
      { credentials: { kind: 'client', username: 'sklad', secret: 'planted-secret' } },
    );
    const refused = await wrong.shop.fetchFacts(never).then(
      () => null,
      (error: unknown) => error as SyncError,
    );
    expect(refused?.code).toBe('shop.secret.refused');
    expect(JSON.stringify([refused?.message, refused?.facts])).not.toContain('planted-secret');
    const page = await setUp({}, { address: `${sandbox.url}/sandbox` });
    expect(await codeOf(page.shop.fetchFacts(never))).toBe('shop.wrongInterface');
    const nobody = await setUp({}, { address: 'http://127.0.0.1:1' });
    expect(await codeOf(nobody.shop.fetchFacts(never))).toBe('shop.unreachable');
  });

  it('a token pasted in serves too; a bad one is refused', async () => {
    const bad = await setUp({}, { credentials: { kind: 'token', token: 'bad.token.here' } });
    expect(await codeOf(bad.shop.fetchFacts(never))).toBe('shop.secret.refused');
  });

  it('stops by the signal with its reason and rejects after close', async () => {
    const { shop } = await setUp({ orders: 150 });
    const stop = new AbortController();
    stop.abort(new SyncError('run.cancelled'));
    expect(await codeOf(shop.fetchFacts(stop.signal))).toBe('run.cancelled');
    await shop.close();
    expect(await codeOf(shop.fetchFacts(never))).toBe('shop.closed');
  });
});

describe('REST shop: writes at once', () => {
  it('take a place that is free while outcomes are dealt with, as many as may wait, and none once nobody asks', async () => {
    const { shop, sandbox } = await setUp({ products: 0 });
    const taken: string[] = [];
    function* writes(): Generator<ProductWrite> {
      for (let number = 0; number < 60; number += 1) {
        taken.push(`Л${number}`);
        yield create(`Л${number}`);
      }
    }
    for await (const outcome of shop.writeProducts(writes(), never)) {
      expect(outcome.kind).toBe('created');
      // Four at once, of which two rounds may wait to be dealt with.
      await expect.poll(() => taken.length).toBeGreaterThan(8);
      await sleep(100);
      expect(taken.length).toBeLessThanOrEqual(20);
      break;
    }
    const left = taken.length;
    await sleep(50);
    expect([taken.length, sandbox.store.count('products')]).toEqual([left, left]);
  });
});
