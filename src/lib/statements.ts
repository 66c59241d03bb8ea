import { channel } from 'node:diagnostics_channel';

/** A statement that a database has answered, without what was put into it. */
export interface ToldStatement {
  readonly place: 'memory' | 'warehouse';
  readonly sql: string;
  readonly ms: number;
}

const STATEMENTS = channel('skladbridge:statement');

/** Whether anybody listens; where nobody does, telling costs nothing. */
export function areStatementsHeard(): boolean {
  return STATEMENTS.hasSubscribers;
}

/** Tells whoever listens, inside of the work that has asked. */
export function tellStatement(statement: ToldStatement): void {
  STATEMENTS.publish(statement);
}

/** Does what asks a database, and tells how long it took, also when it failed. */
export async function toldStatement<T>(
  place: ToldStatement['place'],
  sql: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!STATEMENTS.hasSubscribers) return work();
  const startedMs = performance.now();
  try {
    return await work();
  } finally {
    tellStatement({ place, sql, ms: performance.now() - startedMs });
  }
}

/** Hears of every statement until the returned function is called. */
export function hearStatements(listener: (statement: ToldStatement) => void): () => void {
  const hear = (message: unknown): void => listener(message as ToldStatement);
  STATEMENTS.subscribe(hear);
  return () => {
    STATEMENTS.unsubscribe(hear);
  };
}
