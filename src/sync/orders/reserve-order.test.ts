import { NO_WORDS } from '../words/word-meanings.ts';
import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, someSettings, surroundings } from '../../../test/support/builders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Order } from '../../model/order.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import type { ShopSays } from '../order-steps.ts';
import type { Adoption } from './order-adoption.ts';
import { meetOrder } from './order-met.ts';
import { planAside } from './plan-order.ts';
import { isStillHeld, releaseOrder, reserveOrder, withHeld } from './reserve-order.ts';

const AT = '2026-01-10T10:00:00.000Z';
const settings = someSettings();
const { goods } = surroundings([aGood(10, { code: 'A' }), aGood(11, { code: 'B' })]);

function bought(more: Partial<Order> = {}): Order {
  return anOrder([aLine('A', '10', '3')], {
    isStockReduced: true,
    createdAt: '2026-01-09 10:00:00',
    ...more,
  });
}

function reserve(order: Order, known: LedgerEntry | null = null, since: string | null = null) {
  const fetched = { number: order.number, raw: JSON.stringify(order), order };
  const met = meetOrder(fetched, known, { rawHash: fetched.raw, seenAt: AT, settings, words: NO_WORDS });
  return reserveOrder(met, goods, { settings, words: NO_WORDS, since });
}

describe('reserveOrder (Q2)', () => {
  it('keeps a new order as seen, with its goods held', () => {
    const reserved = reserve(bought());
    expect(reserved).toMatchObject({
      entry: { stage: 'seen', held: [{ goodId: 10, quantity: '3' }] },
      change: [{ goodId: 10, quantity: '3' }],
      met: { hasChanged: true, movesStock: true },
    });
    expect(reserve(bought(), reserved?.entry)).toBeNull();
  });

  it('tells what has changed since: other lines, another status', () => {
    const entry = reserve(bought())?.entry ?? null;
    expect(reserve(bought({ lines: [aLine('B', '10', '2')] }), entry)).toMatchObject({
      entry: { held: [{ goodId: 11, quantity: '2' }] },
      change: [
        { goodId: 11, quantity: '2' },
        { goodId: 10, quantity: '-3' },
      ],
    });
    expect(reserve(bought({ status: 'cancelled' }), entry)).toMatchObject({
      entry: { held: [] },
      change: [{ goodId: 10, quantity: '-3' }],
      met: { movesStock: true },
    });
  });

  it('holds nothing for what the shop has not taken off its stock', () => {
    expect(reserve(bought({ isStockReduced: false }))).toMatchObject({ entry: { held: [] }, change: [] });
  });

  it('holds for what cannot be read what it held when it could be', () => {
    const fault = new SyncError('order.unreadable', { order: 1, field: 'x', problem: 'y' });
    const fetched = { number: bought().number, raw: '', fault };
    const meet = (before: LedgerEntry | null) => {
      const met = meetOrder(fetched, before, { rawHash: 'h', seenAt: AT, settings, words: NO_WORDS });
      return reserveOrder(met, goods, { settings, words: NO_WORDS, since: null });
    };
    expect(meet(null)).toMatchObject({ entry: { held: [] }, change: [] });
    const before = reserve(bought())?.entry ?? null;
    const held = [{ goodId: 10, quantity: '3' }];
    expect(meet(before)).toMatchObject({
      entry: { held },
      change: [...held, { goodId: 10, quantity: '-3' }],
    });
  });

  it('leaves orders alone that are further on their way', () => {
    const fetched = { number: bought().number, raw: '', order: bought() };
    const seen = firstEntry(fetched, 'h', AT);
    for (const stage of ['waiting', 'parked', 'uncertain', 'recorded', 'dismissed'] as const)
      expect(reserve(bought(), { ...seen, stage }), stage).toBeNull();
  });

  it('without an import, what is old is not met, and what was held is released', () => {
    expect(reserve(bought(), null, '2026-01-09 10:00:01')).toBeNull();
    const held = reserve(bought(), null, '2026-01-09 10:00:00')?.entry;
    expect(held?.held).toHaveLength(1);
    if (held === undefined) return;
    const released = { entry: { stage: 'seen', held: [] }, change: [{ goodId: 10, quantity: '-3' }] };
    expect(reserve(bought(), held, '2026-01-12 00:00:00')).toMatchObject(released);
    expect(releaseOrder(held)).toMatchObject({ ...released, met: null });
  });
});

describe('an order that is not recorded now (Q2, I2, Q5)', () => {
  const order = bought();
  const entry = firstEntry({ number: order.number, raw: '', order }, 'h', AT);
  const waits = { kind: 'waits', status: 'new' } as const;
  const held = [{ goodId: 10, quantity: '3' }];

  it('goes on holding what the shop has taken off its stock', () => {
    const asked = withHeld({ entry, says: waits, order }, goods, settings);
    expect(planAside(asked, Date.parse(AT)).entry).toMatchObject({ stage: 'waiting', held });
    expect(withHeld({ entry, says: waits, order: null }, goods, settings).entry.held).toEqual([]);
  });

  it('is one that waits, or whose claim or note leads to no document of its own', () => {
    const reason = { code: 'order.documentGone', facts: {} } as const;
    const operation = { operationType: 19, documentNumber: 7, unp: null } as const;
    const written = { orderNumber: order.number, total: order.total, lines: [] };
    const found = { kind: 'found', operation, content: '', documents: '19/7', written } as const;
    const says = (what: ShopSays, adoption?: Adoption) => isStillHeld({ entry, says: what, order }, adoption);
    expect([says(waits), says({ kind: 'due' }), says({ kind: 'due' }, found)]).toEqual([true, false, false]);
    for (const kind of ['unfit', 'gone'] as const) {
      expect(says({ kind: 'due' }, { kind, reason })).toBe(true);
      expect(says({ kind: 'cancelled', status: 'cancelled' }, { kind, reason })).toBe(false);
    }
  });
});
