import { NO_WORDS, wordMeanings } from '../words/word-meanings.ts';
import { describe, expect, it } from 'vitest';
import {
  aGood,
  aLine,
  anOrder,
  aTotalLine,
  BUYER,
  ORIGIN,
  someSettings,
  surroundings,
} from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodsGroupId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import type { ShopSays } from '../order-steps.ts';
import type { Adoption } from './order-adoption.ts';
import { OrderDecisions } from './order-decisions.ts';
import type { GatheredOrders } from './order-decisions.ts';
import { OrderMakings } from './order-makings.ts';
import type { AskedOrder } from './order-met.ts';
import { orderContent } from './order-status.ts';
import type { OrderWindow } from './order-window.ts';

const AT = '2026-01-10T10:00:00.000Z';
const settings = someSettings();
const IMPORT = {
  settings: someSettings({ importGoodsGroup: 4 }),
  pricesIncludeVat: true,
  baseCurrency: 'EUR',
  shopCurrency: 'EUR',
  defaultVatGroup: { id: 1, name: 'Основна', rate: decimal('20') },
  groupId: 4 as GoodsGroupId,
};
const AROUND = () => surroundings([aGood(10, { code: 'A' })]);

/** Each order has a buyer of his own unless it is said otherwise. */
function orderNo(number: number, more: Partial<Order> = {}): Order {
  const buyer = {
    ...BUYER,
    email: `k${number}@example.bg`,
    phone: `0888 000 ${number}`,
    lastName: `№${number}`,
  };
  return anOrder([aLine('A', '10')], { number: number as OrderNumber, buyer, ...more });
}

function entryOf(order: Order, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...firstEntry({ number: order.number, raw: '<order/>', order }, 'h1', AT), ...more };
}

function ask(order: Order, says: ShopSays = { kind: 'due' }, more: Partial<LedgerEntry> = {}): AskedOrder {
  return { entry: entryOf(order, more), says, order };
}

function gathered(asked: readonly AskedOrder[], more: Partial<GatheredOrders> = {}): GatheredOrders {
  const met = asked.flatMap(({ order, entry }) =>
    order === null
      ? []
      : [{ fetched: { number: order.number, raw: '', order }, entry, hasChanged: false, movesStock: false }],
  );
  return { asked, met, told: [], adoptions: new Map(), around: AROUND(), absurd: new Map(), ...more };
}

function decisions(
  makings = new OrderMakings(),
  more: Partial<ConstructorParameters<typeof OrderDecisions>[0]> = {},
) {
  const facts = {
    settings,
    words: NO_WORDS,
    currency: 'EUR',
    originOf: (orderNumber: OrderNumber) => ({ ...ORIGIN, orderNumber }),
    goodsImport: () => null,
    isReleased: () => false,
    now: () => Date.parse(AT),
    ...more,
  };
  return new OrderDecisions(facts, makings);
}

/** What each window makes and keeps, by the numbers of its orders. */
function told({ steps, kept, readTo, notes }: OrderWindow) {
  return {
    steps: steps.map((step) => (step.kind === 'record' ? step.due.entry.orderNumber : step.change.kind)),
    kept: kept.map(({ entry }) => [entry.orderNumber, entry.stage]),
    notes: notes.map(({ code }) => code),
    readTo,
  };
}

describe('numbers that no counter comes to by itself (Q6)', () => {
  const orders = [orderNo(1), orderNo(2), orderNo(9999)];
  const absurd = new Map([[9999 as OrderNumber, 2 as OrderNumber]]);
  const batch = gathered(
    orders.map((order) => ask(order)),
    { absurd },
  );

  it('are parked, hold their goods and move no cursor; the others go on', () => {
    const [window] = [...decisions().read(batch)];
    expect(window === undefined ? null : told(window)).toEqual({
      steps: [1, 2],
      kept: [[9999, 'parked']],
      notes: ['order.number.absurd'],
      readTo: 2,
    });
    expect(window?.kept[0]?.entry.held).toHaveLength(1);
    expect(window?.absurd.has(9999 as OrderNumber)).toBe(true);
  });

  it('are imported once a person has looked at them, and still move no cursor', () => {
    const [window] = [...decisions(new OrderMakings(), { isReleased: () => true }).read(batch)];
    expect(window === undefined ? null : told(window)).toMatchObject({ steps: [1, 2, 9999], readTo: 2 });
  });
});

describe('a batch of orders that was read', () => {
  it('is one window, up to its last order; those put aside are kept, those due are steps', () => {
    const orders = [orderNo(1), orderNo(2), orderNo(3)];
    const [first, second, third] = orders.map((order) => ask(order));
    if (first === undefined || second === undefined || third === undefined) throw new Error('no orders');
    const waits = { ...second, says: { kind: 'waits', status: 'Unfinished' } } as const;
    const windows = [...decisions().read(gathered([first, waits, third]))];
    expect(windows.map(told)).toEqual([{ steps: [1, 3], kept: [[2, 'waiting']], notes: [], readTo: 3 }]);
  });

  it('what the shop says of orders with a document is told without asking', () => {
    const entry = entryOf(orderNo(1), { stage: 'recorded' });
    const note = { tell: 'attention', code: 'order.cancelledAfterImport', facts: {} } as const;
    const batch = gathered([], { told: [{ kind: 'told', entry, note }], around: null });
    const windows = [...decisions().read(batch)];
    expect(windows.map(told)).toEqual([
      { steps: [], kept: [], notes: ['order.cancelledAfterImport'], readTo: null },
    ]);
  });

  it('Q5: a document that stands is adopted, at the time of the decision; nothing is made', () => {
    const order = orderNo(1);
    const operation = { operationType: 19, documentNumber: 7, unp: null } as const;
    const written = { orderNumber: order.number, total: order.total, lines: [] };
    const content = orderContent(order);
    const found: Adoption = { kind: 'found', operation, content, documents: '19/7', written };
    const batch = gathered([ask(order)], { adoptions: new Map([[order.number, found]]), around: null });
    const [window] = decisions().read(batch);
    expect(window).toMatchObject({
      steps: [],
      kept: [{ entry: { stage: 'recorded', recordedAt: AT }, written }],
    });
  });

  it('F14: remembers the highest number that the shop has shown, also of batches before', () => {
    const unpSettings = someSettings({ unpFrom: 1, unpTo: 9_999_999 });
    const decide = decisions(new OrderMakings(), { settings: unpSettings });
    const cancelled = { kind: 'cancelled', status: 'Cancelled' } as const;
    const shown = orderNo(1, { unp: 'DT000001-0001-0000042' });
    expect([...decide.read(gathered([ask(shown, cancelled)]))]).toHaveLength(1);
    const [window] = decide.read(gathered([ask(orderNo(2))]));
    expect(window?.steps).toMatchObject([{ lastAtShop: 42 }]);
  });

  it('I8: unusual lines are told once a run', () => {
    const free = (number: number) => orderNo(number, { lines: [aLine('A', '10'), aLine('A', '0')] });
    const [window] = decisions().read(gathered([ask(free(1)), ask(free(2))]));
    expect(window?.notices.map(({ code }) => code)).toEqual(['notice.order.freeLines']);
  });
});

describe('I2: the words of orders that were read', () => {
  // Its sums prove that the line `q` is taken off.
  const telling = (number: number): Order =>
    orderNo(number, { totalLines: [aTotalLine('q', '-3')], total: decimal('7') });
  const heard = (orders: readonly Order[], hasChanged: boolean, words = NO_WORDS): OrderWindow => {
    const batch = gathered(orders.map((order) => ask(order)));
    const met = batch.met.map((each) => ({ ...each, hasChanged }));
    const [window] = decisions(new OrderMakings(), { words }).read({ ...batch, met });
    if (window === undefined) throw new Error('no window');
    return window;
  };
  const proofs = ({ notices }: OrderWindow): unknown =>
    notices.filter(({ code }) => code === 'notice.word.proven').map(({ facts }) => facts);

  it('are remembered with each version of an order, and with no other', () => {
    const words = (hasChanged: boolean): unknown =>
      heard([telling(1), telling(2)], hasChanged)
        .words.filter(({ kind }) => kind === 'totalLine')
        .map(({ word, order, proven }) => [word, order, proven]);
    expect(words(true)).toEqual([
      ['q', 1, 'discount'],
      ['q', 2, 'discount'],
    ]);
    expect(words(false)).toEqual([]);
  });

  it('are told when sums prove them: once a run, and never one that the memory knows', () => {
    expect(proofs(heard([telling(1), telling(2)], true))).toEqual([
      { word: 'q', meaning: 'discount', order: 1 },
    ]);
    const known = wordMeanings([{ kind: 'totalLine', word: 'q', meaning: 'discount', source: 'arithmetic' }]);
    expect(proofs(heard([telling(1)], true, known))).toEqual([]);
  });

  it('an order that cannot be read has none', () => {
    const fetched = { number: 1 as OrderNumber, raw: '<x/>', fault: new SyncError('order.unreadable', {}) };
    const met = [{ fetched, entry: firstEntry(fetched, 'h1', AT), hasChanged: true, movesStock: false }];
    const [window] = decisions().read(gathered([], { met, around: null }));
    expect(window).toMatchObject({ words: [], notes: [], readTo: 1 });
  });

  it('a status that nobody has explained is told with every order, also one that has not changed', () => {
    for (const hasChanged of [true, false]) {
      const { notes } = heard([orderNo(1, { status: 'Наш статус' })], hasChanged);
      expect(notes).toMatchObject([
        { subject: 'word:orderStatus:нашстатус', code: 'word.status.unknown', facts: { word: 'Наш статус' } },
      ]);
    }
  });
});

describe('an order that builds upon what the window makes', () => {
  it('ends it before an order of the same new buyer, who is then known', () => {
    const buyer = { ...BUYER };
    const makings = new OrderMakings();
    const asked = [ask(orderNo(1, { buyer })), ask(orderNo(2)), ask(orderNo(3, { buyer }))];
    const windows = [...decisions(makings).read(gathered(asked))];
    expect(windows.map(told)).toEqual([
      { steps: [1, 2], kept: [], notes: [], readTo: null },
      { steps: [3], kept: [], notes: [], readTo: 3 },
    ]);
    expect(windows[1]?.steps).toMatchObject([{ draft: { partner: { kind: 'existing', id: 0 } } }]);
  });

  const making = (makings: OrderMakings) => decisions(makings, { goodsImport: () => IMPORT });
  const without = (): Partial<GatheredOrders> => ({ around: surroundings([]) });

  it('goes with its unknown goods; one that may mean them is decided when they stand (a plan: 0)', () => {
    const orders = [1, 2].map((number) => ask(orderNo(number)));
    const windows = [...making(new OrderMakings()).read(gathered(orders, without()))];
    expect(windows.map(told)).toEqual([
      { steps: ['addGood', 1], kept: [], notes: [], readTo: null },
      { steps: [2], kept: [], notes: [], readTo: 2 },
    ]);
    const drafts = windows
      .flatMap(({ steps }) => steps)
      .flatMap((step) => ('draft' in step ? step.draft : []));
    expect(
      drafts.map(({ newGoods, lines }) => [newGoods?.map(({ code }) => code), lines[0]?.goodId]),
    ).toEqual([
      [['A'], 0],
      [undefined, 0],
    ]);
  });

  it('makes them itself where those of the order before were not made', () => {
    const makings = new OrderMakings();
    const windows: OrderWindow[] = [];
    const orders = [ask(orderNo(1)), ask(orderNo(2, { lines: [aLine('а', '10')] }))];
    for (const window of making(makings).read(gathered(orders, without()))) {
      windows.push(window);
      makings.forgetAwaited();
    }
    expect(windows.map(told)).toEqual([
      { steps: ['addGood', 1], kept: [], notes: [], readTo: null },
      { steps: ['addGood', 2], kept: [], notes: [], readTo: 2 },
    ]);
  });

  it('is parked where they still cannot be told', () => {
    const [window] = decisions().read(gathered([ask(orderNo(1))], without()));
    expect(window).toMatchObject({ kept: [{ entry: { stage: 'parked' } }], steps: [] });
  });
});

describe('orders that the shop no longer has', () => {
  it('I2, I18: are dismissed, and move no cursor', () => {
    const asked = [{ ...ask(orderNo(1)), says: { kind: 'removed' }, order: null } as const];
    const windows = [...decisions().removed({ asked, adoptions: new Map(), around: null })];
    expect(windows.map(told)).toEqual([{ steps: [], kept: [[1, 'dismissed']], notes: [], readTo: null }]);
  });
});

describe('Q10: a fault that nobody has foreseen', () => {
  const bug = new SyncError('bug.unexpected', { message: 'undefined' });
  const broken = { around: { ...AROUND(), goods: null as never } };

  it('while deciding: that order is parked, the others go on; the third in a row concerns all', () => {
    const decide = decisions();
    const [window] = decide.read(gathered([ask(orderNo(1)), ask(orderNo(2))], broken));
    expect(window).toMatchObject({ kept: [{ entry: { stage: 'parked' } }, { entry: { stage: 'parked' } }] });
    const [well] = decide.read(gathered([ask(orderNo(3))]));
    expect(well?.steps).toHaveLength(1);
    const three = [ask(orderNo(4)), ask(orderNo(5)), ask(orderNo(6))];
    expect(() => [...decide.read(gathered(three, broken))]).toThrow(SyncError);
  });

  it('while gathering: that order alone is met, parked and passed by the cursor', () => {
    const decide = decisions();
    const [met] = gathered([ask(orderNo(1))]).met;
    if (met === undefined) throw new Error('not met');
    expect([...decide.faulty(met, bug, new Map())].map(told)).toEqual([
      { steps: [], kept: [[1, 'parked']], notes: [bug.code], readTo: 1 },
    ]);
    expect([...decide.faulty(met, bug, new Map())]).toHaveLength(1);
    expect(() => [...decide.faulty(met, bug, new Map())]).toThrow(bug);
    const line = new SyncError('run.cancelled');
    expect(() => [...decisions().faulty(met, line, new Map())]).toThrow(line);
  });

  it('Q6: one whose number is not believed moves no cursor', () => {
    const [met] = gathered([ask(orderNo(9999))]).met;
    if (met === undefined) throw new Error('not met');
    const absurd = new Map([[9999 as OrderNumber, 2 as OrderNumber]]);
    expect([...decisions().faulty(met, bug, absurd)].map(told)).toEqual([
      { steps: [], kept: [[9999, 'parked']], notes: [bug.code], readTo: null },
    ]);
  });

  it('in an order that the shop no longer has: that order alone is parked, and no cursor moves', () => {
    expect([...decisions().faultyKnown(entryOf(orderNo(1)), bug)].map(told)).toEqual([
      { steps: [], kept: [[1, 'parked']], notes: [bug.code], readTo: null },
    ]);
  });
});

describe('I14: an imported order that the shop no longer has', () => {
  it('is told; nothing else is done, and no cursor moves', () => {
    const entry = entryOf(orderNo(1), { stage: 'acknowledged' });
    expect([...decisions().gone([entry])].map(told)).toEqual([
      { steps: [], kept: [], notes: ['order.removedAfterImport'], readTo: null },
    ]);
  });
});
