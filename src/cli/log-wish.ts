import { LOG_LEVELS, NO_LOG } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';
import { SyncError } from '../model/sync-error.ts';
import type { Program } from './program.ts';
import type { CliIo } from './session.ts';

/** `json`: a line an object, for machines; `text`: for people. */
export const LOG_FORMATS = ['json', 'text'] as const;

/** What is typed about the log, before or behind any command. */
export interface LogOptions {
  readonly logLevel?: string;
  readonly logFile?: string;
  readonly logFormat?: string;
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined)
    throw new SyncError('settings.badValue', { key: option, value, expected: known.join(' | ') });
  return found;
}

/**
 * The log that was asked for by any of its options; none otherwise. Without a file it goes to standard
 * error, as text on a terminal and as JSON elsewhere.
 */
export async function startLog(program: Program, io: CliIo, options: LogOptions): Promise<Log> {
  const { logLevel, logFile, logFormat } = options;
  if (logLevel === undefined && logFile === undefined && logFormat === undefined) return NO_LOG;
  const isRead = logFile === undefined && io.stderr.isTTY === true;
  return program.startLog({
    level: oneOf('--log-level', logLevel ?? 'info', LOG_LEVELS),
    format: oneOf('--log-format', logFormat ?? (isRead ? 'text' : 'json'), LOG_FORMATS),
    file: logFile ?? null,
    write: (line) => void io.stderr.write(line),
  });
}
