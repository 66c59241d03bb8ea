import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  copyFileSync,
  writeFileSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'skladbridge-launcher-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program that is started by a package's command finds in its environment. */
function started(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { stdout } = spawnSync('sh', [join(folder, 'bin', 'skladbridge')], { env, encoding: 'utf8' });
  return JSON.parse(stdout) as Readonly<Record<string, string>>;
}

it.skipIf(process.platform === 'win32')(
  'the command of the tarball, which the container starts too, gives the program the memory that the unit gives it',
  () => {
    for (const name of ['bin', 'program']) mkdirSync(join(folder, name));
    copyFileSync(join(ROOT, 'packaging/linux/skladbridge'), join(folder, 'bin', 'skladbridge'));
    symlinkSync(process.execPath, join(folder, 'bin', 'node'));
    writeFileSync(join(folder, 'program', 'main.js'), 'process.stdout.write(JSON.stringify(process.env))');
    const unit = readFileSync(join(ROOT, 'packaging/debian/skladbridge.service'), 'utf8');
    const said = Array.from(unit.matchAll(/^Environment=(MALLOC_\w+)=(\S+)$/gm), ([, name, value]) => [
      name,
      value,
    ]);
    const memory = Object.fromEntries(said) as Readonly<Record<string, string>>;
    expect(Object.keys(memory)).toHaveLength(3);
    const { PATH = '' } = process.env;
    expect(started({ PATH })).toMatchObject(memory);
    expect(started({ PATH, MALLOC_ARENA_MAX: '4' })).toMatchObject({ MALLOC_ARENA_MAX: '4' });
  },
);
