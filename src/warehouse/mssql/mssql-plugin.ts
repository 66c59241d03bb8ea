import {
  FetchNode,
  IdentifierNode,
  OperationNodeTransformer,
  OutputNode,
  RawNode,
  SelectionNode,
  TopNode,
  ValueNode,
} from 'kysely';
import type {
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
} from 'kysely';
import { mssqlTableName } from './mssql-tables.ts';

/** Tables whose new number the queries ask for. */
const NUMBERED = new Set(['Goods', 'Partners']);

function numberOf(node: OperationNode): number {
  if (ValueNode.is(node) && typeof node.value === 'number') return node.value;
  throw new TypeError('a limit that is no number');
}

/**
 * Turns the queries of all engines into T-SQL: `limit` compiles to invalid SQL without an error, tables have
 * the vendor's spelling, a new row's number comes by OUTPUT.
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
    if (!NUMBERED.has(table) || insert.output !== undefined) return insert;
    const inserted = RawNode.createWithSql('inserted."ID"');
    return { ...insert, output: OutputNode.create([SelectionNode.create(inserted as never)]) };
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

/** The number of a new row: some servers name the column of OUTPUT in lower case. */
function insertedId(row: UnknownRow): bigint | undefined {
  const entry = Object.entries(row).find(([column]) => column.toLowerCase() === 'id');
  return entry === undefined ? undefined : BigInt(Number(entry[1]));
}

/** Makes SQL Server look like the engines that the queries were written for (stack: SQL Server). */
export class MssqlPlugin implements KyselyPlugin {
  readonly #transformer = new MssqlTransformer();
  readonly #inserts = new WeakSet<QueryId>();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    const transformed = this.#transformer.transformNode(node, queryId);
    if (transformed.kind === 'InsertQueryNode' && transformed.output !== undefined)
      this.#inserts.add(queryId);
    return transformed;
  }

  async transformResult({ queryId, result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (this.#inserts.has(queryId)) {
      const rows = result.rows.map((row) => ({ insertId: insertedId(row) }));
      return { ...result, rows };
    }
    return { ...result, rows: result.rows.map(mssqlRow) };
  }
}
