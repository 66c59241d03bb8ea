import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { readTables, sideBySide } from './support/compare-tables.ts';
import { printTable } from './support/measure.ts';

// All benchmarks one after the other, or those that are named: `npm run bench -- lists start`.
// `--compare REV` runs each in that version too, right after this one's, and sets their figures side by side.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** In their order, with what they are called with. */
const BENCHMARKS: readonly (readonly [name: string, ...words: string[]])[] = [
  ['unchanged', '10000', '100000', '500000'],
  ['first-export'],
  ['import'],
  ['line'],
  ['backlog'],
  ['order-to-unp'],
  ['lists'],
  ['page'],
  ['start'],
  ['nothing-to-do', '100000', '10000'],
  ['access'],
  ['hosted'],
  ['firms'],
];

const run = promisify(execFile);

/** The files of a version in a folder of their own, with the packages of this one. */
async function checkOut(revision: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-compare-'));
  const archive = join(folder, 'version.tar');
  await run('git', ['-C', ROOT, 'archive', '--format=tar', '-o', archive, revision]);
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs a benchmark of a version, shows what it says, and returns it. Rejects when it fails. */
async function measure(root: string, [name, ...words]: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'bench', `${name}.ts`), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stdout.write(text);
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`);
  return said;
}

async function compare(benchmark: readonly string[], there: string, revision: string): Promise<void> {
  const [name = ''] = benchmark;
  const here = readTables(await measure(ROOT, benchmark));
  if (!existsSync(join(there, 'bench', `${name}.ts`))) {
    console.log(`\n${name}: ${revision} has no such benchmark`);
    return;
  }
  console.log(`\n${revision}:`);
  const said = await measure(there, benchmark).catch((error: unknown) => {
    // An earlier version may know other words, or want other packages: the next benchmark goes on.
    console.log(`\n${revision}: ${String(error)}`);
    return '';
  });
  const before = readTables(said);
  for (const table of here) {
    const rows = sideBySide(before.find((each) => each.subject === table.subject) ?? null, table, revision);
    if (rows.length > 0) printTable(`${table.title}, beside ${revision}`, rows);
  }
}

const { values, positionals } = parseArgs({
  options: { compare: { type: 'string' } },
  allowPositionals: true,
});
const chosen = BENCHMARKS.filter(([name]) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((word) => BENCHMARKS.every(([name]) => name !== word));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}`);
const there = values.compare === undefined ? null : await checkOut(values.compare);
try {
  for (const benchmark of chosen) {
    if (there === null) await measure(ROOT, benchmark);
    else await compare(benchmark, there, values.compare ?? '');
  }
} finally {
  if (there !== null) await rm(there, { recursive: true, force: true });
}
