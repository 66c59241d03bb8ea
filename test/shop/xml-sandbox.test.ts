import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { FetchedOrder } from '../../src/model/order.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type {
  Product,
  ProductFields,
  ProductId,
  ProductOutcome,
  ProductWrite,
} from '../../src/model/product.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RunningSandbox } from '../../src/sandbox/sandbox.ts';
import type { Shop } from '../../src/shop/shop.ts';
import { openXmlShop } from '../../src/shop/seliton-xml/xml-shop.ts';
import type { XmlShopOptions } from '../../src/shop/seliton-xml/xml-shop.ts';

const never = new AbortController().signal;
const NOW = new Date('2026-11-24T10:00:00Z');
const USER = { username: 'sklad', secret: 'таен & ключ' };
const FEED = { username: 'sklad', domain: 'shop.bg', signature: '0123456789abcdef0123456789abcdef01234567' };
const UNP = 'DT123456-0001-0000001';
const NAME = `Шоколад „Своге" & <b>'мляко'</b> ]]> 🍫`;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

interface SetUp {
  readonly sandbox: RunningSandbox;
  readonly shop: Shop;
  readonly retries: readonly string[];
}

async function setUp(
  size: { readonly products?: number; readonly orders?: number } = {},
  more: Partial<XmlShopOptions> = {},
): Promise<SetUp> {
  const { products = 5, orders = 5 } = size;
  const made = generateContent({ products, orders, seed: 7, currency: 'EUR', now: NOW });
  const sandbox = await startSandbox({ content: { ...made, apiUsers: [USER], exportFeed: FEED } });
  const retries: string[] = [];
  const shop = openXmlShop({
    address: sandbox.url,
    ...USER,
    language: 'bg',
    feed: FEED,
    rateLimit: { atOnce: 4, perSecond: 10_000 },
    clock: systemClock,
    // Waiting is real but short: what is tested is whether and how often, not how long.
    sleep: (ms, signal) => sleep(Math.min(ms, 2), signal),
    random: () => 0.5,
    onRetry: (retry) => retries.push(retry.code),
    ...more,
  });
  open.push(sandbox, shop);
  return { sandbox, shop, retries };
}

async function all<T>(source: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of source) found.push(...page);
  return found;
}

function orders(shop: Shop, after = 0): Promise<readonly FetchedOrder[]> {
  return all(shop.fetchOrders(after as OrderNumber, never));
}

async function write(shop: Shop, ...writes: readonly ProductWrite[]): Promise<readonly ProductOutcome[]> {
  const outcomes: ProductOutcome[] = [];
  for await (const outcome of shop.writeProducts(writes, never)) outcomes.push(outcome);
  return outcomes;
}

function create(code: string, fields: ProductFields = {}): ProductWrite {
  const needed = { name: NAME, price: decimal('12.5'), quantity: decimal('3'), isAvailable: true };
  return { kind: 'create', goodId: 7 as GoodId, code, fields: { ...needed, isVisible: false, ...fields } };
}

function update(
  product: { readonly id: ProductId; readonly code: string },
  fields: ProductFields,
): ProductWrite {
  return { kind: 'update', goodId: 7 as GoodId, productId: product.id, code: product.code, fields };
}

function stored(sandbox: RunningSandbox, code: string): Readonly<Record<string, unknown>> | null {
  const [id] = sandbox.store.productsByCode(code);
  return id === undefined ? null : sandbox.store.get('products', id);
}

describe('XML shop against the sandbox: orders', () => {
  it.each([0, 1, 250])('I1: reads %i orders, ascending, each once, all readable', async (count) => {
    const { sandbox, shop } = await setUp({ orders: count });
    const found = await orders(shop);
    expect(found.map((fetched) => fetched.number)).toEqual(sandbox.store.ids('orders'));
    expect(found.filter((fetched) => fetched.order === undefined)).toEqual([]);
  });

  it.each([
    ['cutBefore', 'shop.unreachable'],
    ['cutAfter', 'shop.unreachable'],
    ['tooManyWithoutWait', 'shop.busy'],
    ['error503', 'shop.broken'],
    ['html', 'shop.answer.unreadable'],
  ] as const)('I1: misses nothing through %s and small pages', async (kind, code) => {
    const { sandbox, shop, retries } = await setUp({ orders: 40 });
    sandbox.faults.add({ kind, next: 3, path: 'api.php' });
    sandbox.faults.add({ kind: 'smallPages', amount: 7 });
    const found = await orders(shop);
    expect(found.map((fetched) => fetched.number)).toEqual(sandbox.store.ids('orders'));
    expect(retries).toEqual([code, code, code]);
  });

  it('I1: misses nothing while orders come and go between pages', async () => {
    const { sandbox, shop } = await setUp({ orders: 30 });
    sandbox.faults.add({ kind: 'smallPages', amount: 10 });
    const before = sandbox.store.ids('orders').slice();
    const product = sandbox.store.list('products')[0];
    const found: number[] = [];
    let placed = 0;
    for await (const page of shop.fetchOrders(0 as OrderNumber, never)) {
      found.push(...page.map((fetched) => fetched.number));
      sandbox.store.delete('orders', before[0] ?? 0);
      if (placed === 0)
        placed = sandbox.placeOrder({ lines: [{ code: String(product?.['productCode']), quantity: '1' }] });
    }
    expect(found).toEqual([...before, placed]);
  });

  it('reads an order as the shop holds it: money, texts, buyer', async () => {
    const { sandbox, shop } = await setUp({ orders: 0 });
    const product = sandbox.store.list('products')[0] ?? {};
    const code = String(product['productCode']);
    const number = sandbox.placeOrder({
      company: 'Петров & син "ЕООД" 🍀',
      companyNumber: '131135125',
      lines: [{ code, quantity: '2.5', discount: '0.10' }],
      shipping: '4.90',
      discount: '1.00',
    });
    const [fetched] = await orders(shop);
    const record = sandbox.store.get('orders', number) ?? {};
    expect(fetched?.order).toMatchObject({
      number,
      status: 'new',
      paymentStatus: 'unpaid',
      paymentMethod: 'Наложен платеж',
      createdAt: record['orderCreatedAt'],
      currency: 'EUR',
      total: decimal(String(record['orderTotal'])),
      isStockReduced: true,
      unp: null,
      lines: [{ productId: product['productId'], code, quantity: '2.5', discount: '0.1' }],
      buyer: {
        isCompany: true,
        company: 'Петров & син "ЕООД" 🍀',
        companyNumber: '131135125',
        country: 'България',
      },
    });
    const totals = fetched?.order?.totalLines.map((line) => [line.type, line.amount]);
    expect(totals).toContainEqual(['shipping', '4.9']);
    expect(totals).toContainEqual(['discount', '-1']);
  });

  it('I2: reads orders again by number, without those that are gone', async () => {
    const { sandbox, shop } = await setUp({ orders: 120 });
    const numbers = sandbox.store.ids('orders').slice() as OrderNumber[];
    sandbox.store.delete('orders', numbers[3] ?? 0);
    const found = await shop.fetchOrdersByNumber(numbers.toReversed(), never);
    expect(found.map((fetched) => fetched.number)).toEqual(sandbox.store.ids('orders'));
  });

  it('I13, F7: writes the УНП once, through a lost answer, and never over another', async () => {
    const { sandbox, shop } = await setUp({ orders: 2 });
    const [first, second] = sandbox.store.ids('orders') as readonly [OrderNumber, OrderNumber];
    sandbox.faults.add({ kind: 'cutAfter', next: 1, path: 'api.php' });
    expect(await shop.writeUnp(first, UNP, never)).toEqual({ kind: 'written' });
    expect(sandbox.store.get('orders', first)).toMatchObject({ orderUniqueSaleNumber: UNP });
    expect(await shop.writeUnp(first, UNP, never)).toEqual({ kind: 'alreadyThere' });
    const other = await shop.writeUnp(first, 'DT123456-0001-0000002', never);
    expect(other).toEqual({ kind: 'differs', shopValue: UNP });
    sandbox.faults.add({ kind: 'ignoredField', field: 'orderUniqueSaleNumber' });
    expect(await shop.writeUnp(second, UNP, never)).toEqual({ kind: 'notKept' });
  });
});

describe('XML shop against the sandbox: products', () => {
  it.each([0, 1, 600])('reads %i products from the export feed, each once', async (count) => {
    const { sandbox, shop } = await setUp({ products: count, orders: 0 });
    const found = await all<Product>(shop.fetchProducts(never));
    expect(found.map((product) => product.id)).toEqual(sandbox.store.ids('products'));
    for (const product of found) {
      const record = sandbox.store.get('products', product.id) ?? {};
      expect(product).toMatchObject({
        code: record['productCode'],
        name: (record['productName'] as Record<string, string>)['BG'],
        price: decimal(String(record['productPrice'])),
        quantity: null,
        isVisible: null,
      });
    }
  });

  it('E3: makes products with any letters in their names, hidden or visible, in their category', async () => {
    const { sandbox, shop } = await setUp();
    const category = { path: ['Храни', 'Сладки & солени'], previous: null };
    const outcomes = await write(shop, create('А&1', { category }), create('А"2', { isVisible: true }));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['created', 'created']);
    expect(stored(sandbox, 'А&1')).toMatchObject({
      productName: { BG: NAME },
      productIsActive: false,
      productAvailabilityStatus: 'in_stock',
    });
    expect(Number(stored(sandbox, 'А&1')?.['productPrice'])).toBe(12.5);
    expect(stored(sandbox, 'А"2')).toMatchObject({ productIsActive: true });
    const names = sandbox.store
      .list('categories')
      .map((one) => (one['categoryName'] as Record<string, string>)['BG']);
    expect(names).toContain('Сладки & солени');
  });

  it('E3: without the export feed hides what is new and leaves alone what was there', async () => {
    const { sandbox, shop } = await setUp({}, { feed: null });
    const old = String(sandbox.store.list('products')[0]?.['productCode']);
    expect(stored(sandbox, old)).toMatchObject({ productIsActive: true });
    const outcomes = await write(shop, create('нов'), create(old));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['created', 'updated']);
    expect(stored(sandbox, 'нов')).toMatchObject({ productIsActive: false });
    expect(stored(sandbox, old)).toMatchObject({ productIsActive: true, productName: { BG: NAME } });
    await expect(all(shop.fetchProducts(never))).rejects.toMatchObject({ code: 'shop.feed.notConfigured' });
  });

  it('E2: changes only what is given', async () => {
    const { sandbox, shop } = await setUp();
    const [made] = await write(shop, create('А1'));
    const before = stored(sandbox, 'А1');
    const id = (made as { readonly productId: ProductId }).productId;
    await write(shop, update({ id, code: 'А1' }, { quantity: decimal('0'), isAvailable: false }));
    expect(stored(sandbox, 'А1')).toEqual({
      ...before,
      productQuantity: stored(sandbox, 'А1')?.['productQuantity'],
      productAvailabilityStatus: 'out_of_stock',
    });
    expect(Number(stored(sandbox, 'А1')?.['productQuantity'])).toBe(0);
  });

  it.each(['cutAfter', 'html', 'error503', 'tooMany'] as const)(
    'E6: makes one product each through %s',
    async (kind) => {
      const { sandbox, shop } = await setUp();
      await shop.fetchFacts(never);
      sandbox.faults.add({ kind, next: 2, path: 'api.php' });
      const outcomes = await write(shop, create('А1'), create('А2'));
      expect(outcomes.every((outcome) => outcome.kind === 'created' || outcome.kind === 'updated')).toBe(
        true,
      );
      for (const code of ['А1', 'А2']) {
        expect(sandbox.store.productsByCode(code)).toHaveLength(1);
        expect(stored(sandbox, code)).toMatchObject({ productIsActive: false });
      }
    },
  );

  it('E9: a product that the shop refuses stops no other', async () => {
    const { sandbox, shop } = await setUp();
    const [first, second] = sandbox.store.list('products');
    sandbox.store.put('products', Number(second?.['productId']), {
      ...second,
      productCode: first?.['productCode'],
    });
    const twin = { id: first?.['productId'] as ProductId, code: String(first?.['productCode']) };
    const outcomes = await write(shop, update(twin, { price: decimal('1') }), create('А1'));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['refused', 'created']);
    expect(outcomes[0]).toMatchObject({ error: { code: 'shop.product.refused', facts: { good: 7 } } });
  });
});

describe('XML shop against the sandbox: ends', () => {
  it('tells facts without counting, and wrong credentials of both kinds', async () => {
    const { sandbox, shop } = await setUp();
    expect(await shop.fetchFacts(never)).toEqual({
      feedCurrency: 'EUR',
      orderCurrency: 'EUR',
      orderCount: null,
      productCount: null,
      newestOrders: sandbox.store
        .list('orders')
        .slice(-20)
        .map((order) => ({
          number: order['orderId'],
          createdAt: order['orderCreatedAt'],
          unp: order['orderUniqueSaleNumber'] ?? null,
        })),
    });
    expect(shop.abilities).toEqual({ readsProducts: true, readsStock: false, renamesProducts: false });
    const wrong = await setUp({}, { secret: 'друг', feed: { ...FEED, signature: 'f'.repeat(40) } });
    await expect(wrong.shop.fetchFacts(never)).rejects.toMatchObject({ code: 'shop.secret.refused' });
    await expect(all(wrong.shop.fetchProducts(never))).rejects.toMatchObject({ code: 'shop.secret.refused' });
    const elsewhere = await setUp({}, { address: `${sandbox.url}/other` });
    await expect(elsewhere.shop.fetchFacts(never)).rejects.toMatchObject({ code: 'shop.wrongInterface' });
  });

  it("stops in the middle with the signal's reason", async () => {
    const { sandbox, shop } = await setUp({ orders: 20 });
    sandbox.faults.add({ kind: 'latency', amount: 30 });
    const stop = new AbortController();
    const reason = new SyncError('run.cancelled');
    setTimeout(() => stop.abort(reason), 10);
    await expect(all(shop.fetchOrders(0 as OrderNumber, stop.signal))).rejects.toBe(reason);
    await expect(shop.writeUnp(1 as OrderNumber, UNP, stop.signal)).rejects.toBe(reason);
  });

  it('rejects everything after close, and what was under way', async () => {
    const { sandbox, shop } = await setUp();
    sandbox.faults.add({ kind: 'latency', amount: 30 });
    const underWay = shop.fetchFacts(never).catch((error: unknown) => error);
    await sleep(5);
    await shop.close();
    await shop.close();
    const closed = { code: 'shop.closed' };
    expect(await underWay).toMatchObject(closed);
    await expect(shop.fetchFacts(never)).rejects.toMatchObject(closed);
    await expect(all(shop.fetchProducts(never))).rejects.toMatchObject(closed);
    await expect(orders(shop)).rejects.toMatchObject(closed);
    await expect(shop.fetchOrdersByNumber([], never)).rejects.toMatchObject(closed);
    await expect(shop.writeUnp(1 as OrderNumber, UNP, never)).rejects.toMatchObject(closed);
    await expect(write(shop, create('А'))).rejects.toMatchObject(closed);
  });
});
