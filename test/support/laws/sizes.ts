import { dirname } from 'node:path/posix';
import { isTest } from './source.ts';
import type { ParsedFile, SourceFile, Violation } from './source.ts';

const LONGEST_LINE = 110;
const LONGEST_FUNCTION = 60;
/** What a page shows is written as one tree; its parts and its work have functions of their own. */
const LONGEST_COMPONENT = 90;
/** A test tells one story from its beginning to its end. */
const LONGEST_IN_TESTS = 100;
const MOST_FILES = 25;
/** Lists of sentences have no design in them: they are read by looking up, not from top to bottom. */
const WORDS = /^src\/texts\//;

function longestFile(path: string): number {
  if (WORDS.test(path)) return Number.POSITIVE_INFINITY;
  if (path.endsWith('.contract.ts')) return 700;
  return isTest(path) || path.startsWith('test/') ? 500 : 300;
}

function lineViolations({ path, text }: SourceFile): readonly Violation[] {
  const lines = text.trimEnd().split('\n');
  const found: Violation[] = [];
  if (lines.length > longestFile(path)) found.push({ law: 'file length', path, what: String(lines.length) });
  if (isTest(path) || path.startsWith('test/') || WORDS.test(path)) return found;
  for (const [index, line] of lines.entries()) {
    // Code is wrapped by the formatter; what is left are texts and comments.
    if (line.length > LONGEST_LINE && !/['"`]/.test(line))
      found.push({ law: 'line length', path, what: String(index + 1) });
  }
  return found;
}

function functionViolations({ path, functions }: ParsedFile): readonly Violation[] {
  // A suite is a list of cases, and so is the function that makes one.
  const inTests = isTest(path) || path.startsWith('test/');
  return functions
    .filter(({ name, lines }) => {
      if (inTests && name.startsWith('describe')) return false;
      if (inTests) return lines > LONGEST_IN_TESTS;
      const isComponent = path.endsWith('.tsx') && /^[A-Z]/.test(name);
      return lines > (isComponent ? LONGEST_COMPONENT : LONGEST_FUNCTION);
    })
    .map(({ name, line, lines }) => ({
      law: 'function length',
      path,
      what: `${name} at line ${line}: ${lines}`,
    }));
}

/** How long a line, a function and a file may be. */
export function sizeViolations(file: ParsedFile): readonly Violation[] {
  return [...lineViolations(file), ...functionViolations(file)];
}

/** How many files one folder may hold. */
export function folderViolations(files: readonly SourceFile[]): readonly Violation[] {
  const counts = new Map<string, number>();
  for (const { path } of files)
    if (!isTest(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([folder, count]) => count > MOST_FILES && folder !== 'src/model')
    .map(([folder, count]) => ({ law: 'folder size', path: folder, what: String(count) }));
}
