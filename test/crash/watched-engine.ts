import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import { TableNode } from 'kysely';
import type { SqlEngine } from '../../src/warehouse/sql/sql-engine.ts';
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

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    const name = statementName(args.node);
    if (name !== null) {
      this.#names.set(args.queryId, name);
      this.#onStep(name, 'before');
    }
    return args.node;
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const name = this.#names.get(args.queryId);
    if (name !== undefined) this.#onStep(name, 'after');
    return args.result;
  }
}

/** The same engine, telling of each statement inside a transaction and of its commit. */
export function watchedEngine(engine: SqlEngine, onStep: OnStep): SqlEngine {
  return {
    ...engine,
    withTransaction: async (database, work) =>
      engine.withTransaction(database, (transaction) =>
        work({
          database: transaction.database.withPlugin(new StatementWatch(onStep)),
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
