import { describe, expect, it } from 'vitest';
import type { FoundRecord } from '../../model/found-record.ts';
import type { GoodsGroup, GoodsGroupId } from '../../model/good.ts';
import type { Location } from '../../model/location.ts';
import type { Operator } from '../../model/operator.ts';
import { defaultSettings } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import type { WarehouseUsage } from '../../model/warehouse-usage.ts';
import { proposeSettings } from './propose-settings.ts';
import { namedRecords, recordFaults } from './record-faults.ts';
import { setupState } from './setup-steps.ts';

function record(kind: FoundRecord['kind'], id: number, more: Partial<FoundRecord> = {}): FoundRecord {
  const goodKind = kind === 'good' ? 'service' : null;
  return { kind, id, code: `C${id}`, name: `Запис ${id}`, mark: '', goodKind, isDeleted: false, ...more };
}

const CHOICES = {
  groups: [{ id: 2, code: 'AAA', name: 'Храни' }] as unknown as readonly GoodsGroup[],
  locations: [
    { id: 1, code: '', name: 'Служебен' },
    { id: 2, code: '2', name: 'Магазин Център' },
    { id: 5, code: '5', name: 'Онлайн склад' },
  ] as unknown as readonly Location[],
  operators: [
    { id: 1, code: '', name: 'Служебен', isDeleted: false },
    { id: 2, code: '0001', name: 'Иван', isDeleted: false },
    { id: 3, code: '0002', name: 'Бивш', isDeleted: true },
    { id: 4, code: '0003', name: 'Яна', isDeleted: false },
  ] as unknown as readonly Operator[],
  partnerGroups: [{ id: 1, name: 'Служебна' }],
};
const GOODS = [
  record('good', 2),
  record('good', 3, { goodKind: 'ordinary', name: 'Кафе' }),
  record('good', 4, { isDeleted: true, name: 'Стара доставка' }),
  record('good', 6, { goodKind: 'discount' }),
];
const PARTNERS = [record('partner', 7), record('partner', 8, { isDeleted: true })];

describe('settings against the warehouse: exists, of the right kind, not deleted (S7, S13, S14, I8, I10)', () => {
  const faultsOf = (more: Partial<Settings>) =>
    recordFaults(
      { ...defaultSettings(), ...more },
      { choices: CHOICES, goods: GOODS, partners: PARTNERS },
    ).map(({ key, error }) => [key, error.code]);
  it.each<[string, Partial<Settings>, readonly (readonly [string, string])[]]>([
    ['nothing chosen', {}, []],
    ['a service delivers', { deliveryGood: 2, feeGood: 2 }, []],
    ['a good with stock delivers', { deliveryGood: 3 }, [['deliveryGood', 'settings.good.keepsStock']]],
    ['a deleted good', { feeGood: 4 }, [['feeGood', 'settings.good.deleted']]],
    ['no such good', { deliveryGood: 99 }, [['deliveryGood', 'settings.good.gone']]],
    [
      'a hidden setting does nothing',
      { discountGood: 99, placeholderGood: 99, partner: 99, operator: 99 },
      [],
    ],
    ['a discount', { orderDiscounts: 'ownLines', discountGood: 6 }, []],
    [
      'a discount with stock',
      { orderDiscounts: 'ownLines', discountGood: 3 },
      [['discountGood', 'settings.good.keepsStock']],
    ],
    ['a placeholder may keep stock', { unknownGoods: 'placeholder', placeholderGood: 3 }, []],
    [
      'a fixed partner',
      { partnerMode: 'always', partner: 9, partnerGroup: 77 },
      [['partner', 'settings.partner.gone']],
    ],
    ['a deleted partner', { namelessPartner: 8 }, [['namelessPartner', 'settings.partner.deleted']]],
    [
      'a group of partners that there is not',
      { partnerGroup: 77 },
      [['partnerGroup', 'settings.partnerGroup.gone']],
    ],
    ['no import, no partners', { partnerGroup: 77, deliveryGood: 99, import: false }, []],
    ['a group of goods', { groups: [2, 9] }, [['groups', 'settings.group.gone']]],
    ['no export, no groups', { groups: [9], export: false }, []],
    [
      'a group for downloads',
      { importGoods: true, importGoodsGroup: 9 },
      [['importGoodsGroup', 'settings.group.gone']],
    ],
    [
      'objects',
      { location: 9, quantityLocations: [2, 8] },
      [
        ['location', 'settings.location.gone'],
        ['quantityLocations', 'settings.location.gone'],
      ],
    ],
    ['a deleted user', { warehouseBuild: '3.07.100', operator: 3 }, [['operator', 'settings.operator.gone']]],
    [
      'a user without a code',
      { warehouseBuild: '3.07.100', operator: 1 },
      [['operator', 'settings.operator.codeMalformed']],
    ],
  ])('%s', (_, settings, expected) => {
    expect(faultsOf(settings)).toEqual(expected);
  });

  it('names only the records of settings that do something', () => {
    const settings = {
      ...defaultSettings(),
      deliveryGood: 2,
      discountGood: 5,
      partner: 7,
      namelessPartner: 8,
    };
    expect(namedRecords(settings)).toEqual({ goods: [2], partners: [8] });
  });
});

const SILENT: WarehouseUsage = {
  goodsByGroup: new Map<GoodsGroupId, number>(),
  charges: [],
  devices: [],
  documents: [],
};
const device = (serial: string, lastSequence: number, receiptRows: number, operatorId: number) => ({
  serial,
  unpRows: 10,
  lastSequence,
  receiptRows,
  operatorId,
});

describe('what the warehouse proposes', () => {
  it('S14: the object that is called like a shop, else the one that is sold from, never the service one', () => {
    expect(proposeSettings(CHOICES, SILENT).location).toEqual({ value: 5, reason: 'byName' });
    const locations = CHOICES.locations.slice(0, 2);
    expect(proposeSettings({ ...CHOICES, locations }, SILENT).location).toEqual({
      value: 2,
      reason: 'onlyOne',
    });
    const plain = [...locations, { id: 6, code: '6', name: 'Склад' } as unknown as Location];
    const documents = [
      { operationType: 2, locationId: 6, operatorId: 4, lines: 90 },
      { operationType: 19, locationId: 2, operatorId: 2, lines: 30 },
      { operationType: 1, locationId: 2, operatorId: 2, lines: 900 },
    ];
    const of = proposeSettings({ ...CHOICES, locations: plain }, { ...SILENT, documents });
    expect([of.location, of.operator]).toEqual([
      { value: 6, reason: 'mostUsed' },
      { value: 4, reason: 'mostUsed' },
    ]);
    expect(proposeSettings({ ...CHOICES, locations: plain }, SILENT).location).toBeNull();
  });

  it('S23, F13: a device that no till prints on first, with a range far above what is used; nobody’s is none', () => {
    const devices = [
      device('OO000000', 1, 0, 2),
      device('DT111111', 40, 7, 4),
      device('DT222222', 4_500_000, 0, 2),
      device('кутия', 1, 0, 2),
    ];
    const { device: proposed, operator } = proposeSettings(CHOICES, { ...SILENT, devices });
    expect(proposed).toEqual({
      value: { serial: 'DT222222', from: 7_250_001, to: 9_999_999 },
      reason: 'freeOfTills',
    });
    expect(operator).toEqual({ value: 2, reason: 'mostUsed' });
    const tills = proposeSettings(CHOICES, { ...SILENT, devices: devices.slice(1, 2) });
    expect(tills.device).toEqual({
      value: { serial: 'DT111111', from: 5_000_001, to: 9_999_999 },
      reason: 'leastTaken',
    });
    const full = { ...SILENT, devices: [device('DT333333', 9_999_999, 0, 2)] };
    expect(proposeSettings(CHOICES, full).device).toBeNull();
  });

  it('goods for delivery and fees are services by their names; a good with stock is never proposed', () => {
    const charges = [
      record('good', 11, { name: 'Доставка до адрес' }),
      record('good', 12, { name: 'Наложен платеж – такса' }),
      record('good', 13, { name: 'Отстъпка', goodKind: 'discount' }),
    ];
    expect(proposeSettings(CHOICES, { ...SILENT, charges })).toMatchObject({
      deliveryGood: { value: 11 },
      feeGood: { value: 12 },
      discountGood: { value: 13 },
    });
    expect(proposeSettings(CHOICES, SILENT)).toMatchObject({
      deliveryGood: null,
      feeGood: null,
      device: null,
    });
  });
});

describe('how far a first run has come', () => {
  const whole: Settings = {
    ...defaultSettings(),
    warehouse: 'sqlite:x.db',
    location: 2,
    shopAddress: 'https://shop.bg',
    username: 'sklad',
    groups: [2],
  };
  const next = (
    more: Partial<Settings>,
    secrets: readonly 'secret'[] = ['secret'],
    confirmedAt: string | null = null,
  ) => setupState({ settings: { ...whole, ...more }, confirmedAt }, secrets, null).next;
  it('goes on at the first step that is not done', () => {
    expect(next({ warehouse: '' })).toBe('warehouse');
    expect(next({}, [])).toBe('shop');
    expect(next({ username: '' })).toBe('shop');
    expect(next({ location: null })).toBe('flow');
    expect(next({ groups: [] })).toBe('flow');
    expect(next({ export: false, import: false })).toBe('flow');
    expect(next({ groups: [], exportGoods: false })).toBe('plan');
    expect(next({})).toBe('plan');
    expect(next({}, ['secret'], '2026-11-20T08:00:00.000Z')).toBe('run');
    const done = setupState({ settings: whole, confirmedAt: 'x' }, ['secret'], { end: 'done' });
    expect(done.next).toBeNull();
  });
});
