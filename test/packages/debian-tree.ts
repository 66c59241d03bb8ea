import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Trees are kept between calls: making one takes minutes and the network. */
export const KEPT = join(homedir(), '.cache/skladbridge-tests');

/** What a call of another program has answered. */
export interface Answer {
  readonly code: number | null;
  readonly text: string;
}

/** Calls a program and answers what it says on both outputs. */
export function call(command: string, ...args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (error !== undefined) throw error;
  return { code: status, text: stdout + stderr };
}

/** `call` of what must go well. */
export function need(command: string, ...args: readonly string[]): string {
  const { code, text } = call(command, ...args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${code}\n${text}`);
  return text;
}

/** The kept tree of a Debian release with these packages beside the least that there is; made where it is missing. */
function keptTree(suite: string, packages: readonly string[]): string {
  const tree = join(KEPT, [suite, ...packages].join('-'));
  if (existsSync(tree)) return tree;
  const half = `${tree}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(KEPT, { recursive: true });
  need('debootstrap', '--variant=minbase', suite, half);
  const install = `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends ${packages.join(' ')} && apt-get clean`;
  need('chroot', half, 'sh', '-c', install);
  renameSync(half, tree);
  return tree;
}

/** A tree of its own to do anything with; whoever asks for it removes it. */
export function freshTree(suite: string, packages: readonly string[]): string {
  const kept = keptTree(suite, packages);
  const tree = mkdtempSync(join(tmpdir(), 'skladbridge-tree-'));
  need('cp', '-a', '--reflink=auto', `${kept}/.`, tree);
  return tree;
}

/**
 * The `.deb` of a release, made of the commit that cut it with the libraries of its own lock file; kept between calls, as
 * trees are.
 */
export function releasedDeb(version: string): string {
  const kept = join(KEPT, `skladbridge_${version}_amd64.deb`);
  if (existsSync(kept)) return kept;
  const commit = need(
    'git',
    'log',
    '--format=%H',
    '-1',
    '--diff-filter=A',
    '--',
    `changelog/${version}`,
  ).trim();
  if (commit === '') throw new Error(`the history of this clone does not reach to ${version}`);
  const clone = mkdtempSync(join(tmpdir(), 'skladbridge-release-'));
  try {
    need('sh', '-c', `git archive ${commit} | tar -x -C ${clone}`);
    need('npm', '--prefix', clone, 'ci', '--no-audit', '--no-fund', '--silent');
    need(
      'npm',
      '--prefix',
      clone,
      'run',
      '--silent',
      'package',
      '--',
      'deb',
      '--version',
      version,
      '--out',
      KEPT,
    );
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
  return kept;
}

/** Makes packages of this clone; answers the folder that they are in. */
export function madePackages(out: string, version: string, ...kinds: readonly string[]): void {
  need('npm', 'run', '--silent', 'package', '--', ...kinds, '--version', version, '--out', out);
}
