import type {
  CompiledQuery,
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import { TableNode } from 'kysely';
import type { SqlEngine, WarehouseDatabase } from '../../src/warehouse/sql/sql-engine.ts';
import type { OnStep } from './durable-steps.ts';

function tableOf(node: unknown): string {
  return node !== undefined && TableNode.is(node as TableNode)
    ? (node as TableNode).table.identifier.name
    : '?';
}

/** `insert operations`; null for what changes nothing. */
function statementName(node: RootOperationNode): string | null {
  if (node.kind === 'InsertQueryNode') return `sql insert ${tableOf(node.into)}`;
  if (node.kind === 'UpdateQueryNode') return `sql update ${tableOf(node.table)}`;
  if (node.kind === 'DeleteQueryNode') return `sql delete ${tableOf(node.from.froms[0])}`;
  return null;
}

/** Tells of every statement of a transaction that changes something, so that a run can be killed between two. */
class StatementWatch implements KyselyPlugin {
  readonly #onStep: OnStep;
  readonly #names = new WeakMap<object, string>();

  constructor(onStep: OnStep) {
    this.#onStep = onStep;
  }

  /** Told once for each time that it is carried out: when it is built, or, where its text was kept, when it is sent. */
  begin({ node, queryId }: PluginTransformQueryArgs): void {
    const name = statementName(node);
    if (name === null || this.#names.has(queryId)) return;
    this.#names.set(queryId, name);
    this.#onStep(name, 'before');
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    this.begin(args);
    return args.node;
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const name = this.#names.get(args.queryId);
    this.#names.delete(args.queryId);
    if (name !== undefined) this.#onStep(name, 'after');
    return args.result;
  }
}

/** The same database; statements whose text was made before are told of, too. */
function watched(database: WarehouseDatabase, onStep: OnStep): WarehouseDatabase {
  const watch = new StatementWatch(onStep);
  const plugged = database.withPlugin(watch);
  const send = async <Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> => {
    watch.begin({ node: query.query, queryId: query.queryId });
    return plugged.executeQuery(query);
  };
  return new Proxy(plugged, {
    get: (target, key) => {
      if (key === 'executeQuery') return send;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

/** The same engine, telling of each statement inside a transaction and of its commit. */
export function watchedEngine(engine: SqlEngine, onStep: OnStep): SqlEngine {
  return {
    ...engine,
    withTransaction: async (database, work) =>
      engine.withTransaction(database, (transaction) =>
        work({
          database: watched(transaction.database, onStep),
          rollback: () => transaction.rollback(),
          commit: async () => {
            onStep('sql commit', 'before');
            const result = await transaction.commit();
            onStep('sql commit', 'after');
            return result;
          },
        }),
      ),
  };
}
