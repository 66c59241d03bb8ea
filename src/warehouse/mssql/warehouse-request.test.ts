import { TYPES } from 'tedious';
import { describe, expect, it } from 'vitest';
import { WarehouseRequest } from './warehouse-request.ts';

/** How the parameters of a statement are declared to the server. */
function declared(text: string, values: readonly (string | number | null)[]): string {
  const request = new WarehouseRequest(text, () => undefined);
  for (const [index, value] of values.entries()) {
    const whole = Number.isInteger(value) ? TYPES.Int : TYPES.Float;
    request.addParameter(String(index + 1), typeof value === 'number' ? whole : TYPES.NVarChar, value);
  }
  return request.makeParamsParameter(request.parameters);
}

describe('parameters of SQL Server', () => {
  it('texts of any length a column has are one statement, and long ones another', () => {
    const insert = 'insert into "Partners" ("Company") values (@1)';
    expect(declared(insert, ['Иван'])).toBe('@1 nvarchar(50)');
    for (const length of [51, 180, 255])
      expect(declared(insert, ['a'.repeat(length)])).toBe('@1 nvarchar(255)');
    expect(declared(insert, ['a'.repeat(256)])).toBe('@1 nvarchar(4000)');
    expect(declared(insert, ['a'.repeat(4001)])).toBe('@1 nvarchar(max)');
    expect(declared(insert, [null])).toBe('@1 nvarchar(50)');
  });

  it('numbers that are inserted are one statement, whole or not; a key that is looked for stays whole', () => {
    const insert = 'insert into "Operations" ("Qtty", "Acct") values (@1, @2)';
    expect(declared(insert, [2, 7])).toBe(declared(insert, [2.5, 7]));
    expect(declared('select "ID" from "Goods" where "ID" = @1', [7])).toBe('@1 int');
  });
});
