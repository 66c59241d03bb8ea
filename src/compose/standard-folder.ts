import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { DataPlaces } from '../cli/program.ts';

/** The machine, as far as it decides where data are kept. */
export interface DataMachine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null where the user has none, as in a container. */
  readonly home: string | null;
  readonly currentFolder: string;
}

/** The folder of the user; null for a number that nobody has given a name and a home. */
export function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

/** Folders that a program started in a folder of its own may have kept its memory in. */
const LEFT_IN = ['skladbridge-data', 'data'] as const;
const STATE_FILE = 'state.db';

/**
 * Where data are kept when nobody says where: one place, whatever the current folder. Windows:
 * `%ProgramData%\Skladbridge`, for the service and the people of the machine; elsewhere a folder of the user's. A
 * package whose service has a place of its own names it (`SKLADBRIDGE_DATA`).
 */
export function standardFolder({ platform, env, home }: Omit<DataMachine, 'currentFolder'>): string {
  if (platform === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Skladbridge');
  if (platform === 'darwin' && home !== null)
    return join(home, 'Library', 'Application Support', 'Skladbridge');
  const { XDG_DATA_HOME: named = '' } = env;
  if (home === null) return '/var/lib/skladbridge';
  return join(isAbsolute(named) ? named : join(home, '.local', 'share'), 'skladbridge');
}

/**
 * The standard place, and a memory that an earlier version has left in the current folder while there is none
 * in that place: nobody takes the one for the other unasked.
 */
export function dataPlaces(machine: DataMachine): DataPlaces {
  const standard = standardFolder(machine);
  const holds = (folder: string): boolean => existsSync(join(folder, STATE_FILE));
  const left = LEFT_IN.map((name) => resolve(machine.currentFolder, name)).find(
    (folder) => folder !== standard && holds(folder),
  );
  return { standard, left: left === undefined || holds(standard) ? null : left };
}
