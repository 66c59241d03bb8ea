import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { readError } from '../model/file-error.ts';
import { SyncError } from '../model/sync-error.ts';
import { childEnvironment } from './child-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Tells the 64 digits of a key; `true`: anew, whatever was told before. */
export type TellKey = (isAnew: boolean) => Promise<string>;

const COMMAND_MS = 30_000;

/**
 * Where the key is that opens those of the secrets: `SKLADBRIDGE_KEY` itself, the file that `…_KEY_FILE`
 * names (of a service manager or a container), or what the command in `…_KEY_COMMAND` prints (of a vault);
 * null where none is named. `which`: the present key, or `NEW_KEY`, which is to take its place. The telling
 * rejects `file.*`, `secrets.keyCommand`.
 */
export function handedKey(own: Environment, which: 'KEY' | 'NEW_KEY'): TellKey | null {
  const named = (more: string): string => own[`SKLADBRIDGE_${which}${more}`] ?? '';
  const [text, file, command] = [named(''), named('_FILE'), named('_COMMAND')];
  if (text !== '') return async () => text.trim();
  if (file !== '') return () => readKeyFile(file);
  return command === '' ? null : printedBy(command, own);
}

async function readKeyFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw readError(error, file);
  }
}

/** Run once, and again where what it printed opens nothing any more: a vault is not asked at each secret. */
function printedBy(command: string, own: Environment): TellKey {
  let printed: Promise<string> | null = null;
  return async (isAnew) => {
    if (isAnew) printed = null;
    printed ??= run(command, own);
    try {
      return await printed;
    } catch (error) {
      printed = null;
      throw error;
    }
  };
}

/** What a vault's own program proves by who it is; nothing that was handed to us. */
function othersOf(own: Environment): Readonly<Record<string, string>> {
  const isOurs = /^(?:SKLADBRIDGE_|PGPASSWORD$)/;
  const others = Object.entries(own).filter(([name]) => !isOurs.test(name));
  return Object.fromEntries(others.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

async function run(command: string, own: Environment): Promise<string> {
  try {
    const { stdout } = await promisify(exec)(command, {
      env: childEnvironment(own, othersOf(own)),
      timeout: COMMAND_MS,
      windowsHide: true,
    });
    return stdout.trim();
  } catch (error) {
    const { code, signal } = error as { readonly code?: unknown; readonly signal?: unknown };
    // Without what it printed: that may be a part of the key.
    throw new SyncError('secrets.keyCommand', { problem: String(code ?? signal ?? 'unknown') });
  }
}
