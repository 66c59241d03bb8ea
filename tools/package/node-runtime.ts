import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockedPackages } from './program-files.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

/** Systems that packages are made for. */
export type System = 'linux-x64' | 'win-x64';

const KEPT = join(ROOT, 'node_modules/.cache/packages');

/** The archive of Node's npm package of a system, fetched once; it is the one that the lock file names, or throws. */
function archiveOf(system: System): string {
  const name = `node-${system}`;
  const { version = '', integrity = '' } = lockedPackages()[`node_modules/${name}`] ?? {};
  const file = join(KEPT, `${name}-${version}.tgz`);
  mkdirSync(KEPT, { recursive: true });
  if (!existsSync(file))
    runTool('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', KEPT]);
  const hash = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (`sha512-${hash}` === integrity) return file;
  rmSync(file);
  throw new Error(`${name}@${version} is not the one of package-lock.json`);
}

/** Takes one file out of Node's package of a system. */
function takeOut(system: System, file: string, to: string): void {
  const unpacked = join(KEPT, `node-${system}`);
  mkdirSync(unpacked, { recursive: true });
  runTool('tar', ['-xzf', archiveOf(system), '-C', unpacked, `package/${file}`]);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(unpacked, 'package', file), to);
  rmSync(unpacked, { recursive: true });
}

/** Lays Node of a system down as this file, its licence beside it. */
export function layNode(system: System, to: string): void {
  takeOut(system, system === 'win-x64' ? 'bin/node.exe' : 'bin/node', to);
  // The package for Windows comes without the licence, which is the same.
  takeOut('linux-x64', 'LICENSE', join(dirname(to), 'LICENSE-node'));
}
