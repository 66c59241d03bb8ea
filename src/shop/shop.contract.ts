import { afterEach, describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { FetchedOrder } from '../model/order.ts';
import type { Product, ProductFields, ProductId, ProductOutcome, ProductWrite } from '../model/product.ts';
import { SyncError } from '../model/sync-error.ts';
import type { Shop } from './shop.ts';

/** A product as it stands on the other side. */
export interface SeenProduct {
  readonly id: number;
  readonly name: string;
  readonly price: string;
  readonly quantity: string;
  readonly isVisible: boolean;
}

/** A shop with its other side, looked at and disturbed from outside the adapter. */
export interface ShopPlace {
  readonly shop: Shop;
  /** Ascending. */
  orderNumbers(): readonly number[];
  removeOrder(number: number): void;
  unpOf(order: number): string | null;
  /** Null when there is none with this code. */
  product(code: string): SeenProduct | null;
  productCount(): number;
  /** How often a product with this code was created. */
  createsOf(code: string): number;
  /** The next create is done, its answer is lost. */
  loseNextCreate(): void;
  /** So many requests fail as a busy or broken shop does, then it is well again. */
  stumble(count: number): void;
  cleanUp(): Promise<void>;
}

const never = new AbortController().signal;
const UNP = 'DT123456-0001-0000001';

async function all<T>(source: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of source) found.push(...page);
  return found;
}

async function write(shop: Shop, ...writes: readonly ProductWrite[]): Promise<readonly ProductOutcome[]> {
  const outcomes: ProductOutcome[] = [];
  for await (const outcome of shop.writeProducts(writes, never)) outcomes.push(outcome);
  return outcomes;
}

function create(code: string, fields: ProductFields = {}): ProductWrite {
  const name = `Лампа „Ретро“ & <b>'ъгъл'</b> 💡`;
  const given = { name, code, price: decimal('9.9'), isVisible: false, ...fields };
  return { kind: 'create', goodId: 7 as GoodId, code, fields: given };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

/** The law that every adapter of a shop passes; `make` gives a fresh shop of that size. */
export function describeShopContract(
  name: string,
  make: (size: { readonly products: number; readonly orders: number }) => Promise<ShopPlace>,
): void {
  const places: ShopPlace[] = [];

  afterEach(async () => {
    for (const place of places.splice(0)) {
      await place.shop.close();
      await place.cleanUp();
    }
  });

  async function setUp(
    size: { readonly products?: number; readonly orders?: number } = {},
  ): Promise<ShopPlace> {
    const place = await make({ products: size.products ?? 4, orders: size.orders ?? 4 });
    places.push(place);
    return place;
  }

  const orders = (place: ShopPlace, after = 0): Promise<readonly FetchedOrder[]> =>
    all(place.shop.fetchOrders(after as OrderNumber, never));

  describe(`${name}: orders`, () => {
    it('I1, S26, peer-33: strictly greater, ascending, each once, at 0, 1, a page and more', async () => {
      for (const count of [0, 1, 100, 101, 205]) {
        const place = await setUp({ orders: count });
        const numbers = place.orderNumbers();
        expect((await orders(place)).map((order) => order.number)).toEqual(numbers);
        const last = numbers.at(-1) ?? 0;
        expect(await orders(place, last)).toEqual([]);
        expect((await orders(place, last - 1)).map((order) => order.number)).toEqual(numbers.slice(-1));
      }
    });

    it('I1: orders removed below while reading: none of the others is missed or comes twice', async () => {
      const place = await setUp({ orders: 230 });
      const numbers = place.orderNumbers();
      const met: number[] = [];
      for await (const page of place.shop.fetchOrders(0 as OrderNumber, never)) {
        met.push(...page.map((order) => order.number));
        for (const number of numbers.slice(0, 60)) if (met.includes(number)) place.removeOrder(number);
      }
      expect(met).toEqual(numbers);
    });

    it('I2: named orders again, ascending; one that is gone is absent', async () => {
      const place = await setUp();
      const [first = 0, second = 0, third = 0] = place.orderNumbers();
      place.removeOrder(second);
      const asked = [third, second, first, 999_999] as readonly number[] as readonly OrderNumber[];
      const found = await place.shop.fetchOrdersByNumber(asked, never);
      expect(found.map((order) => order.number)).toEqual([first, third]);
      expect(await place.shop.fetchOrdersByNumber([], never)).toEqual([]);
    });

    it('I16: every order comes with the whole record as received', async () => {
      const place = await setUp();
      for (const order of await orders(place)) expect(order.raw).toContain(String(order.number));
    });
  });

  describe(`${name}: products`, () => {
    const read = (place: ShopPlace): Promise<readonly Product[]> => all(place.shop.fetchProducts(never));

    it('E2, E3: creates hidden, texts and cents survive, an update touches only what is given', async () => {
      const place = await setUp();
      const [made] = await write(place.shop, create('L-1', { quantity: decimal('2.5'), isAvailable: true }));
      expect(made?.kind).toBe('created');
      const before = place.product('L-1');
      expect(before).toMatchObject({ name: `Лампа „Ретро“ & <b>'ъгъл'</b> 💡`, isVisible: false });
      expect([Number(before?.price), Number(before?.quantity)]).toEqual([9.9, 2.5]);
      const productId = (before?.id ?? 0) as ProductId;
      const update: ProductWrite = {
        kind: 'update',
        goodId: 7 as GoodId,
        productId,
        code: 'L-1',
        fields: { price: decimal('10.05') },
      };
      expect(await write(place.shop, update)).toMatchObject([{ kind: 'updated', productId }]);
      expect(place.product('L-1')).toMatchObject({
        ...before,
        price: expect.stringMatching(/^10\.05$/) as unknown,
      });
      expect((await read(place)).find((product) => product.code === 'L-1')).toMatchObject({
        id: productId,
        price: '10.05',
      });
    });

    it('the whole catalogue is read, each product once', async () => {
      const place = await setUp({ products: 260 });
      const ids = (await read(place)).map((product) => product.id);
      expect([ids.length, new Set(ids).size]).toEqual([260, 260]);
    });

    it('named products again, as they are now; one that is gone is absent', async () => {
      const place = await setUp({ products: 5 });
      const products = (await all(place.shop.fetchProducts(never))).slice(1, 4);
      const ids = [...products.map((product) => product.id), 999_999 as ProductId];
      const found = await place.shop.fetchProductsById(ids, never);
      expect(found.toSorted((left, right) => left.id - right.id)).toEqual(products);
      expect(await place.shop.fetchProductsById([], never)).toEqual([]);
    });

    it('E6: a create whose answer is lost makes one product, and is never reported as failed', async () => {
      const place = await setUp();
      await place.shop.fetchFacts(never);
      place.loseNextCreate();
      const [outcome] = await write(place.shop, create('L-2'));
      // Where writes go by code, the repeat finds what the lost one has made.
      expect(['created', 'updated', 'uncertain']).toContain(outcome?.kind);
      expect([place.createsOf('L-2'), place.productCount()]).toEqual([1, 5]);
    });

    it('E9: a shop that stumbles is waited for', async () => {
      const place = await setUp();
      await place.shop.fetchFacts(never);
      place.stumble(2);
      expect(await orders(place)).toHaveLength(4);
    });
  });

  describe(`${name}: УНП and access`, () => {
    it('I13, F7: written, repeated harmlessly, another value never overwritten', async () => {
      const place = await setUp();
      const [first = 0] = place.orderNumbers();
      const number = first as OrderNumber;
      expect(await place.shop.writeUnp(number, UNP, never)).toEqual({ kind: 'written' });
      expect(place.unpOf(first)).toBe(UNP);
      expect((await place.shop.writeUnp(number, UNP, never)).kind).toBe('alreadyThere');
      const other = await place.shop.writeUnp(number, 'DT123456-0001-0000002', never);
      expect(other).toEqual({ kind: 'differs', shopValue: UNP });
      expect(place.unpOf(first)).toBe(UNP);
    });

    it('tells its currency and stops by the signal with its reason', async () => {
      const place = await setUp();
      expect((await place.shop.fetchFacts(never)).orderCurrency).toBe('EUR');
      const stop = new AbortController();
      stop.abort(new SyncError('run.cancelled'));
      expect(await codeOf(place.shop.fetchFacts(stop.signal))).toBe('run.cancelled');
      expect(await codeOf(all(place.shop.fetchOrders(0 as OrderNumber, stop.signal)))).toBe('run.cancelled');
    });

    it('every method rejects after close, which is repeatable', async () => {
      const { shop } = await setUp();
      await shop.close();
      await shop.close();
      const afterwards = [
        shop.fetchFacts(never),
        shop.fetchOwnAddress(never),
        all(shop.fetchProducts(never)),
        shop.fetchProductsById([], never),
        write(shop, create('L-3')),
        all(shop.fetchOrders(0 as OrderNumber, never)),
        shop.fetchOrdersByNumber([], never),
        shop.writeUnp(1 as OrderNumber, UNP, never),
      ];
      expect(new Set(await Promise.all(afterwards.map(codeOf)))).toEqual(new Set(['shop.closed']));
    });
  });
}
