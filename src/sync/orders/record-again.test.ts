import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, ORIGIN, someSettings, surroundings } from '../../../test/support/builders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import { isPark } from '../park.ts';
import { planDocument } from './record-again.ts';

const UNP = 'DT900001-0002-0000041';
const AROUND = surroundings([aGood(10, { code: 'A' })], {
  settings: someSettings({ documentType: '14', unpOperationType: null }),
});
const ORDER = anOrder([aLine('A', '10', '2')], { unp: UNP });

function entry(more: Partial<LedgerEntry> = {}): LedgerEntry {
  const fetched = { number: ORDER.number, raw: '', fault: new SyncError('order.unreadable', {}) };
  const lost = { stage: 'missing', operationType: 19, documentNumber: 12, unp: UNP } as const;
  return { ...firstEntry(fetched, '', ''), ...lost, recordedAt: '2026-11-20T10:00:00.000Z', ...more };
}

function planned(of: LedgerEntry, order = ORDER) {
  const draft = planDocument(of, { order, origin: ORIGIN }, AROUND);
  if (isPark(draft)) throw new Error(draft.park.code);
  return draft;
}

describe('Q1, A9: what a lost document is written again as', () => {
  it('the type that it was and its own УНП, whatever the settings say now', () => {
    expect(planned(entry())).toMatchObject({
      operationType: 19,
      unp: { deviceSerial: 'DT900001', operatorCode: '0002', receiptOperationType: 19 },
      again: { operationType: 19, documentNumber: 12, unp: UNP },
    });
  });

  it('its claim is that of this loss: the same for whoever remembers it, another one after the next', () => {
    const key = (of: LedgerEntry) => planned(of).again?.claimKey;
    expect(key(entry())).toBe(key(entry()));
    expect(key(entry())).toMatch(/^ZWEB-0a1b2c3d-101-R[0-9a-z]+$/);
    expect(key(entry({ recordedAt: '2026-11-20T10:00:01.000Z' }))).not.toBe(key(entry()));
    expect(key(entry({ recordedAt: null }))).toBe('ZWEB-0a1b2c3d-101-R0');
  });

  it('without a УНП where it had none; one that cannot be read is told, never replaced', () => {
    expect(planned(entry({ unp: null }), anOrder([aLine('A', '10', '2')])).unp).toBe(null);
    const odd = planDocument(entry({ unp: '7' }), { order: ORDER, origin: ORIGIN }, AROUND);
    expect(odd).toEqual({ park: { code: 'unp.malformed', facts: { unp: '7' } } });
  });

  it('a stranger’s УНП at the shop still parks it; so does a good that is gone', () => {
    const codeOf = (order: typeof ORDER) => {
      const draft = planDocument(entry(), { order, origin: ORIGIN }, AROUND);
      return isPark(draft) ? draft.park.code : 'planned';
    };
    expect(codeOf(anOrder([aLine('A', '10', '2')], { unp: 'DT900001-0002-0000099' }))).toBe(
      'order.unp.foreign',
    );
    expect(codeOf(anOrder([aLine('B', '10', '2')], { unp: UNP }))).toBe('order.good.unknown');
  });

  it('any other order becomes what the settings say', () => {
    const fresh = planned(entry({ stage: 'seen', unp: null }), anOrder([aLine('A', '10', '2')]));
    expect([fresh.operationType, fresh.again]).toEqual([14, undefined]);
  });
});
