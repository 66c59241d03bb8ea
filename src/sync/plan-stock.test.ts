import { describe, expect, it } from 'vitest';
import { aGood, aProduct, someSettings } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import type { GoodsGroupId } from '../model/good.ts';
import { freshLink, NOTHING_SENT } from '../model/link.ts';
import type { Settings } from '../model/settings.ts';
import type { StockLevel } from '../model/stock.ts';
import {
  bufferByGroup,
  changedStock,
  diffStockFields,
  explainQuantity,
  reservingSince,
  planStock,
  sentStockFields,
  stockFields,
} from './plan-stock.ts';

function level(physical: string, openOrders = '0', ownOpenDocuments = '0'): StockLevel {
  return {
    goodId: aGood(1).id,
    physical: decimal(physical),
    openOrders: decimal(openOrders),
    ownOpenDocuments: decimal(ownOpenDocuments),
  };
}

function quantity(
  stock: StockLevel | null,
  more: { held?: string; buffer?: string } = {},
  settings: Partial<Settings> = {},
): string {
  const terms = { held: decimal(more.held ?? '0'), buffer: decimal(more.buffer ?? '0') };
  return explainQuantity(stock, terms, someSettings(settings)).quantity;
}

describe('explainQuantity', () => {
  it('E8: a missing row is 0, a negative stock is 0, a fraction is cut', () => {
    expect([quantity(null), quantity(level('-3')), quantity(level('7.999'))]).toEqual(['0', '0', '7']);
    expect(quantity(level('7.999'), {}, { wholeQuantities: false })).toBe('7.999');
  });

  it('peer-13, peer-14: open orders, own proformas and held orders are each subtracted once, or none is', () => {
    const stock = level('10', '2', '1');
    expect(quantity(stock, { held: '3' })).toBe('4');
    expect(quantity(stock, { held: '3' }, { subtractOpenOrders: false })).toBe('10');
    expect(explainQuantity(stock, { held: decimal('3'), buffer: decimal('1') }, someSettings())).toEqual({
      physical: '10',
      openOrders: '2',
      ownOpenDocuments: '1',
      held: '3',
      buffer: '1',
      quantity: '3',
    });
  });

  it('section 2: the buffer is kept back, never below 0', () => {
    expect([quantity(level('10'), { buffer: '2.5' }), quantity(level('2'), { buffer: '5' })]).toEqual([
      '7',
      '0',
    ]);
  });
});

describe('from which day on open orders reserve', () => {
  const since = (...placed: readonly string[]) =>
    reservingSince({
      now: Date.parse('2026-11-24T23:30:00Z'),
      days: 365,
      newestOrders: placed.map((createdAt) => ({ createdAt })),
    });

  it('counts from today in Sofia, whatever is ordered for a later day', () => {
    expect([since(), since('вчера'), since('2027-01-01 10:00:00')]).toEqual(
      Array.from({ length: 3 }, () => '2025-11-25'),
    );
  });

  it('Q7: under a clock that runs ahead it counts from the newest order of the shop', () => {
    expect(since('2025-12-01 09:00:00', '2025-11-30 10:00:00')).toBe('2024-12-01');
    expect(since('24.11.2026 08:00')).toBe('2025-11-24');
  });
});

describe('bufferByGroup', () => {
  it('section 2: a group has its own buffer, that of the nearest group above, or the profile’s', () => {
    const group = (id: number, code: string) => ({ id: id as GoodsGroupId, code, name: code });
    const groups = [
      group(1, '-1'),
      group(2, 'AAA'),
      group(3, 'AAAAAA'),
      group(4, 'AAAAAAAAB'),
      group(5, 'AAB'),
    ];
    const settings = someSettings({
      safetyBuffer: decimal('1'),
      safetyBufferByGroup: { 2: decimal('3'), 4: decimal('0') },
    });
    expect([...bufferByGroup(groups, settings).values()]).toEqual(['1', '3', '3', '0', '1']);
  });
});

describe('stockFields', () => {
  it('section 2: availability follows the quantity; a service is always available and has no quantity', () => {
    const settings = someSettings();
    expect(stockFields(aGood(1), decimal('0'), settings)).toEqual({ quantity: '0', isAvailable: false });
    expect(stockFields(aGood(1, { kind: 'service' }), decimal('0'), settings)).toEqual({
      quantity: null,
      isAvailable: true,
    });
    const own = someSettings({ availabilityFromQuantity: false });
    expect(stockFields(aGood(1), decimal('5'), own)).toEqual({ quantity: '5', isAvailable: null });
  });

  it('E5: only what changed is sent', () => {
    const known = sentStockFields({ quantity: decimal('5'), isAvailable: true }, NOTHING_SENT);
    expect(diffStockFields({ quantity: decimal('3'), isAvailable: true }, known)).toEqual({
      fields: { quantity: '3' },
      changes: [{ field: 'quantity', before: '5', after: '3' }],
    });
    expect(diffStockFields({ quantity: decimal('0'), isAvailable: false }, known).fields).toEqual({
      quantity: '0',
      isAvailable: false,
    });
  });
});

describe('planStock', () => {
  const good = aGood(7);
  const { sent: _, ...head } = { ...freshLink(good.id, aProduct(70).id), goodsHash: 'g' };
  const fields = { quantity: decimal('3'), isAvailable: true };
  const hashOf = (text: string): string => `#${text}`;

  it('E5: nothing is asked of a good whose stock is as it was sent', () => {
    expect(changedStock({ good, head: { ...head, stockHash: '#["3",true]' } }, fields, hashOf)).toBeNull();
    expect(changedStock({ good, head }, fields, hashOf)).toEqual({
      good,
      head,
      fields,
      hash: '#["3",true]',
    });
  });

  it('S15, E8: sends the fields that differ; the goods part of the link stays', () => {
    const changed = { good, head, fields, hash: 'h' };
    expect(planStock(changed, { ...NOTHING_SENT, code: 'СТАР', quantity: decimal('5') })).toMatchObject({
      change: {
        key: 'export-stock:stock:7',
        task: 'export-stock',
        kind: 'setQuantity',
        subject: 'stock:7',
        fields: [
          { field: 'quantity', before: '5', after: '3' },
          { field: 'isAvailable', before: null, after: 'yes' },
        ],
      },
      write: { kind: 'update', productId: 70, code: 'СТАР', fields },
      contentHash: 'h',
      link: { goodsHash: 'g', stockHash: 'h', sent: { quantity: '3', isAvailable: true, code: 'СТАР' } },
      heldBy: null,
    });
    expect(planStock(changed, NOTHING_SENT).write?.code).toBe('C7');
  });

  it('what the shop has already is a pair to remember', () => {
    const same = planStock({ good, head, fields, hash: 'h' }, { ...NOTHING_SENT, ...fields });
    expect(same).toMatchObject({
      change: { kind: 'link', fields: [] },
      write: null,
      link: { stockHash: 'h' },
    });
  });
});

describe('what of a stock is ours to send (section 2)', () => {
  it('a service is always available, unless availability is not ours; neither has it a quantity', () => {
    const service = aGood(7, { kind: 'service' });
    const [follows, not] = [true, false].map((availabilityFromQuantity) =>
      someSettings({ availabilityFromQuantity }),
    );
    if (follows === undefined || not === undefined) throw new Error('two settings');
    expect(stockFields(service, decimal('5'), follows)).toEqual({ quantity: null, isAvailable: true });
    expect(stockFields(service, decimal('5'), not)).toEqual({ quantity: null, isAvailable: null });
    expect(stockFields(aGood(7), decimal('5'), not)).toEqual({ quantity: '5', isAvailable: null });
  });

  it('the buffer of the nearest group above that exists, else the profile’s', () => {
    const group = (id: number, code: string) => ({ id: id as GoodsGroupId, code, name: code });
    const groups = [group(2, 'AAA'), group(3, 'AAAAAAAAA'), group(4, 'BBBBBB')];
    const settings = someSettings({ safetyBuffer: decimal('1'), safetyBufferByGroup: { '2': decimal('3') } });
    expect([...bufferByGroup(groups, settings).values()]).toEqual(['3', '3', '1']);
  });
});
