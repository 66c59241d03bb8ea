import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { violations } from './support/architecture.ts';
import type { SourceFile } from './support/architecture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function readTree(folder: string): readonly SourceFile[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${ROOT}${folder}/${path}`, 'utf8') }));
}

function lawsBroken(...files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  return [
    ...new Set(violations(files.map(([path, text]) => ({ path, text }))).map((violation) => violation.law)),
  ];
}

describe('the laws of the house', () => {
  it('hold in the whole tree', () => {
    const broken = violations([...readTree('src'), ...readTree('test')]);
    expect(broken.map(({ law, path, what }) => `${law}: ${path} ${what}`)).toEqual([]);
  });

  it('peer-32: one file alone talks to a shop, and whatever it sends waits for the limiter', () => {
    const speaks = /from '(?:undici|node:https?|node:net|node:tls)'|\bfetch\(/;
    const speakers = readTree('src/shop').filter(
      ({ path, text }) =>
        !/\.(?:test|contract)\.ts$/.test(path) && !path.includes('scripted-shop') && speaks.test(text),
    );
    expect(speakers.map(({ path }) => path)).toEqual(['src/shop/seliton-http/http-client.ts']);
    const text = speakers[0]?.text ?? '';
    expect(text.match(/\bthis\.#once\(/g)).toHaveLength(1);
    expect(text).toContain('this.#limit.run(signal, () => this.#once(');
  });

  it('each is noticed when it is broken', () => {
    expect(lawsBroken(['src/sync/a.ts', "import { x } from '../app/app.ts';"])).toEqual(['import laws']);
    expect(
      lawsBroken(['src/app/a.ts', "import { x } from '../warehouse/sqlite/sqlite-warehouse.ts';"]),
    ).toEqual(['import laws']);
    expect(lawsBroken(['src/sandbox/a.ts', "import type { x } from '../model/order.ts';"])).toEqual([
      'import laws',
    ]);
    expect(
      lawsBroken(['src/shop/seliton-rest/a.ts', "import { x } from '../seliton-xml/codec.ts';"]),
    ).toEqual(['import laws']);
    expect(lawsBroken(['src/shop/seliton-rest/a.ts', "import { request } from 'undici';"])).toEqual([
      'import laws',
    ]);
    expect(lawsBroken(['src/cli/a.ts', "import { x } from '../app/runner.ts';"])).toEqual(['import laws']);
    expect(lawsBroken(['src/access/a.ts', "import { x } from '../app/app.ts';"])).toEqual(['import laws']);
    expect(lawsBroken(['src/lib/a.ts', "import { x } from './b';"])).toEqual(['relative paths end in .ts']);
    expect(lawsBroken(['src/nowhere/a.ts', ''])).toEqual(['every file has a room']);
    expect(lawsBroken(['src/sync/a.ts', 'const now = Date.now();'])).toEqual([
      'time and chance are handed in',
    ]);
    expect(lawsBroken(['src/model/a.ts', "import { hash } from 'node:crypto';"])).toEqual([
      'import laws',
      'no node in model and sync',
    ]);
    expect(lawsBroken(['src/lib/a.ts', 'export default 1;'])).toEqual(['no default exports']);
    expect(lawsBroken(['src/lib/index.ts', ''])).toEqual(['no barrels']);
    expect(lawsBroken(['src/lib/date-utils.ts', ''])).toEqual(['banned names']);
    expect(lawsBroken(['src/lib/myFile.ts', ''])).toEqual(['kebab-case names']);
    expect(lawsBroken(['src/lib/a.ts', 'x;\n'.repeat(301)])).toEqual(['file length']);
    expect(lawsBroken(['src/lib/a.ts', `const x = ${'1'.repeat(110)};`])).toEqual(['line length']);
    expect(
      lawsBroken(
        ['src/lib/a.ts', "import { b } from './b.ts';"],
        ['src/lib/b.ts', "import { a } from './a.ts';"],
      ),
    ).toEqual(['no cycles']);
    const many = Array.from({ length: 26 }, (_, index) => [`src/lib/f${index}.ts`, ''] as const);
    expect(lawsBroken(...many)).toEqual(['folder size']);
  });
});
