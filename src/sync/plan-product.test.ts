import { describe, expect, it } from 'vitest';
import { SyncError } from '../model/sync-error.ts';
import { aGood, aProduct, someSettings } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import type { Good, GoodId, GoodsGroupId } from '../model/good.ts';
import { freshLink, NOTHING_SENT } from '../model/link.ts';
import type { LinkHead, SentFields } from '../model/link.ts';
import { sendingRules } from '../model/sent-field.ts';
import type { Settings } from '../model/settings.ts';
import { isPark, park } from './park.ts';
import { planProduct, wantedProduct } from './plan-product.ts';
import type { ProductFacts, ProductPlanning, WantedProduct } from './plan-product.ts';
import type { ProductChange } from './product-change.ts';

function planning(settings: Partial<Settings> = {}, more: Partial<ProductPlanning> = {}): ProductPlanning {
  return {
    settings: someSettings(settings),
    pricesIncludeVat: true,
    baseCurrency: 'EUR',
    shopCurrency: 'EUR',
    groupPaths: new Map([[2 as GoodsGroupId, ['Храни']]]),
    categoryIds: new Map(),
    hashOf: (text) => `#${text}`,
    arePricesStopped: false,
    rules: sendingRules(someSettings(settings)),
    renamesProducts: true,
    readsProducts: true,
    ...more,
  };
}

function wanted(good: Good = aGood(7)): WantedProduct {
  const found = wantedProduct(good, null, planning());
  if (found === 'unchanged' || isPark(found)) throw new Error('not wanted');
  return found;
}

function head(more: Partial<LinkHead> = {}): LinkHead {
  const { sent: _, ...rest } = freshLink(aGood(7).id, aProduct(70).id);
  return { ...rest, goodsHash: '#old', stockHash: '#stock', ...more };
}

const SENT: SentFields = {
  ...NOTHING_SENT,
  name: 'Стока 7',
  code: 'C7',
  barcode: '',
  price: decimal('10'),
  quantity: decimal('4'),
};

const KEY = { by: 'code', text: 'C7' } as const;

function unlinked(more: Partial<Extract<ProductFacts, { kind: 'unlinked' }>> = {}): ProductFacts {
  return {
    kind: 'unlinked',
    good: aGood(7),
    wanted: wanted(),
    twins: null,
    match: { kind: 'none' },
    linkedTo: null,
    inherited: null,
    gone: null,
    rivals: [],
    stock: null,
    ...more,
  };
}

function change(facts: ProductFacts, settings: Partial<Settings> = {}): ProductChange {
  const decision = planProduct(facts, planning(settings));
  if (isPark(decision)) throw new Error(decision.park.code);
  if (typeof decision === 'string') throw new Error(decision);
  return decision;
}

/** Of a linked good whose link nobody has to look at. */
function changeOf(facts: Pick<Extract<ProductFacts, { kind: 'linked' }>, 'wanted' | 'head' | 'sent'>) {
  return change({ kind: 'linked', shopCode: null, isApproved: false, ...facts });
}

describe('wantedProduct', () => {
  it('E5: what was sent already is not asked about again, unless the good comes back', () => {
    const { hash } = wanted();
    expect(wantedProduct(aGood(7), head({ goodsHash: hash }), planning())).toBe('unchanged');
    expect(wantedProduct(aGood(7), head({ goodsHash: hash, hasLeft: true }), planning())).toMatchObject({
      hash,
    });
    expect(wantedProduct(aGood(7), head(), planning())).toMatchObject({ fields: { code: 'C7' } });
  });

  it('E7: what cannot be sent says why', () => {
    expect(wantedProduct(aGood(7, { name: '' }), null, planning())).toMatchObject({
      park: { code: 'good.name.missing' },
    });
    const priceless = wantedProduct(aGood(7, { price: null }), null, planning());
    expect(priceless).toMatchObject({
      fields: { name: 'Стока 7', price: null },
      withoutPrice: { park: { code: 'good.price.bad' } },
    });
    const { hash } = priceless as WantedProduct;
    expect(wantedProduct(aGood(7, { price: null }), head({ goodsHash: hash }), planning())).toEqual(
      priceless,
    );
  });
});

describe('planProduct: a linked good', () => {
  it('Q3: nothing is sent of another good at its number until a person has looked', () => {
    const good = aGood(7, { code: 'Z-9', name: 'Друга стока' });
    const facts = { kind: 'linked', wanted: wanted(good), head: head(), sent: SENT, shopCode: null } as const;
    expect(planProduct({ ...facts, isApproved: false }, planning())).toEqual({
      park: {
        code: 'good.stranger',
        facts: { good: 7, code: 'Z-9', name: 'Друга стока', product: 70, known: 'C7', knownName: 'Стока 7' },
      },
    });
    expect(change({ ...facts, isApproved: true }).write).toMatchObject({
      fields: { code: 'Z-9', name: 'Друга стока' },
    });
  });

  it('E2, E5: sends the fields that differ and remembers all of them; the stock part stays', () => {
    const now = wanted(aGood(7, { price: decimal('12') }));
    expect(changeOf({ wanted: now, head: head(), sent: SENT })).toEqual({
      change: {
        key: 'export-goods:good:7',
        task: 'export-goods',
        kind: 'updateProduct',
        subject: 'good:7',
        groupId: 2,
        label: 'C7 Стока 7',
        fields: [{ field: 'price', before: '10', after: '12' }],
      },
      write: { kind: 'update', goodId: 7, productId: 70, code: 'C7', fields: { price: '12' } },
      productId: 70,
      contentHash: now.hash,
      link: {
        goodId: 7,
        goodsHash: now.hash,
        stockHash: '#stock',
        hasLeft: false,
        isHiddenByUs: false,
        awaitsMovement: false,
        sent: { ...SENT, price: '12' },
      },
      isNewPair: false,
      instead: null,
      heldBy: null,
    });
  });

  it('the shop is asked by the code that it knows, the new one when it knows none', () => {
    const now = wanted(aGood(7, { code: 'НОВ' }));
    expect(changeOf({ wanted: now, head: head(), sent: SENT }).write?.code).toBe('C7');
    expect(changeOf({ wanted: now, head: head(), sent: NOTHING_SENT }).write?.code).toBe('НОВ');
  });

  it('nothing to send is a pair to remember', () => {
    const same = changeOf({ wanted: wanted(), head: head(), sent: SENT });
    expect(same).toMatchObject({ write: null, productId: 70, change: { kind: 'link', fields: [] } });
  });

  it('E3: a good that comes back is shown only if it was we who hid it, and its quantity goes out anew', () => {
    const back = head({ hasLeft: true, isHiddenByUs: true });
    expect(changeOf({ wanted: wanted(), head: back, sent: SENT })).toMatchObject({
      change: { kind: 'showProduct', fields: [{ field: 'isVisible', before: 'no', after: 'yes' }] },
      write: { fields: { isVisible: true } },
      link: { hasLeft: false, isHiddenByUs: false, stockHash: '' },
    });
    const owners = head({ hasLeft: true, isHiddenByUs: false });
    expect(changeOf({ wanted: wanted(), head: owners, sent: SENT })).toMatchObject({
      change: { kind: 'link' },
      write: null,
      link: { hasLeft: false, stockHash: '' },
    });
  });
});

describe('planProduct: a good without a link', () => {
  it('E4: a product that fits several goods is nobody’s, and all are named', () => {
    const product = aProduct(70, { code: 'OLD', barcode: '3800000000109' });
    const match = { kind: 'found', product, key: { by: 'barcode', text: product.barcode } } as const;
    expect(planProduct(unlinked({ match, rivals: [9 as GoodId, 3 as GoodId] }), planning())).toEqual({
      park: { code: 'good.product.shared', facts: { product: 70, key: '3800000000109', goods: '3, 7, 9' } },
    });
  });

  it('E4: beside a product whose code only looks like its own none is made; both are shown, and where they part', () => {
    const parted = (code: string): unknown => {
      const match = { kind: 'near', products: [aProduct(70, { code })] } as const;
      const decision = planProduct(unlinked({ match }), planning());
      return isPark(decision) ? [decision.park.code, decision.park.facts['products']] : decision;
    };
    expect(parted('С7')).toEqual(['good.product.near', '70: „С7“ (1: C U+0043 ≠ С U+0421)']);
    expect(parted('C7 ')).toEqual(['good.product.near', '70: „C7 “ (3: – ≠   U+0020)']);
  });

  it('E3: makes a product, hidden, with its quantity and availability from the start', () => {
    const stock = { quantity: decimal('3'), isAvailable: true };
    expect(change(unlinked({ stock }))).toMatchObject({
      change: {
        kind: 'createProduct',
        fields: [
          { field: 'name', before: null },
          { field: 'code', before: null },
          { field: 'barcode', before: null },
          { field: 'price', before: null, after: '10' },
          { field: 'quantity', before: null, after: '3' },
          { field: 'isVisible', before: null, after: 'no' },
        ],
      },
      write: { kind: 'create', code: 'C7', fields: { quantity: '3', isAvailable: true, isVisible: false } },
      productId: null,
      link: { stockHash: '#["3",true]', sent: { quantity: '3', isAvailable: true, price: '10' } },
    });
  });

  it('S17, S15: visible where that is set; without its quantity where quantities are not sent', () => {
    const made = change(unlinked(), { sendVisible: true });
    expect(made.write?.fields).toMatchObject({ isVisible: true });
    expect(made.write?.fields).not.toHaveProperty('quantity');
    expect(made.link).toMatchObject({ stockHash: '', sent: { quantity: null, isAvailable: null } });
  });

  it('section 2: of a service neither quantity nor availability need be ours', () => {
    const made = change(unlinked({ stock: { quantity: null, isAvailable: null } }));
    expect(made.write?.fields).not.toHaveProperty('quantity');
    expect(made.write?.fields).not.toHaveProperty('isAvailable');
    expect(made.link.stockHash).toBe('#[null,null]');
  });

  it('E4, E6: adopts the product that has its key, and sends only what differs', () => {
    const product = aProduct(70, { code: 'C7', name: 'Стока 7', price: decimal('9') });
    expect(change(unlinked({ match: { kind: 'found', product, key: KEY } }))).toMatchObject({
      change: { kind: 'updateProduct', fields: [{ field: 'price', before: '9', after: '10' }] },
      write: { kind: 'update', productId: 70, fields: { price: '10' } },
      link: { stockHash: '', sent: { price: '10', quantity: '1' } },
    });
    const same = aProduct(70, { code: 'C7', name: 'Стока 7' });
    expect(
      change(unlinked({ match: { kind: 'found', product: same, key: KEY }, linkedTo: aGood(7).id })),
    ).toMatchObject({ change: { kind: 'link' }, write: null, productId: 70 });
  });

  it('E4: never guesses: a key that stands twice on either side, or a product of another good', () => {
    const product = aProduct(70);
    const twins = park('good.code.ambiguous', { code: 'C7', goods: '7, 8' });
    expect(planProduct(unlinked({ twins, match: { kind: 'found', product, key: KEY } }), planning())).toBe(
      twins,
    );
    const products = [product, aProduct(71)];
    expect(planProduct(unlinked({ match: { kind: 'ambiguous', products } }), planning())).toEqual(
      park('good.product.ambiguous', { good: 7, code: 'C7', products: '70, 71' }),
    );
    const linkedTo = 8 as GoodId;
    expect(
      planProduct(unlinked({ match: { kind: 'found', product, key: KEY }, linkedTo }), planning()),
    ).toEqual(park('good.product.linkedElsewhere', { good: 7, product: 70, other: 8 }));
  });
});

describe('planProduct: a product that could not be read', () => {
  it('E6, E9: is given to no good, and nothing is made in its place', () => {
    const fault = new SyncError('product.unreadable', { product: 5, code: 'A', field: 'productId' });
    const match = { kind: 'found', product: aProduct(5, { fault }), key: KEY } as const;
    expect(planProduct(unlinked({ match }), planning())).toEqual({
      park: { code: 'product.unreadable', facts: fault.facts },
    });
  });
});

describe('planProduct: a good that left', () => {
  const left = (isVisible: boolean | null, sent = SENT): ProductFacts => ({
    kind: 'left',
    head: head(),
    sent,
    isVisible,
    isGone: false,
  });

  it('E3: is hidden, and it was we who did it; also where the shop does not tell', () => {
    for (const isVisible of [true, null])
      expect(change(left(isVisible))).toMatchObject({
        change: {
          kind: 'hideProduct',
          label: 'C7 Стока 7',
          fields: [{ field: 'isVisible', before: 'yes', after: 'no' }],
        },
        write: { kind: 'update', code: 'C7', fields: { isVisible: false } },
        contentHash: 'left:hideProduct',
        link: { hasLeft: true, isHiddenByUs: true, goodsHash: '#old', stockHash: '#stock', sent: SENT },
      });
  });

  it('E3: a product that the owner had hidden is not taken for ours', () => {
    expect(change(left(false))).toMatchObject({
      change: { kind: 'link', fields: [] },
      write: null,
      link: { hasLeft: true, isHiddenByUs: false },
    });
  });

  it('is set to quantity 0, or left alone, as the setting says', () => {
    expect(change(left(true), { whenGoodLeaves: 'zero' })).toMatchObject({
      change: { kind: 'setQuantity', fields: [{ field: 'quantity', before: '4', after: '0' }] },
      write: { fields: { quantity: '0', isAvailable: false } },
      link: { hasLeft: true, isHiddenByUs: false, sent: { quantity: '0', isAvailable: false } },
    });
    expect(change(left(true), { whenGoodLeaves: 'leave' })).toMatchObject({
      change: { kind: 'link' },
      write: null,
      link: { hasLeft: true, sent: SENT },
    });
  });

  it('has no code and name where nothing was ever sent', () => {
    expect(change(left(true, NOTHING_SENT))).toMatchObject({ change: { label: '' }, write: { code: '' } });
  });
});
