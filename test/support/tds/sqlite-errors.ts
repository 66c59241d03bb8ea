import type { TdsError } from './tokens.ts';

/** SQLite's refusals with the numbers and words of SQL Server; a statement that nobody understands is 102. */
export function sqliteError(error: unknown, database: string): TdsError {
  const { message, number } = error as Error & { readonly number?: number };
  if (number !== undefined) return { number, message };
  const duplicate = /UNIQUE constraint failed: (\w+)\.(\w+)/.exec(message);
  if (duplicate !== null) {
    const [, table, key] = duplicate;
    const words = `Violation of PRIMARY KEY constraint 'PK_${table}'. Cannot insert duplicate key ${key} in object`;
    return { number: 2627, message: `${words} 'dbo.${table}'.` };
  }
  const long = /CHECK constraint failed: (\w+)\.(\w+)/.exec(message);
  if (long !== null) {
    const where = `table '${database}.dbo.${long[1]}', column '${long[2]}'`;
    return {
      number: 2628,
      message: `String or binary data would be truncated in ${where}. Truncated value: 'Иван'.`,
    };
  }
  const missing = /NOT NULL constraint failed: (\w+)\.(\w+)/.exec(message);
  if (missing !== null)
    return { number: 515, message: `Cannot insert the value NULL into column '${missing[2]}'.` };
  const table = /no such table: (\S+)/.exec(message)?.[1];
  if (table !== undefined) return { number: 208, message: `Invalid object name '${table}'.` };
  const column = /no such column: "?(\w+)/.exec(message)?.[1];
  if (column !== undefined) return { number: 207, message: `Invalid column name '${column}'.` };
  return { number: 102, message: `Incorrect syntax: ${message}` };
}
