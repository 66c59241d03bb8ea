import { describe, expect, it } from 'vitest';
import {
  aGood,
  aLine,
  anOrder,
  BUYER,
  ORIGIN,
  someSettings,
  surroundings,
} from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodId, GoodsGroupId } from '../../model/good.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { PartnerId } from '../../model/partner.ts';
import { isPark } from '../park.ts';
import { planOperation } from '../plan-operation.ts';
import { OrderMakings } from './order-makings.ts';
import { newGoodsOf } from './order-new-goods.ts';

const CONTEXT = {
  settings: someSettings({ importGoodsGroup: 4 }),
  pricesIncludeVat: true,
  baseCurrency: 'EUR',
  shopCurrency: 'EUR',
  defaultVatGroup: { id: 1, name: 'Основна', rate: decimal('20') },
  groupId: 4 as GoodsGroupId,
};
const order = anOrder([aLine('A', '18.50', '2')]);
const empty = surroundings([]);
const [good] = newGoodsOf(order, empty.goods, CONTEXT);

function draftOf(around = surroundings([aGood(10, { code: 'A' })])): OperationDraft {
  const draft = planOperation(order, ORIGIN, around);
  if (isPark(draft)) throw new Error(draft.park.code);
  return draft;
}

/** The same document for a buyer whom the warehouse knows. */
function withKnownPartner(draft: OperationDraft): OperationDraft {
  return { ...draft, partner: { kind: 'existing', id: 5 as PartnerId, company: 'Познат' } };
}

const idsOf = (makings: OrderMakings) => [...makings.with(surroundings([])).goods.byCode.values()].flat();

describe('partners that documents of a run make', () => {
  it('a buyer may be one whom the window makes, until it is carried out', () => {
    const makings = new OrderMakings();
    expect(makings.isAwaited(order)).toBe(false);
    makings.awaitDocument({ draft: withKnownPartner(draftOf()), goods: [] }, CONTEXT);
    expect(makings.isAwaited(order)).toBe(false);
    makings.awaitDocument({ draft: draftOf(), goods: [] }, CONTEXT);
    expect(makings.isAwaited(order)).toBe(true);
    makings.forgetAwaited();
    expect(makings.isAwaited(order)).toBe(false);
  });

  it('a plan counts what is awaited as made, with 0 for its id', () => {
    const makings = new OrderMakings();
    makings.awaitDocument({ draft: draftOf(), goods: [] }, CONTEXT);
    makings.settle();
    const around = makings.with(surroundings([aGood(10, { code: 'A' })]));
    expect(draftOf(around).partner).toMatchObject({ kind: 'existing', id: 0 });
  });

  it('a run knows him by the number that the warehouse gave, once', () => {
    const makings = new OrderMakings();
    makings.awaitDocument({ draft: draftOf(), goods: [] }, CONTEXT);
    makings.forgetAwaited();
    makings.partnerMade(draftOf(), 31 as PartnerId);
    makings.partnerMade(withKnownPartner(draftOf()), 32 as PartnerId);
    makings.settle();
    const around = makings.with(surroundings([aGood(10, { code: 'A' })]));
    expect(draftOf(around).partner).toMatchObject({ kind: 'existing', id: 31 });
  });
});

describe('goods that are made for orders', () => {
  const made = { draft: withKnownPartner(draftOf()), goods: good === undefined ? [] : [good] };

  it('an order may mean one that the window makes, also by a look-alike of its code; a plan counts them as made', () => {
    const makings = new OrderMakings();
    makings.awaitDocument(made, CONTEXT);
    const others = { buyer: { ...BUYER, email: '', phone: '' } };
    const means = (code: string) => makings.isAwaited({ ...others, lines: [aLine(code, '1')] });
    expect(['A', 'а', 'B'].map(means)).toEqual([true, true, false]);
    expect(idsOf(makings)).toEqual([]);
    makings.settle();
    expect([means('A'), idsOf(makings)]).toMatchObject([false, [{ id: 0, code: 'A' }]]);
    expect(makings.isAdded(0 as GoodId)).toBe(true);
  });

  it('a run knows them by their numbers; one that was not made is not there', () => {
    if (good === undefined) throw new Error('no good');
    const makings = new OrderMakings();
    makings.awaitDocument(made, CONTEXT);
    makings.forgetAwaited();
    makings.settle();
    expect(idsOf(makings)).toEqual([]);
    makings.goodMade(good, 77, CONTEXT);
    expect(idsOf(makings)).toMatchObject([{ id: 77, code: 'A' }]);
    expect([makings.isAdded(77 as GoodId), makings.isAdded(78 as GoodId)]).toEqual([true, false]);
  });
});
