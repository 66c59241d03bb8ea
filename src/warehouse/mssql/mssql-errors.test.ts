import { RequestError } from 'tedious';
import { describe, expect, it } from 'vitest';
import { SyncError } from '../../model/sync-error.ts';
import { isCommitUncertain, isDuplicateKey, mssqlError } from './mssql-errors.ts';

function fault(more: { readonly number?: number; readonly code?: string; readonly message?: string }): Error {
  return Object.assign(new Error(more.message ?? 'server says'), more);
}

describe('faults of SQL Server', () => {
  it('have the code of what a person can do about them', () => {
    const cases: readonly (readonly [Parameters<typeof fault>[0], string])[] = [
      [{ number: 1205 }, 'warehouse.busy'],
      [{ number: 1222 }, 'warehouse.busy'],
      [{ code: 'ETIMEOUT', message: 'Timeout: Request failed to complete in 30000ms' }, 'warehouse.busy'],
      [{ number: 18456, code: 'ELOGIN' }, 'warehouse.accessRefused'],
      [{ code: 'ELOGIN' }, 'warehouse.accessRefused'],
      [{ number: 229 }, 'warehouse.readOnly'],
      [{ number: 1105 }, 'warehouse.full'],
      [{ number: 4060 }, 'warehouse.databaseUnknown'],
      [{ number: 17142, code: 'ELOGIN' }, 'warehouse.starting'],
      [{ number: 18401, code: 'ELOGIN' }, 'warehouse.starting'],
      [{ number: 922 }, 'warehouse.starting'],
      [
        { code: 'ESOCKET', message: 'write EPROTO: SSL routines: unsupported protocol' },
        'warehouse.oldEncryption',
      ],
      [{ number: 262, message: 'CREATE TABLE permission denied in database' }, 'warehouse.readOnly'],
      [{ number: 208, message: "Invalid object name 'Goods'." }, 'warehouse.notWarehousePro'],
      [{ code: 'ESOCKET' }, 'warehouse.unreachable'],
      [{ code: 'ECONNCLOSED' }, 'warehouse.unreachable'],
      [{ code: 'ETIMEOUT', message: 'Failed to connect to host:1433 in 10000ms' }, 'warehouse.unreachable'],
      [{ number: 2628, message: 'String or binary data would be truncated' }, 'warehouse.text.tooLong'],
      [{ number: 8152 }, 'warehouse.text.tooLong'],
      [{ number: 8115, message: 'Arithmetic overflow error' }, 'warehouse.value.refused'],
      [{ code: 'EINVALIDSTATE' }, 'warehouse.unreachable'],
      [
        { code: 'ELOGIN', message: 'Cannot open database "x" requested by the login.' },
        'warehouse.databaseUnknown',
      ],
      [{ code: 'ESOCKET', message: 'Failed to connect - self-signed certificate' }, 'warehouse.certificate'],
    ];
    for (const [more, code] of cases)
      expect([more, mssqlError(fault(more), 'mssql://x').code]).toEqual([more, code]);
    const own = new SyncError('run.cancelled');
    expect(mssqlError(own, 'mssql://x')).toBe(own);
  });

  it('several errors of one request: the first decides', () => {
    const several = Object.assign(
      new AggregateError([fault({ number: 2627 }), fault({ number: 3621 })], 'x'),
    );
    expect(isDuplicateKey(several)).toBe(true);
    // As kysely hands them on: a plain list.
    const list = [fault({ number: 3621 }), fault({ number: 2627 })];
    expect(isDuplicateKey(list)).toBe(true);
    expect(mssqlError([fault({ number: 1205 })], 'mssql://x').code).toBe('warehouse.busy');
    expect(isDuplicateKey(fault({ number: 2601 }))).toBe(true);
    expect(isDuplicateKey(fault({ number: 1205 }))).toBe(false);
  });

  it('what has no number is the driver’s: never a fault of ours, and uncertain at a commit; its refusals are ours', () => {
    const driver = ({ message = 'server says', code = '', ...more }: Parameters<typeof fault>[0]) =>
      Object.assign(new RequestError(message, code), more);
    const cut = driver({ code: 'ECANCEL', message: 'Canceled.' });
    expect(mssqlError(cut, 'mssql://x').code).toBe('warehouse.unreachable');
    expect(isCommitUncertain(cut)).toBe(true);
    const typo = driver({ code: 'EPARAM', message: 'Validation failed for parameter' });
    expect(mssqlError(typo, 'mssql://x').code).toBe('bug.unexpected');
    expect(mssqlError(new TypeError('x is undefined'), 'mssql://x').code).toBe('bug.unexpected');
    expect(isCommitUncertain(driver({ number: 1205 }))).toBe(false);
    // What is so severe that it ends the connection: a session that somebody killed.
    const killed = Object.assign(driver({ number: 596 }), { class: 21 });
    expect(mssqlError(killed, 'mssql://x').code).toBe('warehouse.unreachable');
    expect(isCommitUncertain(killed)).toBe(true);
    expect(isCommitUncertain(driver({ number: 6005 }))).toBe(true);
  });

  it('a text that is too long is told with table and column, and without the text, which may be a person’s', () => {
    const message =
      "String or binary data would be truncated in table 'Sklad.dbo.Operations', column 'Lot'. Truncated value: 'Иван'.";
    expect(mssqlError(fault({ number: 2628, message }), 'mssql://x').facts).toEqual({
      table: 'Operations',
      column: 'Lot',
      order: '–',
    });
    const older = mssqlError(fault({ number: 8152 }), 'mssql://x');
    expect(older.facts).toEqual({ table: '–', column: '–', order: '–' });
  });

  it('a commit is uncertain only when the connection was lost', () => {
    expect(isCommitUncertain(fault({ code: 'ESOCKET' }))).toBe(true);
    expect(isCommitUncertain(fault({ number: 1205 }))).toBe(false);
  });
});
