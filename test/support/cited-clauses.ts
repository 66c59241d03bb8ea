import { parseSync } from 'vite';
import { Visitor } from 'vite';

/** One place that names a clause or a section of a source. */
export interface Citation {
  /** `I4`, `row a`, `spec 2`, `database 9`: as the first cells of docs/clauses.md have it. */
  readonly clause: string;
  readonly path: string;
}

const CLAUSES = /\b([ACDEFGIPQRSVX])(\d{1,2})\b(?:(?:\.\.|…|–)\1(\d{1,2})\b)?/g;
const ROWS = /\brows? ((?:[a-z])(?:, [a-z])*)\b/g;
const SECTION_LIST = String.raw`sections? ((?:\d+(?:\.\d+)?(?:, | and | to )?)+)`;
/** Names of the sources, as they are written in front of a section. */
const SOURCES: readonly (readonly [source: string, written: string])[] = [
  ['spec', String.raw`spec(?:ification)?,?\s+`],
  ['database', String.raw`(?:facts/warehouse-pro\.md|facts of the database),?\s+`],
  ['rest', String.raw`(?:facts/warehouse-rest-api\.md|facts of the REST API),?\s+`],
  ['platform', String.raw`(?:facts/seliton\.md|facts of the platform|facts of Seliton),?\s+`],
  ['law', String.raw`(?:facts/fiscal-bg\.md|facts of fiscal law),?\s+`],
  ['lessons', String.raw`(?:facts/)?lessons\.md,?\s+`],
];

/** What `facts section n` means where it stands: each room has its own sheet. */
function sheetOf(path: string): string {
  if (/warehouse-api|warehouse\/rest|engines\/rest/.test(path)) return 'rest';
  return /sandbox|seliton/.test(path) ? 'platform' : 'database';
}

/** What people read of a file: all of a page; of code its comments and the sentences that name a test. */
function prose(path: string, text: string): string {
  if (!/\.tsx?$/.test(path)) return text.replace(/```[\s\S]*?```|<!--[\s\S]*?-->/g, '');
  const { program, comments } = parseSync(path, text);
  const parts = comments.map((comment) => comment.value.replace(/^\s*\*/gm, ''));
  const addText = (node: { readonly type: string; readonly value?: unknown } | undefined): void => {
    if (node?.type === 'Literal' && typeof node.value === 'string') parts.push(node.value);
    if (node?.type === 'TemplateLiteral')
      parts.push(
        text.slice((node as never as { start: number }).start, (node as never as { end: number }).end),
      );
  };
  new Visitor({
    CallExpression(node) {
      const callee = text.slice(node.callee.start, node.callee.end);
      if (/^(?:it|describe|law|test|skip)\b/.test(callee)) addText(node.arguments[0]);
    },
    Property(node) {
      if (node.key.type === 'Identifier' && node.key.name === 'source') addText(node.value);
    },
  }).visit(program);
  return parts.join('\n');
}

function numbersOf(list: string): readonly string[] {
  const range = /^(\d+) to (\d+)$/.exec(list.trim());
  if (range === null) return list.match(/\d+(?:\.\d+)?/g) ?? [];
  const [first, last] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

/** Every clause and every section of a source that a file cites. */
export function citations(path: string, text: string): readonly Citation[] {
  let read = prose(path, text).replace(/\s+/g, ' ');
  const found: string[] = [];
  const take = (pattern: RegExp, clausesOf: (match: RegExpMatchArray) => readonly string[]): void => {
    for (const match of read.matchAll(pattern)) found.push(...clausesOf(match));
    read = read.replace(pattern, ' ');
  };
  for (const [source, written] of SOURCES)
    take(new RegExp(written + SECTION_LIST, 'gi'), (match) =>
      numbersOf(match[1] ?? '').map((number) => `${source} ${number}`),
    );
  take(new RegExp(`facts,? ${SECTION_LIST}`, 'gi'), (match) =>
    numbersOf(match[1] ?? '').map((number) => `${sheetOf(path)} ${number}`),
  );
  take(new RegExp(String.raw`(?<!\.md[^.;]{0,40})\b${SECTION_LIST}`, 'gi'), (match) =>
    numbersOf(match[1] ?? '').map((number) => `spec ${number}`),
  );
  take(ROWS, (match) => (match[1] ?? '').split(', ').map((row) => `row ${row}`));
  take(CLAUSES, ([, letter = '', first = '', last]) => {
    const to = last === undefined ? Number(first) : Number(last);
    return Array.from({ length: to - Number(first) + 1 }, (_, index) => `${letter}${Number(first) + index}`);
  });
  return [...new Set(found)].map((clause) => ({ clause, path }));
}
