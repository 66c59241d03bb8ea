import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** So much of a commit's name as people write. */
const SHORT = 7;

/** The text of a file; null where there is none. */
function textOf(...place: readonly string[]): string | null {
  try {
    return readFileSync(join(...place), 'utf8');
  } catch {
    return null;
  }
}

/** Where git keeps what is known of this tree; a further tree of a clone names the place in a file. */
function repositoryOf(folder: string): string {
  const place = join(folder, '.git');
  const named = /^gitdir: (.+)$/m.exec(textOf(place) ?? '')?.[1];
  return named === undefined ? place : resolve(folder, named);
}

/** The commit that a clone stands on, read as git keeps it; null where there is no repository. */
function commitOf(folder: string): string | null {
  const own = repositoryOf(folder);
  const head = textOf(own, 'HEAD')?.trim() ?? '';
  const branch = /^ref: (.+)$/.exec(head)?.[1];
  if (branch === undefined) return head === '' ? null : head;
  const all = resolve(own, textOf(own, 'commondir')?.trim() ?? '.');
  const packed = textOf(all, 'packed-refs')?.split('\n') ?? [];
  const line = packed.find((each) => each.endsWith(` ${branch}`));
  return textOf(all, branch)?.trim() ?? line?.split(' ', 1)[0] ?? null;
}

/** Whether a clone holds what a user can notice and no release has; packages do not bring that folder. */
function isPastRelease(folder: string): boolean {
  const waiting = join(folder, 'changelog/unreleased');
  return existsSync(waiting) && readdirSync(waiting).some((name) => name.endsWith('.md'));
}

/**
 * The version of the program in this folder, by its `package.json`: `0.2.0` of a release and of packages, and
 * `0.2.0+21d6e8b` of a clone that is past that release, with the commit that it stands on (`+unreleased` where
 * nobody knows it). Reads a few files, starts nothing. Throws without a `package.json`.
 */
export function ownVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  if (!isPastRelease(folder)) return version;
  return `${version}+${commitOf(folder)?.slice(0, SHORT) ?? 'unreleased'}`;
}
