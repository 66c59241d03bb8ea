import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { hostsOf } from './hosts-of.ts';

const of = (settings: Partial<Settings>): readonly string[] => hostsOf({ ...defaultSettings(), ...settings });

describe('hosts of a profile', () => {
  it.each([
    'https://Shop.example.bg/',
    'shop.example.bg',
    ' shop.example.bg:8443/path',
    'HTTP://shop.example.bg',
  ])('a shop is at its host however it is typed: %s', (shopAddress) =>
    expect(of({ shopAddress })).toEqual(['shop.example.bg']),
  );

  it.each([
    ['mysql://sklad@DB.example.bg/microinvest', ['db.example.bg']],
    ['MariaDB://sklad@db.example.bg:3307/microinvest', ['db.example.bg']],
    ['mssql://sklad@db.example.bg/microinvest?instance=SQL', ['db.example.bg']],
    ['api+http://10.0.0.5:8700', ['10.0.0.5']],
    ['api+https://Api.example.bg', ['api.example.bg']],
    ['mysql://sklad@[2001:db8::1]/microinvest', ['2001:db8::1']],
    ['sqlite:/var/sklad.db', []],
    ['sqlite:///C:/sklad.db', []],
    ['access:C:/Microinvest/sklad.mdb', []],
    ['agent:magazin-7', []],
    ['', []],
  ])('a warehouse at %s', (warehouse, hosts) => expect(of({ warehouse })).toEqual(hosts));

  it('orders of an Access file go to another host, and one that has both sides counts once', () => {
    const shopAddress = 'http://10.0.0.5';
    const access = { warehouse: 'access:C:/sklad.mdb', ordersWarehouse: 'api+http://10.0.0.6:8700' };
    expect(of({ shopAddress, ...access })).toEqual(['10.0.0.5', '10.0.0.6']);
    expect(of({ shopAddress, warehouse: 'api+http://10.0.0.5:8700' })).toEqual(['10.0.0.5']);
  });
});
