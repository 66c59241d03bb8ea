import { harmlessFacts, harmlessStack } from './harmless.ts';

const KNOWN = /([\w]+)=("(?:[^"\\]|\\.)*"|\S+)/g;
const PLAIN = /^(\S+Z) (error|warn|info|debug)\s+(\w+)(.*)$/;

function asObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function causeOf(cause: unknown): unknown {
  const { name, stack } = cause as { readonly name?: unknown; readonly stack?: unknown };
  return { name: String(name).slice(0, 60), at: harmlessStack(stack) };
}

/**
 * A line of the log as support may see it: what it is about, with codes and counts; never what somebody
 * wrote.
 */
function lineOf(line: string): Readonly<Record<string, unknown>> | null {
  const object = asObject(line);
  if (object !== null) {
    const { stack, causes, facts, ...rest } = object;
    return {
      ...harmlessFacts(rest),
      ...(typeof facts === 'object' && facts !== null ? { facts: harmlessFacts({ ...facts }) } : {}),
      ...(stack === undefined ? {} : { stack: harmlessStack(stack) }),
      ...(Array.isArray(causes) ? { causes: causes.map(causeOf) } : {}),
    };
  }
  const [, time, level, msg, rest = ''] = PLAIN.exec(line) ?? [];
  if (time === undefined) {
    const [at] = harmlessStack(line);
    return at === undefined ? null : { at };
  }
  const fields = [...rest.matchAll(KNOWN)].map(([, name = '', value = '']) => [name, value] as const);
  return { time, level, msg, ...harmlessFacts(Object.fromEntries(fields)) };
}

/**
 * The last lines of a log, in either of its forms; the first one may be half of one, and is left out then.
 */
export function logTail(text: string, most: number): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .map(lineOf)
    .filter((line) => line !== null)
    .slice(-most);
}
