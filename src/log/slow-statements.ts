import { hearStatements } from '../lib/statements.ts';
import type { Log } from '../lib/log.ts';

/** A person notices a page that waits so long; most statements take a hundredth of it. */
const SLOW_MS = 100;
/** Long lists of columns and rows tell nothing more. */
const LONGEST_SQL = 1000;

/** A statement as a log may have it: parameters are not in it, and texts that were written into it go. */
function withoutTexts(sql: string): string {
  return sql
    .replaceAll(/'(?:[^']|'')*'/g, "'…'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_SQL);
}

/**
 * Tells statements that took long, of the memory and of the warehouse, at debug, inside of the work that
 * has asked; never their parameters. Until the returned function is called.
 */
export function tellSlowStatements(log: Log, slowMs: number = SLOW_MS): () => void {
  return hearStatements(({ place, sql, ms }) => {
    if (ms >= slowMs) log.line('debug', 'slowSql', { place, ms: Math.round(ms), sql: withoutTexts(sql) });
  });
}
