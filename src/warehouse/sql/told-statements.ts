import type { KyselyConfig } from 'kysely';
import { areStatementsHeard, tellStatement } from '../../lib/statements.ts';

/** What makes kysely tell of its statements; nothing while nobody listens, for it would time each of them. */
export function toldStatements(): Pick<KyselyConfig, 'log'> {
  if (!areStatementsHeard()) return {};
  return {
    log: ({ query, queryDurationMillis }) =>
      tellStatement({ place: 'warehouse', sql: query.sql, ms: queryDurationMillis }),
  };
}
