import { describe, expect, it } from 'vitest';
import { parseAddress, serverOf, withoutPassword } from './address.ts';

describe('an address', () => {
  it('is taken apart, whatever its scheme', () => {
    expect(parseAddress('MYSQL://%D0%98%D0%B2%D0%B0%D0%BD@[::1]:3307/Склад/?tls=verify#x')).toEqual({
      scheme: 'mysql',
      user: 'Иван',
      hasPassword: false,
      host: '::1',
      writtenHost: '[::1]',
      port: 3307,
      path: 'Склад',
      writtenPath: '/%D0%A1%D0%BA%D0%BB%D0%B0%D0%B4',
      target: '/%D0%A1%D0%BA%D0%BB%D0%B0%D0%B4/?tls=verify',
      parameters: new Map([['tls', 'verify']]),
      hasFragment: true,
    });
    expect(parseAddress('smtp://u:p@mail.example')).toMatchObject({
      hasPassword: true,
      port: null,
      path: '',
    });
  });

  it('has a scheme of its own, or the one that is assumed', () => {
    expect(parseAddress('shop.example:8080/bg/')).toBeNull();
    const shop = parseAddress('shop.example:8080/bg/', 'http');
    expect(shop).toMatchObject({ scheme: 'http', host: 'shop.example', port: 8080, path: 'bg' });
    expect(shop === null ? null : serverOf(shop)).toBe('http://shop.example:8080');
    const known = parseAddress('https://shop.example:443', 'http');
    expect(known === null ? null : serverOf(known)).toBe('https://shop.example');
  });

  it.each([
    '',
    'не е адрес',
    'mysql:warehouse',
    'mysql:///x',
    'http://',
    'mysql://h/%E0%A4%A',
    'http://h:99999',
  ])('is none: %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('is shown without its password, also where it is none', () => {
    expect(withoutPassword('mysql://u:tajna@host:99999/x')).toBe('mysql://u:***@host:99999/x');
  });
});
