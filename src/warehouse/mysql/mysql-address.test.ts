import { describe, expect, it } from 'vitest';
import { SyncError } from '../../model/sync-error.ts';
import { parseMysqlAddress } from './mysql-address.ts';

function codeOf(url: string): string {
  try {
    parseMysqlAddress(url);
    return 'accepted';
  } catch (error) {
    // What is refused is shown and logged: a password in it must not come along.
    expect(JSON.stringify(error instanceof SyncError ? error.facts : error)).not.toContain('tajna');
    return error instanceof SyncError ? error.code : String(error);
  }
}

describe('address of a MySQL warehouse', () => {
  it('is taken apart, with Cyrillic and percent signs, and has the usual port', () => {
    expect(parseMysqlAddress('mysql://sklad@10.0.0.5/warehouse')).toEqual({
      host: '10.0.0.5',
      port: 3306,
      socketPath: null,
      user: 'sklad',
      database: 'warehouse',
      tls: 'off',
    });
    expect(
      parseMysqlAddress(
        'mariadb://%D0%98%D0%B2%D0%B0%D0%BD@[::1]:3307/Склад?tls=verify&socket=/run/my%20sql',
      ),
    ).toEqual({
      host: '::1',
      port: 3307,
      socketPath: '/run/my sql',
      user: 'Иван',
      database: 'Склад',
      tls: 'verify',
    });
  });

  it('refuses a password in it without repeating it, and everything it does not know', () => {
    expect(codeOf('mysql://sklad:tajna@host/warehouse')).toBe('settings.warehouseUrl.hasPassword');
    for (const url of [
      'mysql://sklad@host',
      'mysql://sklad@host/',
      'mysql://host/warehouse',
      'mysql:warehouse',
      'mysql://sklad@host/warehouse?tls=maybe',
      'mysql://sklad@host/warehouse?ssl=true',
      'mysql://sklad:tajna@host:99999/warehouse',
      'mysql://sklad@host/%E0%A4%A',
      'mysql://sklad@host/warehouse#x',
      'http://sklad@host/warehouse',
      'не е адрес',
    ])
      expect([url, codeOf(url)]).toEqual([url, 'settings.warehouseUrl.malformed']);
  });
});
