import { describe, expect, it } from 'vitest';
import { aLine, anOrder, SILENT_WAREHOUSE } from '../../../test/support/builders.ts';
import { EVIDENCE } from '../../model/evidence.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Order } from '../../model/order.ts';
import { CatalogueCount } from './catalogue-figures.ts';
import { learnEvidence } from './learn-evidence.ts';

// Each from a file that confirms and from one that contradicts; the file is parsed as `learn` parses it.

type Shape = Record<string, unknown>;

const CATALOGUE = {
  products: 10,
  goods: 12,
  doubledProductCodes: 0,
  doubledGoodCodes: 0,
  productsByCode: 9,
  productsByBarcode: 2,
  highNames: 0,
  lostHighNames: 0,
};
const PROFILE = { warehouse: 'sqlite', hasSupto: true, isFeedProven: null };

function evidence(more: Shape): Evidence {
  return EVIDENCE.parse({
    format: 'skladbridge-evidence-1',
    takenAt: '2026-11-24T08:00:00.000Z',
    holds: '',
    interface: 'xml',
    answers: [],
    orders: [],
    words: [],
    faults: [],
    warehouse: null,
    ...more,
  });
}

function verdict(id: string, more: Shape, orders: readonly Order[] = []) {
  return learnEvidence(evidence(more), orders).find((each) => each.id === id)?.verdict;
}

const ofWarehouse = (more: Shape): Shape => ({ warehouse: { ...SILENT_WAREHOUSE, ...more } });
const answer = (question: string, fault: string | null, text: string | null = ''): Shape => ({
  answers: [{ question, fault, text, orders: [] }],
});
const at = (createdAt: string): Order => ({ ...anOrder([aLine('A', '10')]), createdAt });
const feedOf = (inner: string): Shape =>
  answer('/module.php, first product', null, `<Product>${inner}</Product>`);
const conversions = (noted: number, keptNote: number, numbered: number, sameUnp: number): Shape =>
  ofWarehouse({ conversions: { count: Math.max(noted, numbered), noted, keptNote, numbered, sameUnp } });
const unpRows = { receipts: [{ operationType: 19, receiptType: 8, count: 3, lowest: 1, highest: 3 }] };

describe('what the first contact shows, by assumption', () => {
  it.each<[string, Shape, Shape, Shape]>([
    [
      'N3',
      { profile: { ...PROFILE, isFeedProven: true } },
      { profile: { ...PROFILE, isFeedProven: false } },
      { profile: PROFILE },
    ],
    [
      'N13',
      { catalogue: CATALOGUE },
      { catalogue: { ...CATALOGUE, productsByCode: 1 } },
      { catalogue: { ...CATALOGUE, products: 0 } },
    ],
    ['N13', { catalogue: CATALOGUE }, { catalogue: { ...CATALOGUE, doubledProductCodes: 1 } }, {}],
    [
      'N14',
      { profile: PROFILE, ...ofWarehouse(unpRows) },
      { profile: { ...PROFILE, hasSupto: false }, ...ofWarehouse(unpRows) },
      { profile: PROFILE },
    ],
    [
      'N16',
      { interface: 'rest', ...answer('orders/?limit=1', null) },
      { interface: 'rest', ...answer('orders/?limit=1', 'shop.scope.missing') },
      answer('getorders', null),
    ],
    [
      'N17',
      feedOf('<ProductQuantity>1</ProductQuantity><ProductIsActive>1</ProductIsActive>'),
      feedOf('<ProductID>1</ProductID>'),
      {},
    ],
    ['N19', answer('getorders', null), answer('getorders', 'shop.wall'), {}],
    [
      'N20',
      { catalogue: { ...CATALOGUE, lostHighNames: 1 } },
      { catalogue: { ...CATALOGUE, highNames: 1 } },
      { catalogue: CATALOGUE },
    ],
    [
      'J1',
      { profile: { ...PROFILE, warehouse: 'access' }, ...ofWarehouse({}) },
      { profile: { ...PROFILE, warehouse: 'access' }, faults: ['warehouse.notWarehousePro'] },
      { profile: PROFILE, ...ofWarehouse({}) },
    ],
    ['W6', conversions(3, 3, 2, 2), conversions(3, 2, 0, 0), conversions(0, 0, 0, 0)],
    ['W6', conversions(0, 0, 2, 2), conversions(0, 0, 2, 1), {}],
    [
      'W7',
      conversions(1, 0, 0, 0),
      ofWarehouse({ openOrders: { 2025: 21 } }),
      ofWarehouse({ openOrders: { 2026: 900 } }),
    ],
  ])(
    '%s is confirmed, contradicted, and untold where the file does not speak of it',
    (id, so, not, silent) => {
      expect([verdict(id, so), verdict(id, not), verdict(id, silent)]).toEqual([
        'confirmed',
        'contradicted',
        'untold',
      ]);
    },
  );

  it('N11: all orders of the file are read; one that is not, or an answer that is not, contradicts', () => {
    const two = { orders: ['<Order/>', '<Order/>'] };
    const order = anOrder([aLine('A', '10')]);
    expect(verdict('N11', two, [order, order])).toBe('confirmed');
    expect(verdict('N11', two, [order])).toBe('contradicted');
    expect(verdict('N11', answer('getorders limit=1', 'shop.answer.unreadable'))).toBe('contradicted');
    expect(verdict('N11', { interface: 'rest', ...two }, [order])).toBe('untold');
  });

  it('N12: a stamp that is not read, or lies ahead of the file, contradicts', () => {
    expect(verdict('N12', {}, [at('2026-11-24 09:59:00')])).toBe('confirmed');
    expect(verdict('N12', {}, [at('2026-11-24 09:59:00'), at('24 ноември')])).toBe('contradicted');
    expect(verdict('N12', {}, [at('2026-11-24 13:30:00')])).toBe('contradicted');
    expect(verdict('N12', {})).toBe('untold');
  });

  it('N13: a shop that knows goods by their bar codes is offered that key', () => {
    const catalogue = { ...CATALOGUE, productsByCode: 1, productsByBarcode: 9 };
    const lesson = learnEvidence(evidence({ catalogue }), []).find(({ id }) => id === 'N13');
    expect(lesson?.setting).toEqual({ key: 'matchingKey', value: 'barcode' });
  });
});

it('both catalogues are counted beside each other', () => {
  const count = new CatalogueCount();
  const good = (code: string, name = '', barcodes: readonly string[] = []) =>
    count.addGood({ code, name, barcodes });
  const product = (code: string, name = '', barcode = '') => count.addProduct({ code, name, barcode });
  good('A', 'Чай 🍵', ['380']);
  good('B');
  good('B');
  good('');
  product('A', 'Чай ');
  product('380', 'Сок 🧃');
  product('C', '', '380');
  product('C');
  expect(count.figures()).toEqual({
    products: 4,
    goods: 4,
    doubledProductCodes: 1,
    doubledGoodCodes: 1,
    productsByCode: 1,
    productsByBarcode: 2,
    highNames: 1,
    lostHighNames: 1,
  });
});
