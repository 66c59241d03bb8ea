import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeOwnFolder } from './own-folder.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'own-folder-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what is missing above is made too, for the owner alone; a second time changes nothing', () => {
  const folder = join(root, 'a', 'b', 'c');
  makeOwnFolder(folder);
  makeOwnFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700);
});

test('a file in the way is told, not taken for a folder', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeOwnFolder(join(root, 'file'))).toThrow('EEXIST');
  expect(() => makeOwnFolder(join(root, 'file', 'below'))).toThrow('ENOTDIR');
});

test.runIf(process.platform === 'linux')('a place where nothing can be made ends with an error', () => {
  expect(() => makeOwnFolder('/proc/nowhere/deep')).toThrow('ENOENT');
});
