import { describe, expect, it } from 'vitest';
import { anOrder } from '../../../test/support/builders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { firstEntry } from '../order-steps.ts';
import { restoredSign } from './restored-shop.ts';

function known(number: number, stage: OrderStage = 'acknowledged'): LedgerEntry {
  const order = anOrder([], { number: number as OrderNumber });
  return { ...firstEntry({ number: order.number, raw: '', order }, 'h', '2026-11-20T08:00:00Z'), stage };
}

const shown = (number: number, unp: string | null = `DT900001-0001-000${number}`) => ({
  number: number as OrderNumber,
  createdAt: '2026-11-20 10:00:00',
  unp,
});

const sign = (newest: readonly ReturnType<typeof shown>[], entries: readonly LedgerEntry[], cursor = 105) =>
  restoredSign({ cursor: cursor as OrderNumber, newest, known: entries });

describe('a shop that looks restored although its numbers go on (Q6)', () => {
  it('its newest imported orders are gone; those that nobody imported are no sign', () => {
    expect(sign([shown(104)], [known(104), known(105)])).toEqual({ kind: 'newestGone', newest: 104 });
    expect(sign([shown(104)], [known(104), known(105, 'dismissed')])).toBeNull();
    // The cursor has gone back since: it was compared.
    expect(sign([shown(104)], [known(104), known(105)], 104)).toBeNull();
    expect(sign([shown(104), shown(9_999_999_999)], [known(104), known(105)])).toMatchObject({ newest: 104 });
  });

  it('it has lost УНП that it was given, as far as it shows any', () => {
    const both = [known(104), known(105)];
    expect(sign([shown(104), shown(105)], both)).toBeNull();
    expect(sign([shown(104), shown(105, null)], both)).toMatchObject({ entries: [both[1]], isShown: true });
    expect(sign([shown(104, null), shown(105, null)], both)).toMatchObject({ entries: both, isShown: false });
    // One that still waits for its own has lost nothing.
    expect(sign([shown(104), shown(105, null)], [known(104), known(105, 'recorded')])).toBeNull();
  });
});
