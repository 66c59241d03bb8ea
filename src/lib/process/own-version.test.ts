import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownVersion } from './own-version.ts';

const COMMIT = '21d6e8b50b9a2f0c4d1e7a8b6c5d4e3f2a1b0c9d';
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'own-version-'));
  lay('package.json', '{"name":"skladbridge","version":"0.2.0"}');
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

/** A file below the clone's folder, with what leads to it. */
function lay(file: string, text: string): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
}

const layNote = (): void => lay('changelog/unreleased/0001-one.md', 'Bugfix: one thing\n');

test('a package and a clone of a release have the version of the release', () => {
  expect(ownVersion(clone)).toBe('0.2.0');
  lay('.git/HEAD', `${COMMIT}\n`);
  lay('changelog/unreleased/.gitkeep', '');
  expect(ownVersion(clone)).toBe('0.2.0');
});

test('a clone past its release tells the commit too, however git keeps it', () => {
  layNote();
  lay('.git/HEAD', `${COMMIT}\n`);
  expect(ownVersion(clone)).toBe('0.2.0+21d6e8b');
  lay('.git/HEAD', 'ref: refs/heads/main\n');
  lay(
    '.git/packed-refs',
    `# pack-refs\n${'0'.repeat(40)} refs/heads/other-main\n${COMMIT} refs/heads/main\n`,
  );
  expect(ownVersion(clone)).toBe('0.2.0+21d6e8b');
  lay('.git/refs/heads/main', `abcdef0${COMMIT.slice(7)}\n`);
  expect(ownVersion(clone)).toBe('0.2.0+abcdef0');
});

test('so does a further tree of a clone, whose branches lie in the first one', () => {
  layNote();
  lay('.git', 'gitdir: first/.git/worktrees/second\n');
  lay('first/.git/worktrees/second/HEAD', 'ref: refs/heads/second\n');
  lay('first/.git/worktrees/second/commondir', '../..\n');
  lay('first/.git/refs/heads/second', `${COMMIT}\n`);
  expect(ownVersion(clone)).toBe('0.2.0+21d6e8b');
});

test('what was unpacked without its repository is still told from the release', () => {
  layNote();
  expect(ownVersion(clone)).toBe('0.2.0+unreleased');
  lay('.git/HEAD', 'ref: refs/heads/new\n');
  expect(ownVersion(clone)).toBe('0.2.0+unreleased');
});
