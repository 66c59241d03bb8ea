import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import type { Good } from '../../src/model/good.ts';
import type { FetchedOrder } from '../../src/model/order.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { Settings } from '../../src/model/settings.ts';
import type { State } from '../../src/state/state.ts';
import { aLine, anOrder, BUYER } from '../../test/support/builders.ts';
import { PROFILE, worldSettings } from '../../test/support/world.ts';
import { sinkShop } from './sink-shop.ts';

const BUYERS = 500;
const FIRST = 1000;

/** The order that comes so many after the first one: of one of 500 buyers, in so many lines. */
export function makeOrder(goods: readonly Good[], index: number, lineCount = 3): FetchedOrder {
  const lines = Array.from({ length: lineCount }, (_, offset) => {
    const good = goods[(index * lineCount + offset) % goods.length];
    return aLine(good?.code ?? '', good?.price ?? '1', String(1 + ((index + offset) % 3)));
  });
  const buyer = index % BUYERS;
  const order = anOrder(lines, {
    number: (FIRST + index) as OrderNumber,
    buyer: {
      ...BUYER,
      lastName: `Купувач ${buyer}`,
      email: `b${buyer}@example.bg`,
      phone: `08880${10_000 + buyer}`,
    },
  });
  return { number: order.number, raw: JSON.stringify(order), order };
}

/** So many of them, made as they are asked for: a shop's pages are not held either. */
export function* orderPages(goods: readonly Good[], count: number): Generator<readonly FetchedOrder[]> {
  const AT_ONCE = 500;
  for (let first = 0; first < count; first += AT_ONCE)
    yield Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) =>
      makeOrder(goods, first + index),
    );
}

/** One import of these orders into a warehouse, with a memory that is new; milliseconds. */
export async function importOrders(what: {
  readonly folder: string;
  readonly settings: Partial<Settings> & Pick<Settings, 'warehouse'>;
  readonly pages: () => Iterable<readonly FetchedOrder[]>;
  readonly count: number;
  readonly watched?: (state: State) => State;
  /** Told when the profile stands and the run begins. */
  readonly onStart?: () => void;
}): Promise<number> {
  const data = join(what.folder, 'data');
  await rm(data, { recursive: true, force: true });
  const opened = await openParts(data);
  const shop = sinkShop();
  const app = makeApp({
    ...opened,
    state: what.watched?.(opened.state) ?? opened.state,
    openShop: async () => ({
      ...shop,
      fetchOrders: async function* fetchOrders(after) {
        for (const page of what.pages()) yield page.filter((order) => order.number > after);
      },
    }),
  });
  try {
    await app.addProfile(PROFILE, worldSettings('', 'http://127.0.0.1:9', what.settings));
    what.onStart?.();
    const started = performance.now();
    const summary = await app.run(PROFILE, {
      tasks: ['import-orders'],
      isConfirmed: true,
      onEvent: () => undefined,
      signal: new AbortController().signal,
    });
    const taken = performance.now() - started;
    if (summary.error !== null) throw summary.error;
    if (summary.counts['import-orders']?.created !== what.count)
      throw new Error(`imported ${JSON.stringify(summary.counts)}`);
    return taken;
  } finally {
    await app.close();
  }
}
