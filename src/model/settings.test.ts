import { describe, expect, it } from 'vitest';
import { groupPaths, withSubgroups } from './group-tree.ts';
import type { GoodsGroupId } from './good.ts';
import { claimKey, originNote, parseOriginNote, shopIdentity } from './order-origin.ts';
import type { OrderNumber } from './order-origin.ts';
import { defaultSettings, isSettingShown, SETTINGS, SETTING_KEYS } from './settings.ts';
import type { Setting } from './setting-kinds.ts';
import { checkSettings, readSettings, readTypedSettings } from './settings-check.ts';
import { hasSupto, isDatabaseNewEnough } from './warehouse-version.ts';

const faultsOf = (more: Partial<ReturnType<typeof defaultSettings>>): readonly string[] => {
  const whole = {
    ...defaultSettings(),
    warehouse: 'sqlite:x.db',
    shopAddress: 'https://shop.bg',
    location: 2,
    ...more,
  };
  return checkSettings(whole).map((fault) => fault.error.code);
};

describe('settings', () => {
  it('every default is valid by its own description', () => {
    for (const key of SETTING_KEYS) {
      const setting = SETTINGS[key] as Setting<unknown>;
      expect(setting.schema.safeParse(setting.defaultValue).success, key).toBe(true);
    }
    expect(readSettings({}).settings).toEqual(defaultSettings());
  });

  it('unknown keys and bad values are refused, each by its name', () => {
    const reading = readSettings({ nonsense: 1, priceGroup: 10, export: 'да', safetyBuffer: '-1' });
    expect(reading.faults?.map((fault) => [fault.key, fault.error.code])).toEqual([
      ['nonsense', 'settings.unknownKey'],
      ['priceGroup', 'settings.badValue'],
      ['export', 'settings.badValue'],
      ['safetyBuffer', 'settings.badValue'],
    ]);
  });

  it('a typed key that every object has is as unknown as any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const { faults = [] } = readTypedSettings([[key, '1']], defaultSettings());
      expect(faults.map((fault) => [fault.key, fault.error.code])).toEqual([[key, 'settings.unknownKey']]);
    }
  });

  it('typed texts are read by the kind of the setting', () => {
    const pairs = [
      ['export', 'не'],
      ['groups', '2, 10'],
      ['orderStatuses', 'нова, Платена'],
      ['safetyBufferByGroup', '12=3.5, 15=2'],
      ['deliveryGood', '7'],
      ['operator', ''],
    ] as const;
    expect(readTypedSettings(pairs, defaultSettings()).settings).toMatchObject({
      export: false,
      groups: [2, 10],
      orderStatuses: ['нова', 'Платена'],
      safetyBufferByGroup: { 12: '3.5', 15: '2' },
      deliveryGood: 7,
      operator: null,
    });
  });

  it('S7, S23, F18: user and device are asked for only on SUPTO builds, and then checked by shape', () => {
    expect(faultsOf({})).toEqual([]);
    const supto = { warehouseBuild: '3.07.100', operator: 2 } as const;
    const device = (deviceSerial: string) => faultsOf({ ...supto, deviceSerial })[0];
    expect([
      device(''),
      device('02279013'),
      device('ДТ279013'),
      device('DT27901'),
      device('DT279013'),
    ]).toEqual([
      'settings.deviceSerial.missing',
      'settings.deviceSerial.digitsOnly',
      'settings.deviceSerial.malformed',
      'settings.deviceSerial.malformed',
      undefined,
    ]);
    expect(faultsOf({ ...supto, deviceSerial: 'DT279013', operator: null, unpFrom: 9, unpTo: 8 })).toEqual([
      'settings.missing',
      'settings.unpRange.malformed',
    ]);
    expect([
      isSettingShown('deviceSerial', defaultSettings()),
      isSettingShown('deviceSerial', { ...defaultSettings(), ...supto }),
    ]).toEqual([false, true]);
  });

  it('I11: the row of a УНП names no other kind of document; types outside of the table name none', () => {
    const supto = { warehouseBuild: '3.07.100', operator: 2, deviceSerial: 'DT279013' } as const;
    const faults = (documentType: '19' | '14' | '2', unpOperationType: number | null) =>
      faultsOf({ ...supto, documentType, unpOperationType });
    const wrong = ['settings.unpOperationType.notOurs'];
    expect([faults('19', 2), faults('14', 2), faults('14', 19), faults('2', 16)]).toEqual(
      Array.from({ length: 4 }, () => wrong),
    );
    expect([faults('2', 2), faults('19', null), faults('19', 19), faults('19', 2002)]).toEqual(
      Array.from({ length: 4 }, () => []),
    );
  });

  it('S23: a device of zeros is refused by a name of its own', () => {
    const supto = { warehouseBuild: '3.07.100', operator: 2 } as const;
    expect(['OO000000', 'DT000000'].map((deviceSerial) => faultsOf({ ...supto, deviceSerial }))).toEqual([
      ['settings.deviceSerial.nobodys'],
      ['settings.deviceSerial.nobodys'],
    ]);
  });

  it('S2: versions', () => {
    expect([hasSupto('3.07.056'), hasSupto('3.07.100')]).toEqual([false, true]);
    expect(['3.06', '3.07', '3.07.1', '3.10', ''].map(isDatabaseNewEnough)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('identity, claim and note (I4, I12)', () => {
  it('the identity is one for all spellings of an address', () => {
    const same = [
      'https://www.Shop.bg/',
      'http://shop.bg',
      'shop.bg',
      'https://shop.bg:443',
      'HTTP://SHOP.BG:80/',
    ];
    expect(new Set(same.map(shopIdentity))).toEqual(new Set(['shop.bg']));
    expect([
      shopIdentity('http://shop.bg:8080/store/'),
      shopIdentity('ftp://shop.bg'),
      shopIdentity(''),
    ]).toEqual(['shop.bg:8080/store', null, null]);
  });

  it('the claim has at most 50 characters, the note reads back', () => {
    const number = 999_999_999_999_999 as OrderNumber;
    expect(claimKey('0123456789abcdef', number)).toBe('ZWEB-01234567-999999999999999');
    expect(claimKey('f'.repeat(64), number).length).toBeLessThanOrEqual(50);
    expect(parseOriginNote(`${originNote('shop.bg:80/x', 5 as OrderNumber)}; УНП DT1`)).toEqual({
      orderNumber: 5,
      shopIdentity: 'shop.bg:80/x',
      unp: 'DT1',
    });
    expect([parseOriginNote('Seliton №x shop.bg'), parseOriginNote('друга бележка')]).toEqual([null, null]);
  });
});

describe('the group tree (facts section 11)', () => {
  const groups = [
    ['-1', 'Служебна'],
    ['AAA', 'Храни'],
    ['AAAAAA', 'Сирена'],
    ['AAAAAAAAB', 'Овчи'],
    ['AAB', 'Друго'],
    ['AACAAA', 'Сирак'],
  ].map(([code = '', name = ''], index) => ({ id: (index + 1) as GoodsGroupId, code, name }));

  it('S13: a chosen group includes its subgroups; the service group only itself', () => {
    expect([...withSubgroups(groups, [2])]).toEqual([2, 3, 4]);
    expect([...withSubgroups(groups, [1, 99])]).toEqual([1]);
  });

  it('paths lead from the root; a missing parent is left out', () => {
    const paths = groupPaths(groups);
    expect([
      paths.get(4 as GoodsGroupId),
      paths.get(6 as GoodsGroupId),
      paths.get(1 as GoodsGroupId),
    ]).toEqual([['Храни', 'Сирена', 'Овчи'], ['Сирак'], ['Служебна']]);
  });
});
