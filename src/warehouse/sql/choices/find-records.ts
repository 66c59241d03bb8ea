import { sql } from 'kysely';
import type { Expression, SqlBool } from 'kysely';
import { holdsWords, nearestFirst, searchWords } from '../../../model/found-record.ts';
import type { FoundRecord, RecordQuery } from '../../../model/found-record.ts';
import { goodKind } from '../../../model/good.ts';
import { readText } from '../column-text.ts';
import { readBarcodes } from '../read-goods.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';

/** Rows that are looked at for the nearest ones. */
const ROWS_LOOKED_AT = 400;
const SERVICE_GOOD = 1;
/** Bits 8, 16 and 32: no stock is kept of it. */
const CHARGE_BITS = 56;

const GOOD_COLUMNS = ['Name', 'Code', 'BarCode1', 'BarCode2', 'BarCode3'] as const;
const PARTNER_COLUMNS = ['Company', 'Code', 'Bulstat', 'TaxNo', 'eMail', 'Phone'] as const;

/** A living row; NULL is one too. */
const living = sql<SqlBool>`coalesce(${sql.ref('Deleted')}, 0) = 0`;
/** A good of which no stock is kept. */
export const isCharge = sql<SqlBool>`(coalesce(${sql.ref('Type')}, 0) & ${sql.lit(CHARGE_BITS)}) <> 0`;

/**
 * A word as patterns: SQLite folds the letter case of Latin alone, so the usual ways of writing it are each
 * asked for. Wildcards in it stand for any one character; what is found is compared again.
 */
function patterns(word: string): readonly string[] {
  const [first = '', ...rest] = word.toLocaleLowerCase('bg');
  const capital = first.toLocaleUpperCase('bg') + rest.join('');
  const ways = new Set([word, word.toLocaleLowerCase('bg'), word.toLocaleUpperCase('bg'), capital]);
  return [...ways].map((way) => `%${way.replace(/[%_[\]\\]/g, '_')}%`);
}

/** True where every word stands in one of the columns. */
function holds(text: string, columns: readonly string[]): readonly Expression<SqlBool>[] {
  return searchWords(text).map((word) => {
    const ways = columns.flatMap((column) =>
      patterns(word).map((pattern) => sql`${sql.ref(column)} like ${pattern}`),
    );
    return sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
  });
}

async function goodsOf(
  database: WarehouseDatabase,
  conditions: readonly Expression<SqlBool>[],
): Promise<readonly FoundRecord[]> {
  const rows = await database
    .selectFrom('goods')
    .select(['ID', 'Code', 'Name', 'BarCode1', 'BarCode2', 'BarCode3', 'Type', 'Deleted'])
    .where('ID', '>', SERVICE_GOOD)
    .where((where) => where.and([...conditions]))
    .orderBy('ID')
    .limit(ROWS_LOOKED_AT)
    .execute();
  return rows.map((row) => ({
    kind: 'good',
    id: row.ID,
    code: readText(row.Code),
    name: readText(row.Name),
    mark: readBarcodes(row).join(' '),
    goodKind: goodKind(row.Type ?? 0),
    isDeleted: (row.Deleted ?? 0) !== 0,
  }));
}

async function partnersOf(
  database: WarehouseDatabase,
  conditions: readonly Expression<SqlBool>[],
): Promise<readonly FoundRecord[]> {
  const rows = await database
    .selectFrom('partners')
    .select(['ID', 'Code', 'Company', 'Bulstat', 'TaxNo', 'eMail', 'Phone', 'Deleted'])
    .where((where) => where.and([...conditions]))
    .orderBy('ID')
    .limit(ROWS_LOOKED_AT)
    .execute();
  return rows.map((row) => ({
    kind: 'partner',
    id: row.ID,
    code: readText(row.Code),
    name: readText(row.Company),
    mark: [row.Bulstat, row.TaxNo, row.eMail, row.Phone].map(readText).join(' ').trim(),
    goodKind: null,
    isDeleted: (row.Deleted ?? 0) !== 0,
  }));
}

/** Living goods of which no stock is kept, by number. */
export async function readCharges(database: WarehouseDatabase): Promise<readonly FoundRecord[]> {
  return goodsOf(database, [living, isCharge]);
}

/** Goods or partners by number, or by words that they hold. */
export async function findRecords(
  database: WarehouseDatabase,
  query: RecordQuery,
): Promise<readonly FoundRecord[]> {
  const ask = query.kind === 'good' ? goodsOf : partnersOf;
  if ('ids' in query) {
    if (query.ids.length === 0) return [];
    return ask(database, [sql<SqlBool>`${sql.ref('ID')} in (${sql.join([...query.ids])})`]);
  }
  const { text, limit } = query;
  const columns = query.kind === 'good' ? GOOD_COLUMNS : PARTNER_COLUMNS;
  const kinds = query.kind === 'good' && query.isCharge ? [living, isCharge] : [living];
  const found = await ask(database, [...kinds, ...holds(text, columns)]);
  return nearestFirst(
    found.filter((record) => holdsWords(record, text)),
    text,
    limit,
  );
}
