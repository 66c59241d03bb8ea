import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// What people read leads to one another: in a clone, in the change log, and in packages, which have `docs` whole.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LINK = /\]\((?![a-z]+:)([^)\s]+)\)/g;

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'changelog'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${folder}/${path}`),
  ),
];

const textOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8').replaceAll(/```[^]*?```/g, '');

/** The names by which a page's headings are linked to. */
function anchorsOf(path: string): readonly string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function leadsNowhere(page: string, link: string): boolean {
  const [file = '', anchor = ''] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== '' && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
}

const brokenIn = (page: string, text: string): readonly string[] =>
  [...text.matchAll(LINK)].flatMap(([, link = '']) => (leadsNowhere(page, link) ? [`${page}: ${link}`] : []));

it('every link of a page leads to a file, and to a heading that it has', () => {
  expect(PAGES.flatMap((page) => brokenIn(page, textOf(page)))).toEqual([]);
  const planted = '[a](nowhere.md) [b](testing.md#nowhere) [c](testing.md) [d](https://example.bg)';
  expect(brokenIn('docs/http.md', planted)).toEqual([
    'docs/http.md: nowhere.md',
    'docs/http.md: testing.md#nowhere',
  ]);
});
