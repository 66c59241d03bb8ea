import { AsyncLocalStorage } from 'node:async_hooks';
import { pino } from 'pino';
import type { Log, LogFacts, LogLevel } from '../lib/log.ts';
import { faultFacts } from './fault-facts.ts';
import { plainLine } from './plain-line.ts';

/** What a log is opened with. */
export interface LogOptions {
  readonly level: LogLevel;
  /** `json`: a line an object, for machines; `text`: for people. */
  readonly format: 'json' | 'text';
  /** Takes whole lines, at once: a short command ends right after its last one. */
  readonly write: (line: string) => void;
}

/** A log that writes through pino. Its lines bear the facts of the work in which they are told. */
export function openLog({ level, format, write }: LogOptions): Log {
  const around = new AsyncLocalStorage<Record<string, unknown>>();
  const told = new WeakSet<object>();
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => around.getStore() ?? {},
    },
    { write: format === 'json' ? write : (line) => write(plainLine(line)) },
  );
  return {
    line: (at, event, facts: LogFacts = {}) => logger[at](facts, event),
    fault: (error, facts = {}) => {
      // One that rises through several hands is told by the first, which knows its work.
      if (typeof error === 'object' && error !== null && told.has(error)) return;
      if (typeof error === 'object' && error !== null) told.add(error);
      logger.error({ ...facts, ...faultFacts(error) }, 'fault');
    },
    within: (facts, work) => around.run({ ...around.getStore(), ...facts }, work),
    add: (facts) => void Object.assign(around.getStore() ?? {}, facts),
  };
}
