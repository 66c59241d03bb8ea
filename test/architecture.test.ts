import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unexcused, violations } from './support/architecture.ts';
import { EXCEPTIONS } from './support/laws/exceptions.ts';
import type { SourceFile } from './support/laws/source.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function readTree(folder: string): readonly SourceFile[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${ROOT}${folder}/${path}`, 'utf8') }));
}

function lawsBroken(...files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  return [
    ...new Set(violations(files.map(([path, text]) => ({ path, text }))).map((violation) => violation.law)),
  ];
}

type Planted = readonly (readonly [path: string, text: string])[];

const body = (lines: number): string => '  x();\n'.repeat(lines);
const head = (member: string): string => `export interface Shop {\n  ${member}\n}`;

/** Each law, broken once for each way in which it can be. */
const PLANTED: readonly (readonly [law: string, ...files: Planted])[] = [
  ['import laws', ['src/sync/a.ts', "import { x } from '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "import type { X } from '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "import {\n  x,\n} from '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "import '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "export { x } from '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "export * from '../app/app.ts';"]],
  ['import laws', ['src/sync/a.ts', "const { x } = await import('../app/app.ts');"]],
  ['import laws', ['src/sync/a.ts', "type X = import('../app/app.ts').X;"]],
  ['import laws', ['src/app/a.ts', "import { x } from '../warehouse/sqlite/sqlite-warehouse.ts';"]],
  ['import laws', ['src/sandbox/a.ts', "import type { x } from '../model/order.ts';"]],
  ['import laws', ['src/shop/seliton-rest/a.ts', "import { x } from '../seliton-xml/codec.ts';"]],
  ['import laws', ['src/shop/seliton-rest/a.ts', "import { request } from 'undici';"]],
  ['import laws', ['src/cli/a.ts', "import { x } from '../app/runner.ts';"]],
  ['import laws', ['web/pages/a.tsx', "import type { Order } from '../../src/model/order.ts';"]],
  ['import laws', ['web/pages/a.tsx', "import { CALLS } from '../../src/api/api.ts';"]],
  ['import laws', ['src/api/a.ts', "import type { Work } from '../app/work/work.ts';"]],
  ['import laws', ['bench/a.ts', "import { describe } from 'vitest';"]],
  ['imports are written out', ['src/compose/a.ts', 'await import(`../${name}.ts`);']],
  ['relative paths end in .ts', ['src/lib/a.ts', "import { x } from './b';"]],
  ['every file has a room', ['src/nowhere/a.ts', '']],
  ['time and chance are handed in', ['src/sync/a.ts', 'const now = Date.now();']],
  ['time limits are our own', ['src/app/a.ts', 'AbortSignal.any([a, AbortSignal.timeout(5)]);']],
  ['no node in model and sync', ['src/model/a.ts', "import { hash } from 'node:crypto';"]],
  ['no default exports', ['src/lib/a.ts', 'export default 1;']],
  ['no barrels', ['src/lib/index.ts', '']],
  ['banned names', ['src/lib/date-utils.ts', '']],
  ['kebab-case names', ['src/lib/myFile.ts', '']],
  ['kebab-case names', ['web/parts/DiffTable.tsx', '']],
  ['file length', ['src/lib/a.ts', 'x;\n'.repeat(301)]],
  ['file length', ['web/pages/a.tsx', 'x;\n'.repeat(301)]],
  ['line length', ['src/lib/a.ts', `const x = ${'1'.repeat(110)};`]],
  ['line length', ['bench/a.ts', `const x = ${'1'.repeat(110)};`]],
  ['function length', ['src/lib/a.ts', `function work() {\n${body(60)}}`]],
  ['function length', ['src/lib/a.ts', `const work = async () => {\n${body(60)}};`]],
  ['function length', ['src/lib/a.ts', `class Work {\n  do() {\n${body(60)}  }\n}`]],
  ['function length', ['web/pages/a.tsx', `function Page() {\n${body(90)}}`]],
  ['function length', ['test/flows/a.test.ts', `it('works', () => {\n${body(100)}});`]],
  ['heads promise', ['src/shop/shop.ts', head('close(): Promise<void>;')]],
  ['heads promise', ['src/shop/shop.ts', head('// Repeatable.\n  close(): Promise<void>;')]],
  ['heads say who repeats', ['src/shop/shop.ts', head('/** Closes. */\n  close(): Promise<void>;')]],
  [
    'changes are made in sync',
    ['src/app/tasks/a.ts', "f({ key: 'k', kind: 'link', subject: 's', label: 'l', fields: [], task });"],
  ],
  [
    'changes are made in sync',
    ['src/app/tasks/a.ts', "const change = { ...base, key, subject, label: 'l', fields };"],
  ],
  [
    'no cycles',
    ['src/lib/a.ts', "import { b } from './b.ts';"],
    ['src/lib/b.ts', "import { a } from './a.ts';"],
  ],
  [
    'no cycles',
    ['src/lib/a.ts', "import { b } from './b.ts';"],
    ['src/lib/b.ts', "import type { A } from './a.ts';"],
  ],
  [
    'no cycles',
    ['src/lib/a.ts', "export const b = () => import('./b.ts');"],
    ['src/lib/b.ts', "import './c.ts';"],
    ['src/lib/c.ts', "export type A = import('./a.ts').A;"],
  ],
  ['folder size', ...Array.from({ length: 26 }, (_, index) => [`src/lib/f${index}.ts`, ''] as const)],
];

describe('the laws of the house', () => {
  it('hold in the whole tree, but for the exceptions that are named with their reasons', () => {
    const broken = unexcused(['src', 'web', 'bench', 'tools', 'test'].flatMap(readTree));
    expect(broken.map(({ law, path, what }) => `${law}: ${path} ${what}`)).toEqual([]);
  });

  it('one file alone gives files their names: whole, flushed, its owner’s, never through a link', () => {
    const imported = /\bimport \{([^}]*)\} from 'node:fs(?:\/promises)?'/g;
    const writes = /\b(?:writeFile|appendFile|rename|copyFile|link|open|cp)(?:Sync)?\b|createWriteStream/;
    const writers = readTree('src')
      .filter(({ path }) => !/\.(?:test|contract)\.ts$/.test(path))
      .filter(({ text }) => [...text.matchAll(imported)].some(([, names = '']) => writes.test(names)))
      .map(({ path }) => path);
    // One fills a file that the law's own has made, one copies a backup into a folder of its own, one makes
    // the
    // memory's empty file; one opens a database of others, to read it.
    expect(writers.toSorted()).toEqual([
      'src/cli/write-whole.ts',
      'src/lib/whole-file.ts',
      // A log grows by lines, each of which is whole.
      'src/log/rotating-file.ts',
      // A profile that moves lies whole in a folder of its own, and is filled from there into what the law's
      // own has made.
      'src/state/moves/own-folder.ts',
      'src/state/sqlite/backups.ts',
      'src/state/sqlite/private-files.ts',
      'src/warehouse/access/file-looks.ts',
    ]);
  });

  it('peer-32: one file alone speaks HTTP, and whatever it sends waits for the limiter', () => {
    // Whoever reads addresses, or makes what the page listens with, speaks to nobody.
    const silent = 'isIP|isIPv4|isIPv6|BlockList|createSecureContext|Server|createServer(?: as \\w+)?';
    const speaks = new RegExp(
      `from 'undici'|\\bfetch\\(|import (?!type |\\{ (?:(?:${silent}),? )+\\})[^;]*? from 'node:(?:net|https?|tls)'`,
    );
    const speakers = readTree('src').filter(
      ({ path, text }) =>
        !/\.(?:test|contract)\.ts$/.test(path) && !path.includes('scripted-shop') && speaks.test(text),
    );
    // One knocks at ports of this machine and says nothing, one opens sockets that drivers speak over.
    expect(speakers.map(({ path }) => path)).toEqual([
      'src/compose/knock.ts',
      'src/wire/http-client.ts',
      'src/compose/hosted/public-hosts.ts',
    ]);
    const text = speakers[1]?.text ?? '';
    expect(text.match(/\bthis\.#once\(/g)).toHaveLength(1);
    expect(text).toContain('this.#limit.run(signal, () => this.#once(');
  });

  it('no process that is started gets an environment but the one made for it', () => {
    const starters = readTree('src').filter(
      ({ path, text }) => !path.endsWith('.test.ts') && /from '(?:node:)?child_process'/.test(text),
    );
    expect(starters.map(({ path }) => path)).toEqual(['src/compose/master-key.ts', 'src/compose/systemd.ts']);
    for (const { text } of starters) expect(text.match(/\benv: (\w+)/g)).toEqual(['env: childEnvironment']);
  });

  for (const [law, ...files] of PLANTED) {
    it(
      `${law}: noticed in ${files.map(([path, text]) => `${path} ${text.slice(0, 60)}`).join(', ')}`.slice(
        0,
        120,
      ),
      () => {
        expect(lawsBroken(...files)).toContain(law);
      },
    );
  }

  it('a whole file that breaks nothing is not noticed', () => {
    const kept = [
      "import type { Decimal } from '../model/decimal.ts';",
      '/** A sum. */',
      'export function sumOf(parts: readonly Decimal[]): number {',
      '  return parts.length;',
      '}',
    ];
    expect(lawsBroken(['src/sync/sum-of.ts', kept.join('\n')])).toEqual([]);
    const typed = "import type { OrderRow } from '../../src/api/records.ts';";
    expect(lawsBroken(['web/pages/rows.tsx', typed])).toEqual([]);
    expect(lawsBroken(['src/texts/bg/sums.ts', 'x;\n'.repeat(2000)])).toEqual([]);
  });

  it('an exception that nothing needs any more is noticed', () => {
    const needless = unexcused([{ path: 'src/lib/a.ts', text: '' }]);
    expect(needless.filter(({ law }) => law === 'exceptions are needed').length).toBeGreaterThanOrEqual(
      EXCEPTIONS.length,
    );
  });
});
