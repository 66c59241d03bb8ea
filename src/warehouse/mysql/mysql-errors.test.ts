import { describe, expect, it } from 'vitest';
import { SyncError } from '../../model/sync-error.ts';
import { isCommitUncertain, isDuplicateKey, mysqlError } from './mysql-errors.ts';

const ADDRESS = 'mysql://sklad@host/warehouse';

function fault(more: { readonly errno?: number; readonly code?: string; readonly message?: string }): Error {
  return Object.assign(new Error(more.message ?? 'server says'), more);
}

describe('faults of MySQL', () => {
  it('have the code of what a person can do about them', () => {
    const cases: readonly (readonly [Parameters<typeof fault>[0], string])[] = [
      [{ errno: 1213 }, 'warehouse.busy'],
      [{ errno: 1205 }, 'warehouse.busy'],
      [{ errno: 1040 }, 'warehouse.busy'],
      [{ errno: 1045 }, 'warehouse.accessRefused'],
      [{ errno: 1142 }, 'warehouse.readOnly'],
      [{ errno: 1290 }, 'warehouse.readOnly'],
      [{ errno: 1114 }, 'warehouse.full'],
      [{ errno: 1049, code: 'ER_BAD_DB_ERROR' }, 'warehouse.databaseUnknown'],
      [{ errno: 1146, message: "Table 'x.goods' doesn't exist" }, 'warehouse.notWarehousePro'],
      [{ code: 'ECONNREFUSED', errno: -111 }, 'warehouse.unreachable'],
      [{ code: 'PROTOCOL_CONNECTION_LOST' }, 'warehouse.unreachable'],
      [{ errno: 1053 }, 'warehouse.unreachable'],
      [{ message: "Can't add new command when connection is in closed state" }, 'warehouse.unreachable'],
      [
        { errno: 1366, message: "Incorrect string value: '\\xC8' for column `w`.`partners`.`City` at row 1" },
        'warehouse.text.refused',
      ],
      [{ errno: 1406, message: "Data too long for column 'City' at row 1" }, 'warehouse.text.tooLong'],
      [{ errno: 1264, message: "Out of range value for column 'Qtty' at row 1" }, 'warehouse.value.refused'],
      [{ errno: 1364, message: "Field 'Own' doesn't have a default value" }, 'warehouse.value.refused'],
      [{ errno: 1062 }, 'bug.unexpected'],
    ];
    for (const [more, code] of cases)
      expect([more, mysqlError(fault(more), ADDRESS).code]).toEqual([more, code]);
    const own = new SyncError('run.cancelled');
    expect(mysqlError(own, ADDRESS)).toBe(own);
  });

  it('a commit is uncertain only when the connection was lost; a number is taken only by 1062', () => {
    expect(isCommitUncertain(fault({ code: 'ECONNRESET', errno: -104 }))).toBe(true);
    expect(isCommitUncertain(fault({ errno: 1213 }))).toBe(false);
    expect(isDuplicateKey(fault({ errno: 1062 }))).toBe(true);
    expect(isDuplicateKey(fault({ errno: 1213 }))).toBe(false);
  });

  it('name the column that refuses, never the value: it may be a person’s', () => {
    const field = (message: string): unknown =>
      mysqlError(fault({ errno: 1366, message }), ADDRESS).facts['field'];
    expect(field("Incorrect string value: '\\xC8\\x98' for column `w`.`partners`.`City` at row 1")).toBe(
      'City',
    );
    expect(field("Data too long for column 'Company' at row 1")).toBe('Company');
  });
});
