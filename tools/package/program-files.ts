import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bundleProgram, OUTSIDE } from './bundle-program.ts';
import { ROOT } from './root.ts';

/** What of package-lock.json is read: one entry for each installed package, by its folder. */
interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Loaded by SQL Server's driver whether it is used or not; 52 MB (packaging/azure-left-out.cjs). */
const LEFT_OUT = ['@azure/core-auth', '@azure/identity', '@azure/keyvault-keys'] as const;
/** Files that the program never reads: what compilers and people read. Licences stay. */
const NOT_NEEDED = /\.(?:d\.[cm]?ts|[cm]?ts|map|flow|md|markdown|yml)$/;
const NOT_NEEDED_FOLDERS = /^(?:\.github|tests?|__tests__|examples?|benchmarks?)$/;

/** Every package of the lock file, by its folder below the clone. */
export function lockedPackages(): Readonly<Record<string, LockEntry>> {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  return lock.packages;
}

/** Where a package that is asked for from this folder is found: Node's own way upwards. */
function found(locked: Readonly<Record<string, LockEntry>>, from: string, name: string): string | null {
  for (let place = from; ;) {
    const folder = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
    if (locked[folder] !== undefined) return folder;
    if (place === '') return null;
    const above = place.lastIndexOf('/node_modules/');
    place = above === -1 ? '' : place.slice(0, above);
  }
}

/** Folders of everything that is not bundled and that the program runs with, the drivers among it. */
function neededPackages(): readonly string[] {
  const locked = lockedPackages();
  const needed = new Set<string>();
  const asked = OUTSIDE.map((name: string) => ({ from: '', name }));
  for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
    const { from, name } = next;
    const folder = found(locked, from, name);
    const isSkipped = name.startsWith('@types/') || LEFT_OUT.some((left) => left === name);
    if (folder === null || isSkipped || needed.has(folder)) continue;
    needed.add(folder);
    const entry = locked[folder] ?? {};
    for (const each of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      asked.push({ from: folder, name: each });
  }
  return [...needed].toSorted();
}

function copyPackage(folder: string, to: string): void {
  const from = join(ROOT, folder);
  if (!existsSync(from)) throw new Error(`${folder} is not installed: npm ci`);
  cpSync(from, join(to, folder), {
    recursive: true,
    filter: (path) => {
      const name = basename(path);
      if (path === from || /^licen[cs]e/i.test(name)) return true;
      // Packages within it are packages of their own, and were asked for or not.
      return name !== 'node_modules' && !NOT_NEEDED.test(name) && !NOT_NEEDED_FOLDERS.test(name);
    },
  });
}

function leaveOutAzure(to: string): void {
  for (const name of LEFT_OUT) {
    const folder = join(to, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(ROOT, 'packaging/azure-left-out.cjs'), join(folder, 'index.cjs'));
    writeFileSync(
      join(folder, 'package.json'),
      `${JSON.stringify({ name, version: '0.0.0', main: 'index.cjs' })}\n`,
    );
  }
}

/** Folders that were copied for files which then were not needed. */
function removeEmpty(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  const left = entries.filter((entry) => !(entry.isDirectory() && removeEmpty(join(folder, entry.name))));
  if (left.length === 0) rmSync(folder, { recursive: true });
  return left.length === 0;
}

/**
 * Lays the program down in an empty folder as every package has it: bundled, the built page, the libraries
 * that are not bundled, `package.json` with this version. Node itself is not among it.
 */
export async function layProgram(to: string, version: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  await bundleProgram(to);
  cpSync(join(ROOT, 'dist/web'), join(to, 'dist/web'), { recursive: true });
  for (const folder of neededPackages()) copyPackage(folder, to);
  leaveOutAzure(to);
  removeEmpty(join(to, 'node_modules'));
  const { name, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ name, version, license, type: 'module' })}\n`);
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(join(ROOT, file), join(to, file));
}

/** Lays the pages down that people read, whole: they lead to one another. Pictures are for the README. */
export function layDocuments(to: string): void {
  const pictures = join(ROOT, 'docs/pictures');
  cpSync(join(ROOT, 'docs'), to, { recursive: true, filter: (path) => path !== pictures });
}

/** Makes a file of the clone a file of a package, with its rights; folders on the way are made. */
export function layFile(from: string, to: string, mode: number): void {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, readFileSync(join(ROOT, from)), { mode });
}
