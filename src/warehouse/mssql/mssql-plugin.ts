import { FetchNode, IdentifierNode, OperationNodeTransformer, RawNode, TopNode, ValueNode } from 'kysely';
import type {
  DeleteQueryNode,
  InsertQueryNode,
  KyselyPlugin,
  OperationNode,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryId,
  QueryResult,
  RootOperationNode,
  SchemableIdentifierNode,
  SelectQueryNode,
  UnknownRow,
  UpdateQueryNode,
} from 'kysely';
import { mssqlTableName } from './mssql-tables.ts';

/** Tables whose new number the queries ask for. */
const NUMBERED = new Set(['Goods', 'Partners']);

/**
 * What a statement came to is asked for behind it, in the same request. OUTPUT without INTO is refused
 * where a table has a trigger (error 334), and the server's own count adds what triggers touch, or is
 * missing under NOCOUNT.
 */
const [NEW_NUMBER, CHANGED_ROWS] = ['skladbridge_number', 'skladbridge_rows'];
const ASK_NUMBER = RawNode.createWithSql(`; select scope_identity() as "${NEW_NUMBER}"`);
const ASK_ROWS = RawNode.createWithSql(`; select @@rowcount as "${CHANGED_ROWS}"`);

function numberOf(node: OperationNode): number {
  if (ValueNode.is(node) && typeof node.value === 'number') return node.value;
  throw new TypeError('a limit that is no number');
}

/**
 * Turns the queries of all engines into T-SQL: `limit` compiles to invalid SQL without an error, tables have
 * the vendor's spelling, a new row's number and the count of changed
 * rows are asked for behind the statement.
 */
class MssqlTransformer extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const select = super.transformSelectQuery(node, queryId);
    if (select.limit === undefined) return select;
    const { limit, ...rest } = select;
    const count = numberOf(limit.limit);
    // Beside OFFSET, which needs an order, SQL Server takes FETCH and no TOP.
    return select.offset === undefined
      ? { ...rest, top: TopNode.create(count) }
      : { ...rest, fetch: FetchNode.create(count, 'only') };
  }

  protected override transformSchemableIdentifier(
    node: SchemableIdentifierNode,
    queryId?: QueryId,
  ): SchemableIdentifierNode {
    const identifier = super.transformSchemableIdentifier(node, queryId);
    return {
      ...identifier,
      identifier: IdentifierNode.create(mssqlTableName(identifier.identifier.name)),
    };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const insert = super.transformInsertQuery(node, queryId);
    const table = insert.into?.table.identifier.name ?? '';
    return NUMBERED.has(table) ? { ...insert, endModifiers: [ASK_NUMBER] } : insert;
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    return { ...super.transformUpdateQuery(node, queryId), endModifiers: [ASK_ROWS] };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    return { ...super.transformDeleteQuery(node, queryId), endModifiers: [ASK_ROWS] };
  }
}

/** A moment as the other engines give it: text, local, `YYYY-MM-DD HH:MM:SS`. */
function momentText(value: Date): string {
  return value.toISOString().slice(0, 19).replace('T', ' ');
}

/** Rows as the other engines give them. */
export function mssqlRow(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value instanceof Date ? momentText(value) : value]),
  );
}

/** What was asked for behind a statement; a trigger may answer with rows of its own before it. */
function answered(rows: readonly UnknownRow[], name: string): bigint | undefined {
  const value = rows.findLast((row) => Object.hasOwn(row, name))?.[name];
  return value === undefined || value === null ? undefined : BigInt(Number(value));
}

/** Makes SQL Server look like the engines that the queries were written for (stack: SQL Server). */
export class MssqlPlugin implements KyselyPlugin {
  readonly #transformer = new MssqlTransformer();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const insertId = answered(result.rows, NEW_NUMBER);
    if (insertId !== undefined) return { ...result, insertId, rows: [] };
    const numAffectedRows = answered(result.rows, CHANGED_ROWS);
    if (numAffectedRows !== undefined) return { ...result, numAffectedRows, rows: [] };
    return { ...result, rows: result.rows.map(mssqlRow) };
  }
}
