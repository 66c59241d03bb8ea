import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

const VERSION = /^(\d+\.\d+\.\d+)(?:\+(\d+)\.[0-9a-f]+)?$/;

function git(...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();
}

/**
 * The version of the packages that this clone makes: that of the release, and past it also how many commits
 * there are and which is the last: `0.2.0+448.21d6e8b`, which systems take for newer than 0.2.0 and for older
 * than the next release. Throws where git does not know the clone.
 */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const isPast = readdirSync(join(ROOT, 'changelog/unreleased')).some((name) => name.endsWith('.md'));
  if (!isPast) return version;
  return `${version}+${git('rev-list', '--count', 'HEAD')}.${git('rev-parse', '--short=7', 'HEAD')}`;
}

/** Whether a text is a version of packages. */
export function isPackageVersion(text: string): boolean {
  return VERSION.test(text);
}

/** A version in four numbers, as files of Windows have it: `0.2.0.448`. Throws when it is none of packages. */
export function fourNumbers(version: string): string {
  const [, release, commits = '0'] = VERSION.exec(version) ?? [];
  if (release === undefined) throw new Error(`not a version: ${version}`);
  return `${release}.${commits}`;
}
