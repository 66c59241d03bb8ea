import { describe, expect, it } from 'vitest';
import { aGood, aProduct, someSettings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { freshLink, NOTHING_SENT } from '../../model/link.ts';
import type { Link } from '../../model/link.ts';
import { sendingRules } from '../../model/sent-field.ts';
import type { Settings } from '../../model/settings.ts';
import { isPark } from '../park.ts';
import { planProduct, wantedProduct } from '../plan-product.ts';
import { productChange } from '../product-change.ts';
import type { ProductChange } from '../product-change.ts';
import { foundStock } from './found-product.ts';
import { goodNotes, takenOver, waitingGood } from './good-notes.ts';
import type { PairFacts, ProductFacts, ProductPlanning } from './product-facts.ts';
import { roundsOf, splitPrice } from './split-price.ts';

const GOOD = aGood(7, { price: decimal('10') });
const PRODUCT = aProduct(70, { code: 'C7', name: 'Стока 7', price: decimal('9'), quantity: decimal('4') });
const KEY = { by: 'code', text: 'C7' } as const;

function planning(more: Partial<ProductPlanning> = {}, settings: Partial<Settings> = {}): ProductPlanning {
  return {
    settings: someSettings(settings),
    pricesIncludeVat: true,
    baseCurrency: 'EUR',
    shopCurrency: 'EUR',
    groupPaths: new Map(),
    categoryIds: new Map(),
    hashOf: (text) => `#${text}`,
    arePricesStopped: false,
    rules: sendingRules(someSettings(settings)),
    renamesProducts: true,
    readsProducts: true,
    ...more,
  };
}

const PAIR: PairFacts = {
  good: GOOD,
  twins: null,
  match: { kind: 'found', product: PRODUCT, key: KEY },
  linkedTo: null,
  inherited: null,
  gone: null,
  rivals: [],
};

function unlinked(more: Partial<PairFacts> = {}, where = planning(), good = GOOD): ProductFacts {
  const wanted = wantedProduct(good, null, where);
  if (wanted === 'unchanged' || isPark(wanted)) throw new Error('not wanted');
  return { kind: 'unlinked', ...PAIR, good, wanted, stock: null, ...more };
}

function linked(
  where: ProductPlanning,
  link: Link,
  good = GOOD,
  shopCode: string | null = null,
): ProductFacts {
  const wanted = wantedProduct(good, null, where);
  if (wanted === 'unchanged' || isPark(wanted)) throw new Error('not wanted');
  return { kind: 'linked', wanted, head: link, sent: link.sent, shopCode, isApproved: false };
}

function change(facts: ProductFacts, where = planning()): ProductChange {
  const decision = planProduct(facts, where);
  if (typeof decision === 'string' || isPark(decision)) throw new Error(JSON.stringify(decision));
  return decision;
}

const LINK: Link = {
  ...freshLink(GOOD.id, PRODUCT.id),
  sent: { ...NOTHING_SENT, name: 'Стока 7', code: 'C7', barcode: '', price: decimal('9') },
};

describe('a good without a product', () => {
  it('E4: takes over the product of a deleted good, whose link gives way; one that we hid is shown', () => {
    const inherited = { ...LINK, goodId: 3 as GoodId, hasLeft: true, isHiddenByUs: true };
    const facts = unlinked({ inherited });
    const made = change(facts);
    expect(made).toMatchObject({
      change: { kind: 'showProduct' },
      write: { fields: { price: '10', isVisible: true } },
      instead: 3,
      isNewPair: true,
      link: { stockHash: '', sent: { quantity: '4', price: '10' } },
    });
    expect(takenOver(facts as never, made)).toMatchObject({
      code: 'notice.product.inherited',
      facts: { good: 7, product: 70, other: 3 },
    });
  });

  it('E4: takes what the deleted good had where products cannot be read', () => {
    const inherited = { ...LINK, goodId: 3 as GoodId };
    const blind = planning({ readsProducts: false });
    const made = change(unlinked({ match: { kind: 'none' }, inherited }, blind), blind);
    expect(made).toMatchObject({ productId: 70, instead: 3, change: { kind: 'updateProduct' } });
    expect(change(unlinked({ match: { kind: 'none' }, inherited }))).toMatchObject({
      change: { kind: 'createProduct' },
    });
  });

  it('section 5: a good that a broken run may have made of its product keeps the shop’s quantity', () => {
    const downloads = planning({}, { importGoods: true, importGoodsGroup: GOOD.groupId });
    expect(change(unlinked({}, downloads), downloads).link.awaitsMovement).toBe(true);
    const forOrders = planning({}, { unknownGoods: 'download', importGoodsGroup: GOOD.groupId });
    expect(change(unlinked({}, forOrders), forOrders).link.awaitsMovement).toBe(true);
    expect(change(unlinked()).link.awaitsMovement).toBe(false);
    const elsewhere = planning({}, { importGoods: true, importGoodsGroup: 99 });
    expect(change(unlinked({}, elsewhere), elsewhere).link.awaitsMovement).toBe(false);
  });

  it('peer-43: one whose product is gone takes another, and never makes one', () => {
    const gone = { ...LINK, productId: aProduct(69).id };
    expect(planProduct(unlinked({ gone, match: { kind: 'none' } }), planning())).toEqual({
      park: { code: 'shop.product.gone', facts: { good: 7, product: 69 } },
    });
    const facts = unlinked({ gone });
    const made = change(facts);
    expect(made).toMatchObject({ productId: 70, instead: null });
    expect(takenOver(facts as never, made)).toMatchObject({
      code: 'notice.product.replaced',
      facts: { good: 7, product: 70, other: 69 },
    });
    expect(takenOver(PAIR, made)).toBe(null);
    expect(takenOver(PAIR, { ...made, productId: null })).toBe(null);
  });

  it('section 9: while prices are stopped it is paired without one, and a new product waits, named', () => {
    const stopped = planning({ arePricesStopped: true });
    expect(change(unlinked({}, stopped), stopped)).toMatchObject({
      change: { kind: 'link' },
      link: { sent: { price: '9' } },
    });
    const fresh = unlinked({ match: { kind: 'none' } }, stopped);
    expect(planProduct(fresh, stopped)).toBe('waits');
    expect(waitingGood(fresh)).toMatchObject({ label: 'C7 Стока 7', reason: 'price.stopped' });
    const blind = planning({ arePricesStopped: true, readsProducts: false }, { sendVisible: true });
    const asked = change(unlinked({ match: { kind: 'none' } }, blind), blind);
    expect(asked.write?.fields).toMatchObject({ isVisible: false });
    expect(asked.write?.fields).not.toHaveProperty('price');
    expect(asked.link.isHiddenByUs).toBe(true);
  });

  it('E7: without a price none is made, and one that is there is paired all the same', () => {
    const free = aGood(7, { price: decimal('0') });
    const bad = { park: { code: 'good.price.bad' } };
    expect(planProduct(unlinked({ match: { kind: 'none' } }, planning(), free), planning())).toMatchObject(
      bad,
    );
    const facts = unlinked({}, planning(), free);
    const decision = planProduct(facts, planning());
    expect(decision).toMatchObject({ change: { kind: 'link' } });
    expect(goodNotes(facts, decision, planning())).toMatchObject([
      { subject: 'good:7', code: 'good.price.bad' },
    ]);
  });

  it('gets its quantity where only quantities are sent, and no product is made', () => {
    const stock = { quantity: decimal('0'), isAvailable: null };
    expect(foundStock(PAIR, stock, planning())).toMatchObject({
      change: { task: 'export-stock', fields: [{ field: 'quantity', before: '4', after: '0' }] },
      link: { goodsHash: '', sent: { price: '9', quantity: '0' } },
      isNewPair: true,
    });
    expect(foundStock({ ...PAIR, match: { kind: 'none' } }, stock, planning())).toBe('none');
    expect(foundStock({ ...PAIR, rivals: [9 as GoodId] }, stock, planning())).toMatchObject({
      park: { code: 'good.product.shared' },
    });
  });
});

describe('fields to send (E2)', () => {
  it('section 6: where one of name, code or price is never sent no product is made; others go as chosen', () => {
    for (const settings of [
      { exportMode: 'prices' },
      { sendName: 'never' },
      { sendPrice: 'never' },
    ] as const) {
      const rules = planning({}, settings);
      expect(planProduct(unlinked({ match: { kind: 'none' } }, rules), rules)).toBe('notMade');
    }
    const prices = planning({}, { exportMode: 'prices' });
    const other = aProduct(70, { code: 'C7', name: 'На собственика', price: decimal('9') });
    const match = { kind: 'found', product: other, key: KEY } as const;
    const made = change(unlinked({ match }, prices), prices);
    expect(made.write?.fields).toEqual({ price: '10' });
    expect(made.link.sent).toMatchObject({ name: 'На собственика', price: '10' });
    const kept = planning({}, { sendPrice: 'new', sendName: 'new' });
    expect(change(unlinked({ match }, kept), kept).write).toBe(null);
    const fresh = change(unlinked({ match: { kind: 'none' } }, kept), kept);
    expect(fresh.write?.fields).toMatchObject({ name: 'Стока 7', price: '10' });
  });

  it('section 6: a field that is not sent makes nothing looked at again, and neither does its fault', () => {
    const quantities = planning({}, { exportMode: 'quantities' });
    const { goodsHash } = change(unlinked({}, quantities), quantities).link;
    const dearer = aGood(7, { name: 'Друго име', price: decimal('0') });
    expect(wantedProduct(dearer, { ...LINK, goodsHash }, quantities)).toBe('unchanged');
    const facts = unlinked({}, quantities, dearer);
    expect(goodNotes(facts, planProduct(facts, quantities), quantities)).toEqual([]);
    const noCode = planning({ renamesProducts: false }, { sendCode: 'never' });
    const renamed = linked(noCode, LINK, aGood(7, { code: 'НОВ', price: decimal('10') }));
    expect(goodNotes(renamed, planProduct(renamed, noCode), noCode)).toEqual([]);
  });

  it('section 6: a new product gets what is for new ones only', () => {
    const rules = planning({}, { sendBarcode: 'never', sendQuantity: 'new' });
    const made = change(unlinked({ match: { kind: 'none' } }, rules), rules);
    expect(made.write?.fields).not.toHaveProperty('barcode');
  });
});

describe('a good with a product', () => {
  const noRename = planning({ renamesProducts: false });
  const renamed = aGood(7, { code: 'НОВ', price: decimal('10') });

  it('a code that cannot be changed holds nothing back, and is told until the shop has it', () => {
    const facts = linked(noRename, LINK, renamed);
    const made = change(facts, noRename);
    expect(made.write).toMatchObject({ code: 'C7', fields: { price: '10' } });
    expect(made.link.sent.code).toBe('C7');
    expect(goodNotes(facts, made, noRename)).toEqual([
      {
        subject: 'code:7',
        code: 'good.code.notRenamed',
        facts: { good: 7, code: 'НОВ', product: 70, known: 'C7' },
      },
    ]);
    const later = linked(noRename, { ...LINK, ...made.link, productId: PRODUCT.id }, renamed);
    expect(planProduct(later, noRename)).toBe('unchanged');
    const followed = linked(noRename, { ...LINK, ...made.link, productId: PRODUCT.id }, renamed, 'НОВ');
    const known = change(followed, noRename);
    expect([known.write, known.link.sent.code, goodNotes(followed, known, noRename)]).toEqual([
      null,
      'НОВ',
      [],
    ]);
  });

  it('section 9: a stopped price is looked at again when it goes, and is not sent before', () => {
    const stopped = planning({ arePricesStopped: true });
    const kept = change(linked(stopped, LINK), stopped);
    expect(kept).toMatchObject({ write: null, link: { sent: { price: '9' } } });
    const link = { ...LINK, ...kept.link, productId: PRODUCT.id };
    expect(planProduct(linked(stopped, link), stopped)).toBe('unchanged');
    expect(wantedProduct(GOOD, link, planning())).not.toBe('unchanged');
    expect(change(linked(planning(), link)).write?.fields).toEqual({ price: '10' });
  });

  it('S17: a product that was made without its price is shown with it', () => {
    const visible = planning({}, { sendVisible: true });
    const made = change(linked(visible, { ...LINK, isHiddenByUs: true }), visible);
    expect(made).toMatchObject({ change: { kind: 'showProduct' }, link: { isHiddenByUs: false } });
    const hidden = change(linked(planning(), { ...LINK, isHiddenByUs: true }));
    expect(hidden).toMatchObject({ change: { kind: 'updateProduct' }, link: { isHiddenByUs: true } });
  });

  it('E3: one that left with a product that is gone is done with', () => {
    const facts: ProductFacts = { kind: 'left', head: LINK, sent: LINK.sent, isVisible: null, isGone: true };
    expect(change(facts)).toMatchObject({ write: null, link: { hasLeft: true, isHiddenByUs: false } });
    expect([goodNotes(facts, 'unchanged', planning()), waitingGood(facts).label]).toEqual([[], '']);
  });
});

describe('a price that is held', () => {
  it('leaves the pair and the other fields to go; the link remembers the price as it was', () => {
    const named = aProduct(70, { code: 'C7', name: 'Стара', price: decimal('90') });
    const whole = change(unlinked({ match: { kind: 'found', product: named, key: KEY } }));
    const { rest, price } = splitPrice(whole);
    expect(rest).toMatchObject({
      change: { kind: 'updateProduct', fields: [{ field: 'name' }] },
      write: { fields: { name: 'Стока 7' } },
      link: { goodsHash: '', sent: { price: '90', name: 'Стока 7' } },
      isNewPair: true,
    });
    expect(price).toMatchObject({
      change: { key: 'export-goods:good:7:price', fields: [{ field: 'price', before: '90', after: '10' }] },
      write: { fields: { price: '10' } },
      isNewPair: false,
    });
    expect(roundsOf([whole, price, ...(rest === null ? [] : [rest])]).map((round) => round.length)).toEqual([
      1, 1, 1,
    ]);
    const priceless = change(
      unlinked({ match: { kind: 'found', product: { ...PRODUCT, price: null }, key: KEY } }),
    );
    expect(splitPrice(priceless).rest).toMatchObject({
      change: { kind: 'link', fields: [] },
      write: null,
      link: { sent: { price: null } },
    });
  });

  it('is the whole change where there is nothing else, or the product is new', () => {
    const known = change(linked(planning(), LINK));
    expect(splitPrice(known)).toEqual({ rest: null, price: known });
    const made = change(unlinked({ match: { kind: 'none' } }));
    expect(splitPrice(made)).toEqual({ rest: null, price: made });
    const nothing = productChange({
      task: 'export-goods',
      kind: 'updateProduct',
      good: GOOD,
      productId: PRODUCT.id,
      code: 'C7',
      difference: { fields: { name: 'А' }, changes: [{ field: 'name', before: null, after: 'А' }] },
      contentHash: '',
      link: LINK,
    });
    expect(splitPrice(nothing)).toEqual({ rest: null, price: nothing });
  });
});
