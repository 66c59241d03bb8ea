import type { LogFacts } from '../lib/log.ts';
import { asSyncError } from '../model/sync-error.ts';
import { maskSecrets } from './mask-secrets.ts';

/** A chain that is longer runs in a circle. */
const MOST_CAUSES = 8;

interface Cause {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

function causeOf(error: unknown, hasStack: boolean): Cause {
  if (!(error instanceof Error)) return { name: typeof error, message: maskSecrets(String(error)) };
  const { name, message, stack = '' } = error;
  const told = { name, message: maskSecrets(message) };
  return hasStack ? { ...told, stack: maskSecrets(stack) } : told;
}

/**
 * What a log tells of a fault: code and facts, and what it came from. A bug, ours to mend, is told with its
 * stack and those of its causes.
 */
export function faultFacts(error: unknown): LogFacts {
  const known = asSyncError(error);
  const isBug = known.kind === 'bug';
  const causes: Cause[] = [];
  for (let next: unknown = known.cause; next !== undefined && causes.length < MOST_CAUSES;) {
    causes.push(causeOf(next, isBug));
    next = next instanceof Error ? next.cause : undefined;
  }
  return {
    code: known.code,
    kind: known.kind,
    facts: maskedFacts(known.facts),
    ...(isBug ? { stack: maskSecrets(known.stack ?? '') } : {}),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

function maskedFacts(facts: Readonly<Record<string, string | number>>): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskSecrets(value) : value,
    ]),
  );
}
