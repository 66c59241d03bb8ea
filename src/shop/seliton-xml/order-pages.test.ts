import { describe, expect, it } from 'vitest';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ListManner } from '../../model/list-manner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { KnownLists } from '../seliton-http/known-lists.ts';
import type { XmlOrder, XmlOrders } from './order-from-xml.ts';
import { readNumbered, readOrdersAfter } from './order-pages.ts';
import type { OrderPages } from './order-pages.ts';
import { probeXmlLists } from './probe-lists.ts';

/** How a shop lists its orders; what is absent is as we would like it. */
interface Manner {
  readonly newestFirst?: boolean;
  /** Newest first, but it is the oldest that a limit leaves. */
  readonly oldestReversed?: boolean;
  readonly ignoresFrom?: boolean;
  readonly ignoresLimit?: boolean;
  readonly ignoresNumbers?: boolean;
  readonly includesBoundary?: boolean;
  readonly most?: number;
  readonly shuffled?: boolean;
  readonly twice?: boolean;
}

function order(number: number): XmlOrder {
  const fault = new SyncError('order.unreadable', { order: number });
  return { fetched: { number: number as OrderNumber, raw: '', fault }, shownUnp: null };
}

function aShop(numbers: readonly number[], manner: Manner): OrderPages & { asked: number } {
  const list = (left: readonly number[], most: number): XmlOrders => {
    const limit = Math.min(manner.ignoresLimit === true ? 1e9 : most, manner.most ?? 1e9);
    const sorted = left.toSorted((one, other) => (manner.newestFirst === true ? other - one : one - other));
    const page = sorted.slice(0, limit);
    if (manner.oldestReversed === true) page.reverse();
    if (manner.shuffled === true) page.sort((one, other) => ((one * 7) % 11) - ((other * 7) % 11));
    return { orders: (manner.twice === true ? [...page, ...page] : page).map(order), numberless: [] };
  };
  const shop = {
    address: 'http://shop',
    asked: 0,
    after: async (number: number, most: number) => {
      shop.asked += 1;
      const from = manner.ignoresFrom === true ? 0 : number - (manner.includesBoundary === true ? 1 : 0);
      return list(
        numbers.filter((each) => each > from),
        most,
      );
    },
    numbered: async (wanted: readonly number[]) => {
      shop.asked += 1;
      if (manner.ignoresNumbers === true) return list(numbers, wanted.length);
      return list(
        numbers.filter((each) => wanted.includes(each)),
        wanted.length,
      );
    },
  };
  return shop;
}

async function read(shop: OrderPages, after: number): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const page of readOrdersAfter(shop, after))
    found.push(...page.map((each) => each.fetched.number));
  return found;
}

const MANNERS: Readonly<Record<string, Manner>> = {
  'as documented': {},
  'newest first': { newestFirst: true },
  'a page of the oldest, newest first': { oldestReversed: true },
  'the starting number ignored': { ignoresFrom: true },
  'newest first, the starting number ignored': { newestFirst: true, ignoresFrom: true },
  'the limit ignored': { ignoresLimit: true },
  'limit and starting number ignored': { ignoresLimit: true, ignoresFrom: true },
  'the boundary included': { includesBoundary: true },
  'at most 50 at once': { most: 50 },
  'at most 50 at once, newest first': { most: 50, newestFirst: true },
  'at most 50 at once, the limit ignored, newest first': { most: 50, newestFirst: true, ignoresLimit: true },
  'at most 50 at once, the starting number ignored': { most: 50, ignoresFrom: true },
  'at most 50 at once, newest first, the starting number ignored': {
    most: 50,
    newestFirst: true,
    ignoresFrom: true,
  },
  'in no order': { shuffled: true },
  'each order twice': { twice: true },
  'newest first, numbers ignored': { newestFirst: true, ignoresNumbers: true },
};

describe('orders of a shop that lists them otherwise', () => {
  it.each(Object.entries(MANNERS))(
    'I1, S26: all, ascending, each once, strictly greater: %s',
    async (_, manner) => {
      for (const count of [0, 1, 3, 9, 10, 199, 200, 201, 650]) {
        const numbers = Array.from({ length: count }, (__, index) => 1000 + 3 * index);
        expect(await read(aShop(numbers, manner), 0)).toEqual(numbers);
        const last = numbers.at(-1) ?? 5000;
        expect(await read(aShop(numbers, manner), last)).toEqual([]);
        expect(await read(aShop(numbers, manner), last - 1)).toEqual(numbers.slice(-1));
        expect(await read(aShop(numbers, manner), 1100)).toEqual(numbers.filter((number) => number > 1100));
      }
    },
  );

  it('I1: asks a shop that does as it is asked once more than there are pages, and once to see that it does', async () => {
    const shop = aShop(
      Array.from({ length: 401 }, (_, index) => index + 2),
      {},
    );
    await read(shop, 0);
    expect(shop.asked).toBe(5);
  });

  it('I1: a list that never ends with its limit is told, not half read', async () => {
    const endless: OrderPages = {
      address: 'http://shop',
      after: async (_, most) => ({
        orders: Array.from({ length: most }, (__, index) => order(1_000_000 - index)),
        numberless: [],
      }),
      numbered: async () => ({ orders: [], numberless: [] }),
    };
    await expect(read(endless, 0)).rejects.toMatchObject({ code: 'shop.paging.unsteady' });
  });

  it.each(Object.entries(MANNERS))('I2: orders by number, and only they: %s', async (_, manner) => {
    const numbers = Array.from({ length: 90 }, (__, index) => 1000 + 3 * index);
    const asked = [1000, 1001, 1135, 1267, 9999] as OrderNumber[];
    const found = await readNumbered(aShop(numbers, manner), asked);
    expect(found.map((each) => each.fetched.number)).toEqual([1000, 1135, 1267]);
  });

  const many = Array.from({ length: 250 }, (_, index) => 1000 + 3 * index);
  /** The shop with this known of its list; what is known of it afterwards. */
  const knowing = (manner: Manner, known: ListManner) => {
    const lists = new KnownLists(known);
    return { lists, shop: Object.assign(aShop(many, manner), { lists }) };
  };

  it.each<readonly [string, Manner, ListManner]>([
    ['as documented', {}, { order: 'oldestFirst', start: 'startHeeded', limit: 'limitHeeded' }],
    ['newest first', { newestFirst: true }, { order: 'newestFirst', start: 'startHeeded' }],
    ['the starting number ignored', { ignoresFrom: true }, { order: 'oldestFirst', start: 'startIgnored' }],
    ['limit ignored', { ignoresLimit: true }, { order: 'oldestFirst', limit: 'limitIgnored' }],
    ['newest first, no limit', { newestFirst: true, ignoresLimit: true }, { order: 'newestFirst' }],
    ['the boundary included', { includesBoundary: true }, { boundary: 'boundaryIncluded' }],
    ['without the boundary', {}, { boundary: 'boundaryLeftOut', numbers: 'numbersHeeded' }],
    ['numbers ignored', { newestFirst: true, ignoresNumbers: true }, { numbers: 'numbersIgnored' }],
    ['each order twice', { twice: true }, { order: 'oldestFirst', start: 'startHeeded' }],
  ])('I1: is probed with four small requests: %s', async (_, manner, expected) => {
    const shop = aShop(many, manner);
    expect(await probeXmlLists(shop)).toMatchObject(expected);
    expect(shop.asked).toBe(4);
    expect(await probeXmlLists(aShop([7], manner))).toEqual({});
    expect(await probeXmlLists(aShop([], manner))).toEqual({});
  });

  it('I1: whatever is believed of a list, rightly or not, no order is missed and none comes twice', async () => {
    for (const believed of Object.values(MANNERS)) {
      const known = await probeXmlLists(aShop(many, believed));
      for (const manner of Object.values(MANNERS)) {
        expect(await read(knowing(manner, known).shop, 0)).toEqual(many);
        expect(await read(knowing(manner, known).shop, 1600)).toEqual(many.filter((each) => each > 1600));
        const asked = [1000, 1001, 1300, 9999] as OrderNumber[];
        const found = await readNumbered(knowing(manner, known).shop, asked);
        expect(found.map((each) => each.fetched.number)).toEqual([1000, 1300]);
      }
    }
  });

  it('I1: what is known spares requests, and an answer that contradicts it is probed again', async () => {
    const ignoring = { newestFirst: true, ignoresNumbers: true } as const;
    const asked = async (manner: Manner, known: ListManner): Promise<number> => {
      const { shop } = knowing(manner, known);
      await readNumbered(shop, [1300] as OrderNumber[]);
      await read(shop, 1600);
      return shop.asked;
    };
    const known = await probeXmlLists(aShop(many, ignoring));
    expect(await asked(ignoring, known)).toBeLessThan(await asked(ignoring, {}));
    const { shop, lists } = knowing({}, known);
    expect(await lists.learnAnew(() => probeXmlLists(shop))).toBeNull();
    await read(shop, 1600);
    expect(await lists.learnAnew(() => probeXmlLists(shop))).toMatchObject({ order: 'oldestFirst' });
    expect(lists.manner).toMatchObject({ order: 'oldestFirst', numbers: 'numbersHeeded' });
  });

  it('I1: a page that begins with the very next number lacks nothing below: no order is asked for to see it', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => 11 + 2 * index);
    const [beside, apart] = [aShop(numbers, {}), aShop(numbers, {})];
    await read(beside, 10);
    await read(apart, 9);
    expect([beside.asked, apart.asked]).toEqual([2, 3]);
  });
});
