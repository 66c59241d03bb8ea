/**
 * What SQLite understands of the T-SQL that is really asked (`src/warehouse/sql/golden/mssql.sql`) and of the
 * vendor's structure. No translator of T-SQL: a statement of another form is refused by SQLite, and the test
 * that asked it fails.
 */

/** The statements of a batch; a `;` inside quotes ends none. */
export function statementsOf(batch: string): readonly string[] {
  const text = batch.replaceAll(/^\s*--.*$/gm, '').replaceAll(/^\s*(?=set \w)/gim, ';');
  const parts = text.match(/(?:'(?:[^']|'')*'|"[^"]*"|[^;'"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `top(n)` of a statement's own select stands at the end as `limit`; FETCH beside OFFSET too. */
function limited(text: string): string {
  const top = /^(select (?:distinct )?)top\((\d+)\) /i.exec(text);
  if (top !== null) return `${top[1]}${text.slice(top[0].length)} limit ${top[2]}`;
  return text.replace(/offset (@\d+) rows fetch next (@\d+) rows only$/i, 'limit $2 offset $1');
}

/** One statement in SQLite's words. */
export function toSqlite(statement: string): string {
  const plain = statement
    .replaceAll(/\[([^\]]+)\]/g, '"$1"')
    .replaceAll(/(?:"dbo"|\bdbo)\./gi, '')
    .replaceAll(/\bsys\.(\w+)/gi, 'sys_$1')
    .replaceAll(/\bdatediff\(minute,/gi, "datediff('minute',")
    .replaceAll(/\bN'/g, "'")
    .replace(/^create table (#\w+)/i, 'create temp table $1')
    .replaceAll(/(?<= )#\w+/g, '"$&"');
  return limited(/^create table/i.test(plain) ? table(plain) : index(plain));
}

/** Indexes have names of their own per table. */
function index(text: string): string {
  return text.replace(/^create (unique )?index "?(\w+)"? on "(\w+)"/i, 'create $1index "$3 $2" on "$3"');
}

/** A table whose numbers are its own, and whose texts have a length. */
function table(text: string): string {
  const [, name = ''] = /^create table "(\w+)"/i.exec(text) ?? [];
  const isNumbered = /identity\(1,1\)/i.test(text);
  return text
    .replace(/\bID int identity\(1,1\) not null/i, 'ID integer primary key autoincrement')
    .replace(/,\s*constraint \w+ primary key \(("?\w+"?)\)/i, (whole, key: string) => {
      if (!isNumbered) return whole;
      return key === 'ID' ? '' : `, unique (${key})`;
    })
    .replaceAll(
      /"?(\w+)"? (nvarchar\((\d+)\))( not null| null)?/gi,
      (_whole, column: string, type: string, length: string, rest = '') =>
        `"${column}" ${type}${rest} constraint "${name}.${column}" check (length("${column}") <= ${length})`,
    );
}

/** How SQLite tells of its structure by SQL Server's names. */
export const SYSTEM_VIEWS = `
  create temp view sys_tables as select name, rowid as object_id from main.sqlite_master
    where type = 'table' and name not like 'sqlite_%';
  create temp view sys_triggers as select r.name, t.object_id as parent_id, 0 as is_disabled
    from main.sqlite_master r join sys_tables t on t.name = r.tbl_name where r.type = 'trigger';
  create temp view sys_columns as select t.object_id, p.cid + 1 as column_id, p.name,
    p."notnull" = 0 and p.pk = 0 as is_nullable, p.dflt_value is not null as default_object_id,
    p.pk = 1 and p.type = 'integer' as is_identity, 0 as is_computed
    from sys_tables t, pragma_table_info(t.name) p;
  create temp view sys_indexes as select t.object_id, l.seq + 2 as index_id, l."unique" as is_unique
    from sys_tables t, pragma_index_list(t.name) l
    union all select object_id, 1, 1 from sys_columns where is_identity;
  create temp view sys_index_columns as select t.object_id, l.seq + 2 as index_id, i.cid + 1 as column_id,
    i.seqno + 1 as key_ordinal from sys_tables t, pragma_index_list(t.name) l, pragma_index_info(l.name) i
    union all select object_id, 1, column_id, 1 from sys_columns where is_identity;
`;
