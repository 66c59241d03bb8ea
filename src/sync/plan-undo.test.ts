import { describe, expect, it } from 'vitest';
import { aGood, aProduct } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import { freshLink } from '../model/link.ts';
import type { Link, SentFields } from '../model/link.ts';
import type { Change, ChangeKind, FieldChange } from '../model/plan.ts';
import { planUndo, undoableGood } from './plan-undo.ts';

function link(sent: Partial<SentFields>, more: Partial<Link> = {}): Link {
  const fresh = freshLink(aGood(7).id, aProduct(70).id);
  return { ...fresh, goodsHash: 'g', stockHash: 's', sent: { ...fresh.sent, code: 'C7', ...sent }, ...more };
}

function made(kind: ChangeKind, ...fields: readonly (readonly [string, string | null, string])[]): Change {
  return {
    key: 'export-goods:good:7',
    task: 'export-goods',
    kind,
    subject: 'good:7',
    label: 'C7 Сирене',
    fields: fields.map(([field, before, after]): FieldChange => ({ field, before, after })),
  };
}

describe('undoableGood', () => {
  it('is the good of whatever changed a product, by its fields or its stock', () => {
    expect(undoableGood(made('updateProduct'))).toBe(7);
    expect(undoableGood({ ...made('setQuantity'), subject: 'stock:9' })).toBe(9);
    expect(undoableGood(made('link'))).toBeNull();
    expect(undoableGood({ ...made('recordOperation'), subject: 'order:9' })).toBeNull();
    expect(undoableGood({ ...made('updateProduct'), subject: 'order:9' })).toBeNull();
  });
});

describe('planUndo', () => {
  it('gives back every field that still has the run’s value; the hashes stay', () => {
    const sent = {
      name: 'Б',
      barcode: '2',
      price: decimal('12'),
      quantity: decimal('0'),
      isAvailable: false,
      category: ['Храни', 'Нови'],
    };
    const decision = planUndo({
      isHeld: false,
      link: link(sent),
      changes: [
        made('updateProduct', ['name', 'А', 'Б'], ['code', 'C1', 'C7'], ['barcode', '1', '2']),
        made('updateProduct', ['price', '10', '12'], ['category', 'Храни › Стари', 'Храни › Нови']),
        made('setQuantity', ['quantity', '5', '0'], ['isAvailable', 'yes', 'no']),
      ],
    });
    expect(decision.left).toEqual([]);
    expect(decision.change).toMatchObject({
      change: {
        key: 'undo:good:7',
        task: 'undo',
        kind: 'updateProduct',
        subject: 'good:7',
        label: 'C7 Сирене',
        fields: [
          { field: 'name', before: 'Б', after: 'А' },
          { field: 'code', before: 'C7', after: 'C1' },
          { field: 'barcode', before: '2', after: '1' },
          { field: 'price', before: '12', after: '10' },
          { field: 'category', before: 'Храни › Нови', after: 'Храни › Стари' },
          { field: 'quantity', before: '0', after: '5' },
          { field: 'isAvailable', before: 'no', after: 'yes' },
        ],
      },
      write: {
        kind: 'update',
        productId: 70,
        code: 'C7',
        fields: {
          name: 'А',
          price: '10',
          quantity: '5',
          isAvailable: true,
          category: { path: ['Храни', 'Стари'], previous: ['Храни', 'Нови'] },
        },
      },
      link: {
        goodsHash: 'g',
        stockHash: 's',
        sent: { name: 'А', category: ['Храни', 'Стари'], quantity: '5' },
      },
    });
  });

  it('what was changed since is left and told, the rest of the good goes back', () => {
    const decision = planUndo({
      isHeld: false,
      link: link({ name: 'В', price: decimal('12') }),
      changes: [made('updateProduct', ['name', 'А', 'Б'], ['price', '10', '12'])],
    });
    expect(decision.left).toEqual(['undo.changedSince']);
    expect(decision.change?.write?.fields).toEqual({ price: '10' });
  });

  it('Q2: what orders hold that are not decided yet is not offered again; lowering and other fields go back', () => {
    const changes = [
      made('setQuantity', ['quantity', '5', '2'], ['isAvailable', 'yes', 'no'], ['price', '10', '12']),
    ];
    const now = link({ quantity: decimal('2'), isAvailable: false, price: decimal('12') });
    const held = planUndo({ isHeld: true, link: now, changes });
    expect(held.left).toEqual(['undo.changedSince']);
    expect(held.change?.write?.fields).toEqual({ price: '10' });
    const lowered = [made('setQuantity', ['quantity', '1', '2'])];
    expect(planUndo({ isHeld: true, link: now, changes: lowered }).change?.write?.fields).toEqual({
      quantity: '1',
    });
  });

  it('what was not known before, or is no field of ours, cannot be given back; each reason once', () => {
    const decision = planUndo({
      isHeld: false,
      link: link({}),
      changes: [made('updateProduct', ['name', null, 'Б'], ['price', null, '12'], ['strange', 'a', 'b'])],
    });
    expect(decision).toEqual({ change: null, left: ['undo.unknownBefore'] });
  });

  it('a product that the run made visible is hidden, never deleted, and is not ours to show again', () => {
    const decision = planUndo({
      isHeld: false,
      link: link({}, { isHiddenByUs: true }),
      changes: [made('createProduct', ['name', null, 'Б'], ['isVisible', null, 'yes'])],
    });
    expect(decision.change).toMatchObject({
      change: { kind: 'hideProduct', fields: [{ field: 'isVisible', before: 'yes', after: 'no' }] },
      write: { fields: { isVisible: false } },
      link: { isHiddenByUs: false },
    });
    const hidden = planUndo({
      isHeld: false,
      link: link({}),
      changes: [made('createProduct', ['isVisible', null, 'no'])],
    });
    expect(hidden).toEqual({ change: null, left: [] });
  });

  it('what the run hid is shown again; who hid it is remembered where visibility is not touched', () => {
    const shown = planUndo({
      isHeld: false,
      link: link({}),
      changes: [made('hideProduct', ['isVisible', 'yes', 'no'])],
    });
    expect(shown.change).toMatchObject({
      change: { kind: 'updateProduct' },
      write: { fields: { isVisible: true } },
    });
    const priced = planUndo({
      isHeld: false,
      link: link({ price: decimal('12'), code: null }, { isHiddenByUs: true }),
      changes: [made('updateProduct', ['price', '10', '12'])],
    });
    expect(priced.change).toMatchObject({ write: { code: '' }, link: { isHiddenByUs: true } });
  });

  it('a product that is gone is told', () => {
    expect(
      planUndo({ isHeld: false, link: null, changes: [made('updateProduct', ['name', 'А', 'Б'])] }),
    ).toEqual({
      change: null,
      left: ['undo.productGone'],
    });
  });
});
