import { describe, expect, it } from 'vitest';
import { aGood } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { freshLink, NOTHING_SENT } from '../../model/link.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { FetchedOrder } from '../../model/order.ts';
import {
  forAnotherPair,
  forCopy,
  forFormerPair,
  goodsMark,
  warehouseMark,
  warehousePlace,
} from '../../model/pair.ts';
import type { MetPair, Pair } from '../../model/pair.ts';
import type { ProductId } from '../../model/product.ts';
import { defaultSettings } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { changedSide, isToBeAsked, likeness, shopLikeness, warehouseLikeness } from './pair-check.ts';
import { claimEvidence, linkEvidence, noteEvidence, orderEvidence, together } from './pair-evidence.ts';

const MARK = warehouseMark('a'.repeat(64));
const BASE: Settings = {
  ...defaultSettings(),
  shopAddress: 'https://shop.bg',
  warehouse: 'mysql://sklad@db.local/wh',
  deviceSerial: 'DT000001',
  unpFrom: 100,
  firstOrder: 7,
  location: 5,
};

function pair(more: Partial<Pair> = {}): Pair {
  return { settings: BASE, mark: MARK, databaseVersion: '3.07', ...more };
}

function met(settings: Partial<Settings> = {}, more: Partial<MetPair> = {}): MetPair {
  return { settings: { ...BASE, ...settings }, marks: [MARK], databaseVersion: '3.07', ...more };
}

describe('Q3: whom a profile meets', () => {
  it.each<readonly [string, Pair, MetPair, unknown]>([
    ['the same', pair(), met(), null],
    ['the same under www and https', pair(), met({ shopAddress: 'http://www.Shop.bg/' }), null],
    ['the same, another user', pair(), met({ warehouse: 'mysql://root@DB.local/wh?ssl=off' }), null],
    ['others have left marks too', pair(), met({}, { marks: ['ZWID-b', MARK] }), null],
    ['no version told', pair(), met({}, { databaseVersion: null }), null],
    ['no version remembered', pair({ databaseVersion: null }), met(), null],
    ['a version of more places', pair(), met({}, { databaseVersion: '3.07.1' }), null],
    [
      'a version of fewer places is older',
      pair({ databaseVersion: '3.07.1' }),
      met(),
      { side: 'warehouse', isCertain: true },
    ],
    ['a newer version', pair(), met({}, { databaseVersion: '3.10' }), null],
    ['another address', pair(), met({ shopAddress: 'https://new.bg' }), { side: 'shop', isCertain: true }],
    [
      'its old identity put in by hand',
      pair(),
      met({ shopAddress: 'https://new.bg', identity: 'shop.bg' }),
      null,
    ],
    [
      'moved once, and moved again',
      pair({ settings: { ...BASE, shopAddress: 'https://new.bg', identity: 'shop.bg' } }),
      met({ shopAddress: 'https://other.bg', identity: 'shop.bg' }),
      { side: 'shop', isCertain: true },
    ],
    ['another identity', pair(), met({ identity: 'other.bg' }), { side: 'shop', isCertain: true }],
    [
      'both changed: the shop first',
      pair(),
      met({ shopAddress: 'https://new.bg' }, { marks: [] }),
      { side: 'shop', isCertain: true },
    ],
    [
      'another database',
      pair(),
      met({ warehouse: 'mysql://db.local/old' }),
      { side: 'warehouse', isCertain: true },
    ],
    ['its mark is gone', pair(), met({}, { marks: [] }), { side: 'warehouse', isCertain: true }],
    ['another mark', pair(), met({}, { marks: ['ZWID-b'] }), { side: 'warehouse', isCertain: true }],
    [
      'an older version',
      pair(),
      met({}, { databaseVersion: '3.06' }),
      { side: 'warehouse', isCertain: true },
    ],
    ['no mark yet', pair({ mark: null }), met({}, { marks: [] }), { side: 'warehouse', isCertain: false }],
    [
      'goods with other codes',
      pair({ mark: goodsMark('a'.repeat(64)) }),
      met({}, { marks: [goodsMark('b'.repeat(64))] }),
      { side: 'warehouse', isCertain: false },
    ],
    [
      'goods with the same codes',
      pair({ mark: goodsMark('a'.repeat(64)) }),
      met({}, { marks: [goodsMark('a'.repeat(64))] }),
      null,
    ],
  ])('%s', (_what, remembered, now, expected) => {
    expect(changedSide(remembered, now)).toEqual(expected);
  });

  it.each([
    ['no order to compare, and it says so itself', [0, 0], 'http://shop.bg', 'same'],
    ['some orders, and it says so itself', [1, 1], 'https://www.Shop.bg', 'same'],
    ['it says another address', [0, 0], 'http://new.bg', 'unknown'],
    ['it says none', [0, 0], null, 'unknown'],
    ['orders speak louder', [0, 5], 'http://shop.bg', 'another'],
    ['orders are enough', [5, 0], 'http://new.bg', 'same'],
  ] as const)('Q4: %s', (_what, [agree, differ], told, expected) => {
    expect(shopLikeness({ agree, differ }, { told, known: 'shop.bg' })).toBe(expected);
  });

  it('records decide what a change looks like, and alone whether an uncertain one is asked', () => {
    const looks = [
      [0, 0],
      [5, 0],
      [5, 1],
      [4, 1],
      [1, 1],
      [1, 2],
      [0, 5],
    ].map(([agree = 0, differ = 0]) => likeness({ agree, differ }));
    expect(looks).toEqual(['unknown', 'same', 'same', 'unknown', 'unknown', 'another', 'another']);
    const none = { agree: 0, differ: 0 };
    const [missing, strange] = [
      { agree: 0, differ: 5 },
      { agree: 1, differ: 4 },
    ];
    expect(warehouseLikeness(none, missing)).toBe('unknown');
    expect(warehouseLikeness({ agree: 5, differ: 0 }, missing)).toBe('unknown');
    expect(warehouseLikeness(strange, { agree: 5, differ: 0 })).toBe('another');
    expect(warehouseLikeness({ agree: 5, differ: 0 }, none)).toBe('same');
    const [sure, unsure] = [
      { side: 'shop', isCertain: true },
      { side: 'warehouse', isCertain: false },
    ] as const;
    expect(isToBeAsked(sure, { agree: 5, differ: 0 })).toBe(true);
    expect(isToBeAsked(unsure, { agree: 0, differ: 0 })).toBe(false);
    expect(isToBeAsked(unsure, { agree: 1, differ: 4 })).toBe(true);
  });
});

describe('Q3: records of both sides', () => {
  const entry = (orderNumber: number, total: string): LedgerEntry =>
    ({ orderNumber, total: decimal(total), createdAt: '2026-11-20 10:00:00' }) as unknown as LedgerEntry;
  const fetched = (number: number, total: string, createdAt = '2026-11-20 10:00:00'): FetchedOrder =>
    ({ number, raw: '', order: { total: decimal(total), createdAt } }) as unknown as FetchedOrder;

  it('an order is the same with its day and its sum', () => {
    const entries = [entry(1, '10'), entry(2, '20'), entry(3, '30'), entry(4, '40')];
    const orders = [fetched(1, '10'), fetched(2, '21'), fetched(3, '30', '2026-11-20 10:00:01')];
    expect(orderEvidence(entries, orders)).toEqual({ agree: 1, differ: 3 });
    expect(orderEvidence([{ ...entry(1, '10'), total: null }], [])).toEqual({ agree: 0, differ: 0 });
  });

  it('a good is the same with the code that was sent of it', () => {
    const link = (id: number, code: string | null) => ({
      ...freshLink(aGood(id).id, id as ProductId),
      sent: { ...NOTHING_SENT, code },
    });
    const links = [link(1, 'C1'), link(2, 'X'), link(3, 'C3'), link(4, '380'), link(5, null)];
    const goods = [aGood(1), aGood(2), aGood(4, { code: '', barcodes: ['380'] }), aGood(5)];
    expect(linkEvidence(links, goods)).toEqual({ agree: 2, differ: 2 });
  });

  it('a document is the same with the day and the sum of the shop’s order; the last that is so is named', () => {
    const noted = (orderNumber: number, total: string, date = '2026-11-20') => ({
      orderNumber: orderNumber as OrderNumber,
      document: { date, total: decimal(total) },
    });
    const documents = [
      noted(1, '10'),
      noted(2, '20'),
      noted(3, '31'),
      noted(4, '40', '2026-11-21'),
      noted(5, '50'),
    ];
    const orders = [fetched(1, '10'), fetched(2, '20.00'), fetched(3, '30'), fetched(4, '40')];
    const found = noteEvidence(documents, orders);
    expect(found).toEqual({ evidence: { agree: 2, differ: 3 }, same: documents[1] });
    expect(noteEvidence(documents, [])).toEqual({ evidence: { agree: 0, differ: 5 }, same: null });
  });

  it('a recorded order is the same where its claim or document stands', () => {
    const claims = claimEvidence([entry(1, '1'), entry(2, '1')], new Set([2]));
    expect(together(claims, { agree: 3, differ: 0 })).toEqual({ agree: 4, differ: 1 });
  });
});

describe('Q3: settings of a pair', () => {
  it('a copy has no identity, no first order, no feed, no device and no range', () => {
    const copied = forCopy({ ...BASE, identity: 'a', feedUsername: 'b', feedDomain: 'c' });
    const defaults = defaultSettings();
    expect(copied).toEqual({
      ...defaults,
      shopAddress: BASE.shopAddress,
      warehouse: BASE.warehouse,
      location: 5,
    });
  });

  it('another pair keeps what was typed for it since; another warehouse has other records', () => {
    const now = { ...BASE, shopAddress: 'https://new.bg', unpFrom: 500 };
    const shop = forAnotherPair(now, BASE, 'shop');
    expect([shop.deviceSerial, shop.unpFrom, shop.firstOrder, shop.location]).toEqual(['', 500, 0, 5]);
    expect(forAnotherPair(now, BASE, 'warehouse').location).toBe(null);
    expect(forFormerPair(shop, BASE)).toEqual({ ...BASE, shopAddress: 'https://new.bg' });
  });

  it('a warehouse that is a file is its path', () => {
    expect(warehousePlace({ ...BASE, warehouse: 'sqlite:/a/B.db' })).toBe('sqlite:/a/B.db');
    expect(warehousePlace({ ...BASE, warehouse: 'mysql://a@DB:3307/wh' })).toBe('mysql://db:3307/wh');
  });
});
