import { sql } from 'kysely';
import { batches } from '../../../lib/batch.ts';
import type { WarehouseRow } from '../../warehouse-records.ts';
import { BLANK, columnText, TEXT_LENGTH } from '../column-text.ts';
import { readFacts } from '../read-facts.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { untyped } from './record-tables.ts';

/** Seven columns each: below every engine's limit of parameters. */
const ROWS_AT_ONCE = 100;
const TEXTS_OF_GOODS = [
  'Code',
  'BarCode1',
  'BarCode2',
  'BarCode3',
  'Catalog1',
  'Catalog2',
  'Catalog3',
] as const;
const TEXTS_OF_PARTNERS = [
  'Code',
  'Company',
  'MOL',
  'City',
  'Address',
  'Phone',
  'Fax',
  'eMail',
  'TaxNo',
  'Bulstat',
  'BankName',
  'BankCode',
  'BankAcct',
  'BankVATName',
  'BankVATCode',
  'BankVATAcct',
  'CardNumber',
  'Note1',
  'Note2',
] as const;
const PRICES = Array.from({ length: 10 }, (_, index) => `PriceOut${index + 1}`);

function blanks(columns: readonly string[]): WarehouseRow {
  return Object.fromEntries(columns.map((column) => [column, BLANK]));
}

function zeros(columns: readonly string[]): WarehouseRow {
  return Object.fromEntries(columns.map((column) => [column, 0]));
}

/** A new good as the vendor's own (facts of the database, section 12), with what was given on top. */
function newGood(given: WarehouseRow): WarehouseRow {
  return {
    ...blanks([...TEXTS_OF_GOODS, 'Name', 'Description']),
    ...zeros(['PriceIn', ...PRICES, 'MinQtty', 'NormalQtty', 'Type', 'IsRecipe', 'IsVeryUsed', 'Deleted']),
    Name2: given['Name'] ?? BLANK,
    Measure1: 'бр.',
    Measure2: given['Measure1'] ?? 'бр.',
    Ratio: 1,
    TaxGroup: 1,
    GroupID: 1,
    ...given,
  };
}

/** A new partner as the vendor's own; what is printed on documents repeats what was given. */
function newPartner(given: WarehouseRow): WarehouseRow {
  const twice = ['Company', 'MOL', 'City', 'Address', 'Phone'];
  return {
    ...blanks(TEXTS_OF_PARTNERS),
    ...Object.fromEntries(twice.map((column) => [`${column}2`, given[column] ?? BLANK])),
    ...zeros(['Discount', 'Type', 'IsVeryUsed', 'Deleted', 'PaymentDays']),
    PriceGroup: 1,
    UserID: 1,
    GroupID: 1,
    ...given,
  };
}

/** Nearly every text has 255 characters; EGN has 50 on SQL Server (facts of the database, section 2). */
function lengthOf(column: string): number {
  return column === 'EGN' ? 50 : TEXT_LENGTH;
}

/** Texts cut to their column and cleaned for the engine; numbers as they are. */
export function cleanRow(engine: SqlEngine, row: WarehouseRow): WarehouseRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? columnText(value, engine.cleanText, lengthOf(column)) : value,
    ]),
  );
}

/** Adds a good, with its Store rows where stock is kept without lots, or a partner; answers the id. */
export async function insertRecord(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: { readonly table: 'goods' | 'partners'; readonly values: WarehouseRow },
): Promise<number> {
  const { table, values } = what;
  const row = cleanRow(engine, table === 'goods' ? newGood(values) : newPartner(values));
  const stamped = table === 'partners' ? { ...row, UserRealTime: engine.now } : row;
  const result = await untyped(database).insertInto(table).values(stamped).executeTakeFirstOrThrow();
  const id = Number(result.insertId);
  if (table === 'goods') await addStoreRows(database, id);
  return id;
}

async function addStoreRows(database: WarehouseDatabase, goodId: number): Promise<void> {
  if ((await readFacts(database)).stockMethod >= 2) return;
  const objects = await database.selectFrom('objects').select('ID').orderBy('ID').execute();
  const rows = objects.map((object) => ({
    ObjectID: object.ID,
    GoodID: goodId,
    Qtty: 0,
    Price: 0,
    Lot: BLANK,
    LotID: 1,
    LotOrder: 1,
  }));
  for (const part of batches(rows, ROWS_AT_ONCE)) await database.insertInto('store').values(part).execute();
}

/** Changes the given columns of a row; false when there is none. */
export async function updateRecord(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: { readonly table: 'goods' | 'partners'; readonly id: number; readonly values: WarehouseRow },
): Promise<boolean> {
  const exists = await untyped(database)
    .selectFrom(what.table)
    .select(sql<number>`1`.as('found'))
    .where('ID', '=', what.id)
    .executeTakeFirst();
  if (exists === undefined) return false;
  const values = cleanRow(engine, what.values);
  if (Object.keys(values).length === 0) return true;
  await untyped(database)
    .updateTable(what.table)
    .set(values as never)
    .where('ID', '=', what.id)
    .execute();
  return true;
}
