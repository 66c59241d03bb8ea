import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
/** What a skipped test says. */
export const POSTGRES_MISSING = 'PostgreSQL is not installed (Debian: apt-get install postgresql)';

/** Folder of the server's programs: of the newest that Debian has installed, '' for those on the path. */
function findPrograms(): string | null {
  const releases = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const [newest] = releases.toSorted((left, right) => Number(right) - Number(left));
  if (newest !== undefined) return join(DEBIAN, newest, 'bin');
  return spawnSync('postgres', ['--version'], { stdio: 'ignore' }).status === 0 ? '' : null;
}

/** Null: there is none on this machine. */
export const POSTGRES_PROGRAMS = findPrograms();

/** True when tests may start a PostgreSQL; without one CI fails, and elsewhere they do what they can without. */
export function hasPostgres(): boolean {
  if (POSTGRES_PROGRAMS === null && (process.env['CI'] ?? '') !== '') throw new Error(POSTGRES_MISSING);
  return POSTGRES_PROGRAMS !== null;
}
