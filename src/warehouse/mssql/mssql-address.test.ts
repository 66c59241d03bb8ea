import { describe, expect, it } from 'vitest';
import { SyncError } from '../../model/sync-error.ts';
import { parseMssqlAddress } from './mssql-address.ts';
import { connectionOptions } from './mssql-warehouse.ts';

function codeOf(url: string): string {
  try {
    parseMssqlAddress(url);
    return 'accepted';
  } catch (error) {
    expect(JSON.stringify(error instanceof SyncError ? error.facts : error)).not.toContain('tajna');
    return error instanceof SyncError ? error.code : String(error);
  }
}

describe('address of an SQL Server warehouse', () => {
  it('is taken apart; encryption is on and certificates are checked unless it says otherwise', () => {
    expect(parseMssqlAddress('mssql://sklad@10.0.0.5/Microinvest')).toEqual({
      host: '10.0.0.5',
      port: 1433,
      instance: null,
      user: 'sklad',
      database: 'Microinvest',
      isEncrypted: true,
      trustsCertificate: false,
    });
    const url =
      'mssql://%D0%98%D0%B2%D0%B0%D0%BD@server:1500/Склад 1?encrypt=false&trustServerCertificate=true';
    expect(parseMssqlAddress(url)).toMatchObject({
      port: 1500,
      user: 'Иван',
      database: 'Склад 1',
      isEncrypted: false,
      trustsCertificate: true,
    });
    expect(parseMssqlAddress('mssql://sa@pc/Sklad?instance=SQLEXPRESS')).toMatchObject({
      port: null,
      instance: 'SQLEXPRESS',
    });
  });

  it('refuses a password in it without repeating it, and everything it does not know', () => {
    expect(codeOf('mssql://sklad:tajna@host/warehouse')).toBe('settings.warehouseUrl.hasPassword');
    for (const url of [
      'mssql://sklad:tajna@host:99999/warehouse',
      'mssql://sklad@host',
      'mssql://host/warehouse',
      'mssql:warehouse',
      'mssql://sklad@host/warehouse?encrypt=yes',
      'mssql://sklad@host/warehouse?domain=x',
      'mssql://sklad@host:1433/warehouse?instance=A',
      'mssql://sklad@host/warehouse?instance=A;B',
      'mysql://sklad@host/warehouse',
    ])
      expect([url, codeOf(url)]).toEqual([url, 'settings.warehouseUrl.malformed']);
  });

  it('becomes options that keep a failed insert’s transaction open and read dates year first', () => {
    const options = connectionOptions(parseMssqlAddress('mssql://sa@pc/Sklad?instance=X'), {
      password: 'tajna',
    }).options;
    expect(options).toMatchObject({
      instanceName: 'X',
      encrypt: true,
      trustServerCertificate: false,
      abortTransactionOnError: false,
      isolationLevel: 2,
      dateFormat: 'mdy',
      enableQuotedIdentifier: true,
    });
    expect(options).not.toHaveProperty('port');
  });
});
