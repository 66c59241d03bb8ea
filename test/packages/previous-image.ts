import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, KEPT, need } from './debian-tree.ts';

// Which image is the previous one: that of the newest release that kept its memory in a database. Before there is such a release,
// and for an upgrade that no release has to go through, it is that of a commit which had one.

/** A memory in a database is there with it. */
const DATABASE = 'src/state/postgres/migrate-database.ts';
/** The last commit before version 39 of the memory, which only adds. */
const BEFORE_RELEASES = 'a338a204';
/** The last before version 37: 38, which is behind it, has former programs stopped. */
export const BEFORE_A_CONTRACT = 'bfebc341';
/** Of the image of a commit that is no release. */
const VERSION = '0.2.0';

/** A former program, as a clone's history has it. */
export interface FormerProgram {
  readonly commit: string;
  readonly version: string;
}

function git(...words: readonly string[]): string | null {
  const { code, text } = call('git', ...words);
  return code === 0 ? text.trim() : null;
}

/** The newest release that has a memory in a database; before the first, a commit that has one. */
export function previousProgram(): FormerProgram {
  const released = readdirSync('changelog')
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .toSorted((left, right) => right.localeCompare(left, 'en', { numeric: true }));
  for (const version of released) {
    const commit = git('log', '--format=%H', '-1', '--diff-filter=A', '--', `changelog/${version}`) ?? '';
    if (commit !== '' && git('cat-file', '-e', `${commit}:${DATABASE}`) !== null) return { commit, version };
  }
  return { commit: BEFORE_RELEASES, version: VERSION };
}

/** A commit that is no release, as a program of before. */
export function programOf(commit: string): FormerProgram {
  return { commit, version: VERSION };
}

/** Which version of the memory a program makes; null: this clone's history does not reach to it. */
export function memoryVersionOf({ commit }: FormerProgram): number | null {
  const list = git('show', `${commit}:src/state/sql/migrations.ts`);
  return list === null ? null : (list.match(/'\d{4}-[\w-]+\.sql'/g) ?? []).length;
}

/**
 * The archive of a former program's image, made of its commit with the libraries of its own lock file; kept between calls,
 * as trees are.
 */
export function formerImage({ commit, version }: FormerProgram): string {
  const kept = join(KEPT, `skladbridge-${commit}-image.tar`);
  if (existsSync(kept)) return kept;
  mkdirSync(KEPT, { recursive: true });
  const clone = mkdtempSync(join(tmpdir(), 'skladbridge-former-'));
  try {
    need('sh', '-c', `git archive ${commit} | tar -x -C ${clone}`);
    const lock = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');
    if (lock(clone) === lock('.')) need('cp', '-a', '--reflink=auto', 'node_modules', clone);
    else need('npm', '--prefix', clone, 'ci', '--no-audit', '--no-fund', '--silent');
    const out = ['--version', version, '--out', clone];
    need('npm', '--prefix', clone, 'run', '--silent', 'package', '--', 'image', ...out);
    renameSync(join(clone, `skladbridge-${version}-image.tar`), kept);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
  return kept;
}
