import { NO_WORDS } from '../words/word-meanings.ts';
import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, ORIGIN, someSettings, surroundings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodId, GoodsGroupId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import type { ShopSays } from '../order-steps.ts';
import type { Adoption } from './order-adoption.ts';
import { oddLines } from './odd-lines.ts';
import { goodStep, orderOf, recordStep, unpStep, wholeOrders } from './order-change.ts';
import { FaultRow, planFault } from './order-fault.ts';
import { hearOrder, meetOrder, movedProducts } from './order-met.ts';
import { orderContent } from './order-status.ts';
import { isDue, planAside, planDue, planFound } from './plan-order.ts';
import type { DueOrder } from './plan-order.ts';

const NOW = Date.parse('2026-01-10T10:00:00Z');
const AT = '2026-01-10T10:00:00.000Z';
const order = anOrder([aLine('A', '18.50', '2')]);
const fetched = { number: order.number, raw: '<order/>', order };
const settings = someSettings();
const IMPORT = {
  settings: someSettings({ importGoodsGroup: 4 }),
  pricesIncludeVat: true,
  baseCurrency: 'EUR',
  shopCurrency: 'EUR',
  defaultVatGroup: { id: 1, name: 'Основна', rate: decimal('20') },
  groupId: 4 as GoodsGroupId,
};

function entry(stage: OrderStage, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...firstEntry(fetched, 'h1', AT), stage, ...more };
}

function due(of: LedgerEntry): DueOrder {
  return { entry: of, says: { kind: 'due' }, order };
}

const plan = (what: DueOrder, more: Partial<Parameters<typeof planDue>[2]> = {}) =>
  planDue(what, ORIGIN, {
    around: surroundings([aGood(10, { code: 'A' })]),
    import: null,
    doubt: null,
    now: NOW,
    ...more,
  });

describe('an order that is read', () => {
  const now = { rawHash: 'h1', seenAt: AT, settings, words: NO_WORDS };

  it('I16: what is new or changed goes into the archive, and only that', () => {
    expect(meetOrder(fetched, null, now)).toMatchObject({ hasChanged: true, movesStock: true });
    expect(meetOrder(fetched, entry('seen'), now)).toMatchObject({ hasChanged: false, movesStock: false });
    const met = meetOrder(fetched, entry('seen'), { ...now, rawHash: 'h2' });
    expect(met).toMatchObject({ hasChanged: true, movesStock: false, entry: { rawHash: 'h2' } });
    const unread = entry('parked', { status: '', createdAt: '', total: null });
    expect(meetOrder(fetched, unread, now)).toMatchObject({ hasChanged: true, entry: { total: '37' } });
  });

  it('E8: an order that comes alive or is cancelled moves the stock of its products', () => {
    const lines = [aLine('A', '1', '1', { productId: 7 as never }), aLine('A', '1', '1')];
    const moved = { ...fetched, order: { ...order, lines } };
    const met = meetOrder(moved, entry('waiting', { status: 'Cancelled' }), now);
    expect(movedProducts([met, met])).toEqual([7]);
    expect(movedProducts([meetOrder(moved, entry('seen'), now)])).toEqual([]);
    const unreadable = {
      number: order.number,
      raw: '',
      fault: new SyncError('bug.assertion', { message: '' }),
    };
    expect(meetOrder(unreadable, entry('seen'), now).movesStock).toBe(false);
  });

  it('I18: without a document it is asked about; with one it is only compared (I14)', () => {
    expect(hearOrder(meetOrder(fetched, null, now), now)).toMatchObject({
      kind: 'asked',
      asked: { order },
    });
    const same = entry('recorded', { recordedContent: orderContent(order) });
    expect(hearOrder(meetOrder(fetched, same, now), now)).toMatchObject({ note: { tell: 'inStep' } });
    const other = orderContent(anOrder([aLine('A', '18.50', '3')]));
    const changed = entry('recorded', { recordedContent: other });
    const heard = hearOrder(meetOrder(fetched, changed, now), now);
    expect(heard).toMatchObject({ kind: 'told', note: { code: 'order.changedAfterImport' } });
  });
});

describe('an order without a document', () => {
  const held = [{ goodId: 5 as GoodId, quantity: decimal('2') }];
  const aside = (of: LedgerEntry, says: ShopSays) => planAside({ entry: of, says, order: null }, NOW);

  it('I2: is put aside; the shop has put back the goods of one that it no longer has', () => {
    const removed = aside(entry('seen', { held }), { kind: 'removed' });
    expect(removed).toMatchObject({ entry: { stage: 'dismissed', held: [] }, putBack: [5] });
    const waits = aside(entry('seen', { held }), { kind: 'waits', status: 'Unfinished' });
    expect(waits).toMatchObject({ entry: { stage: 'waiting' }, putBack: [] });
  });

  it('I4: nothing is decided of one whose request may still be under way', () => {
    const fresh = entry('uncertain', { sentAt: '2026-01-10T09:59:00.000Z' });
    const old = entry('uncertain', { sentAt: '2026-01-10T09:57:00.000Z', looks: 2 });
    expect(aside(fresh, { kind: 'removed' }).entry.stage).toBe('uncertain');
    expect(aside(old, { kind: 'removed' }).entry.stage).toBe('dismissed');
    expect(plan(due(fresh))).toMatchObject({ kind: 'keep', kept: { entry: { stage: 'uncertain' } } });
    expect(plan(due(old)).kind).toBe('record');
  });

  it('Q13: time alone settles nothing, as a clock may be set ahead; where it was put back runs alone do', () => {
    const kind = (sentAt: string, looks: number) => plan(due(entry('uncertain', { sentAt, looks }))).kind;
    const [past, future] = ['2026-01-10T09:57:00.000Z', '2036-01-10T09:57:00.000Z'];
    expect([kind(past, 0), kind(past, 1), kind(past, 2)]).toEqual(['keep', 'keep', 'record']);
    expect([kind(future, 2), kind(future, 4), kind(future, 5)]).toEqual(['keep', 'keep', 'record']);
  });

  it('is recorded, as seen again where it was put aside; held back where nobody has approved it', () => {
    const planned = plan(due(entry('waiting')));
    expect(planned).toMatchObject({
      kind: 'record',
      record: { due: { entry: { stage: 'seen' } }, draft: { total: '37' }, heldBack: { stage: 'seen' } },
    });
    expect(isDue({ ...due(entry('seen')), order: null })).toBe(false);
  });

  it('spec section 2: unknown goods are made with the document, and never for an order that is parked', () => {
    const around = surroundings([]);
    expect(plan(due(entry('seen')), { around })).toMatchObject({
      kind: 'keep',
      kept: { entry: { stage: 'parked', reason: { code: 'order.good.unknown' } } },
    });
    const making = { around, import: IMPORT };
    expect(plan(due(entry('seen')), making)).toMatchObject({
      kind: 'record',
      record: {
        goods: [{ subject: 'code:A' }],
        draft: { newGoods: [{ code: 'A', vatGroupId: 1 }], lines: [{ goodId: 0, code: 'A' }] },
      },
    });
    const foreign = { ...due(entry('seen')), order: { ...order, unp: 'DT000001-0001-0000001' } };
    expect(plan(foreign, making)).toMatchObject({
      kept: { entry: { reason: { code: 'order.unp.foreign' } } },
    });
  });
});

describe('an order of which a document stands', () => {
  const operation = { operationType: 19, documentNumber: 7, unp: null } as const;
  const written = { orderNumber: order.number, total: order.total, lines: [] };
  const content = orderContent(order);
  const found: Adoption = { kind: 'found', operation, content, documents: '19/7', written };

  it('Q5: is adopted where it fits, with what the shop has said since', () => {
    const adopted = planFound(due(entry('seen')), found, AT);
    expect(adopted).toMatchObject({ entry: { stage: 'recorded' }, isAdopted: true, notices: [] });
    const gone = planFound({ ...due(entry('seen')), says: { kind: 'removed' } }, found, AT);
    expect(gone).toMatchObject({ isAdopted: false, note: { code: 'order.removedAfterImport' } });
    const sold = planFound(due(entry('seen')), { ...found, documents: '19/7, 2/31' }, AT);
    expect(sold.notices).toMatchObject([{ code: 'notice.order.becameSale' }]);
  });

  it('Q5: is parked where it does not', () => {
    const reason = { code: 'order.documentDiffers', facts: {} } as const;
    const parked = planFound(due(entry('seen')), { kind: 'unfit', reason }, AT);
    expect(parked).toMatchObject({ entry: { stage: 'parked', reason }, isAdopted: false });
  });

  it('Q2: where it does not, or is gone, what the shop has sold stays held, until the order is gone itself', () => {
    const held = [{ goodId: 10 as GoodId, quantity: decimal('5') }];
    const asked = due(entry('parked', { held }));
    const reason = { code: 'order.documentGone', facts: {} } as const;
    for (const kind of ['unfit', 'gone'] as const) {
      const says = (what: ShopSays) => planFound({ ...asked, says: what }, { kind, reason }, AT);
      expect(says({ kind: 'due' })).toMatchObject({ entry: { held }, putBack: [] });
      expect(says({ kind: 'unreadable', reason })).toMatchObject({ entry: { held }, putBack: [] });
      expect(says({ kind: 'cancelled', status: 'cancelled' })).toMatchObject({
        entry: { held: [] },
        putBack: [],
      });
      expect(says({ kind: 'removed' })).toMatchObject({ entry: { held: [] }, putBack: [10] });
    }
  });
});

describe('changes of the import', () => {
  it('a good that this run has added stands as 0 in what is approved, and as itself in what is made', () => {
    const planned = plan(due(entry('seen')));
    if (planned.kind !== 'record') throw new Error(planned.kind);
    const facts = { currency: 'EUR', lastAtShop: 3, isAdded: (id: number) => id === 10 };
    const made = recordStep(planned.record, facts);
    expect([made.change.document?.lines[0]?.goodId, made.draft.lines[0]?.goodId]).toEqual([0, 10]);
    const plain = recordStep(planned.record, { ...facts, isAdded: () => false });
    expect(plain.change.document?.lines[0]?.goodId).toBe(10);
    expect(oddLines(made.draft)).toEqual([]);
    const [line] = made.draft.lines;
    if (line === undefined) throw new Error('no line');
    const odd = [
      { ...line, unitPrice: decimal('0') },
      { ...line, quantity: decimal('-1') },
    ];
    expect(oddLines({ ...made.draft, lines: odd })).toEqual([
      'notice.order.freeLines',
      'notice.order.discountLines',
    ]);
    expect(orderOf(made)).toBe(order.number);
  });

  it('I13: a УНП is a change where the document bears one', () => {
    expect(unpStep(entry('recorded'))).toBeNull();
    const step = unpStep(entry('recorded', { unp: 'DT000001-0001-0000001' }));
    expect(step?.change.kind).toBe('writeUnp');
  });

  it('a good belongs to the order that it is made for, and neither goes without the other', () => {
    const planned = plan(due(entry('seen')), { around: surroundings([]), import: IMPORT });
    if (planned.kind !== 'record') throw new Error(planned.kind);
    const { record } = planned;
    const [good] = record.goods.map((each) => goodStep(each, entry('seen')));
    if (good === undefined) throw new Error('no good');
    expect(orderOf(good)).toBe(order.number);
    const document = recordStep(record, { currency: 'EUR', lastAtShop: 0, isAdded: () => false });
    const unp = unpStep(entry('recorded', { unp: 'DT000001-0001-0000001' }));
    if (unp === null) throw new Error('no УНП');
    expect(wholeOrders([unp, good, document])).toEqual({ going: [unp, good, document], torn: [] });
    expect(wholeOrders([unp, document])).toEqual({ going: [unp], torn: [document] });
    expect(wholeOrders([good])).toEqual({ going: [], torn: [good] });
  });
});

describe('Q10: a fault that belongs to one order', () => {
  const bug = new SyncError('bug.unexpected', { message: 'undefined' });

  it('parks it, unless its document stands or may stand', () => {
    expect(planFault(entry('seen'), bug)).toMatchObject({ isParked: true, entry: { stage: 'parked' } });
    for (const of of [entry('recorded'), entry('uncertain', { sentAt: AT })])
      expect(planFault(of, bug)).toMatchObject({ isParked: false, entry: of, note: { code: bug.code } });
  });

  it('concerns all of them at the third in a row, or where it is none of ours', () => {
    const row = new FaultRow();
    row.met(bug);
    row.met(bug);
    row.passed();
    row.met(bug);
    row.met(bug);
    expect(() => row.met(bug)).toThrow(bug);
    const line = new SyncError('run.cancelled');
    expect(() => new FaultRow().met(line)).toThrow(line);
  });

  it('E9: what a database refuses of one order says nothing of the next', () => {
    const row = new FaultRow();
    for (let count = 0; count < 5; count += 1)
      row.met(new SyncError('warehouse.value.refused', { field: 'City' }));
  });
});
