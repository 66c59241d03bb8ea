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
      [{ number: 4060 }, 'warehouse.unreachable'],
      [{ number: 208, message: "Invalid object name 'Goods'." }, 'warehouse.notWarehousePro'],
      [{ code: 'ESOCKET' }, 'warehouse.unreachable'],
      [{ code: 'ECONNCLOSED' }, 'warehouse.unreachable'],
      [{ code: 'ETIMEOUT', message: 'Failed to connect to host:1433 in 10000ms' }, 'warehouse.unreachable'],
      [{ number: 2628, message: 'String or binary data would be truncated' }, 'warehouse.text.refused'],
      [{ number: 8152 }, 'warehouse.text.refused'],
      [{ number: 8115, message: 'Arithmetic overflow error' }, 'warehouse.value.refused'],
      [{ code: 'EINVALIDSTATE' }, 'warehouse.unreachable'],
      [
        { code: 'ELOGIN', message: 'Cannot open database "x" requested by the login.' },
        'warehouse.unreachable',
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

  it('a commit is uncertain only when the connection was lost', () => {
    expect(isCommitUncertain(fault({ code: 'ESOCKET' }))).toBe(true);
    expect(isCommitUncertain(fault({ number: 1205 }))).toBe(false);
  });
});
