import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { citations } from './support/cited-clauses.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/clauses.md';
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'GOALS.md',
  ...['src', 'web', 'bench', 'tools', 'test', 'docs', 'changelog'].flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  ),
].filter((path) => /\.(?:tsx?|md)$/.test(path) && path !== PAGE && !path.includes('cited-clauses'));

const cited = (path: string, text: string): readonly string[] =>
  citations(path, text).map(({ clause }) => clause);

describe('docs/clauses.md', () => {
  const explained = [...read(PAGE).matchAll(/^\| ((?:[A-Z]|row |[a-z]+ )[\d.a-z]+) \| (.+) \|$/gm)];
  const ids = explained.map(([, id = '']) => id);

  it('explains every clause and every section that code, tests and pages cite', () => {
    const known = new Set(ids);
    const unexplained = FILES.flatMap((path) =>
      citations(path, read(path))
        .filter(({ clause }) => !known.has(clause))
        .map(({ clause }) => `${clause}: ${path}`),
    );
    expect(unexplained).toEqual([]);
  });

  it('explains each once, in a line', () => {
    expect(ids.length).toBeGreaterThan(150);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('names every fact sheet that is cited; no other paper is cited', () => {
    const page = read(PAGE);
    const papers = FILES.flatMap((path) =>
      [...read(path).matchAll(/\bfacts\/[a-z-]+\.md|\b(?:stack|spec|house|manual)\.md|\.\.\/shared\b/g)].map(
        ([paper]) => `${paper}: ${path}`,
      ),
    ).filter((paper) => !page.includes(`\`${paper.split(':')[0]}\``));
    expect(papers).toEqual([]);
  });

  it('citations are found in comments, names of tests, sources of settings and pages', () => {
    const code = [
      '/** Never twice (I4, E6..E8); facts/fiscal-bg.md sections 3 and 8.9, row b, d. */',
      "it('A13: by hand (section 2)', () => { const code = 'C7'; });",
      "const setting = { source: 'S33' };",
      '// As the platform does (facts section 9).',
    ].join('\n');
    expect(cited('src/sandbox/a.ts', code).toSorted()).toEqual(
      [
        'A13',
        'E6',
        'E7',
        'E8',
        'I4',
        'S33',
        'law 3',
        'law 8.9',
        'platform 9',
        'row b',
        'row d',
        'spec 2',
      ].toSorted(),
    );
    expect(cited('docs/a.md', 'An order (Z9) keeps X22 by spec section 4.')).toEqual(['spec 4', 'X22']);
    expect(cited('src/warehouse/a.ts', '// (facts section 9)')).toEqual(['database 9']);
    expect(cited('src/warehouse-api/a.ts', '// (facts section 9)')).toEqual(['rest 9']);
  });
});
