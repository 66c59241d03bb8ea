import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run release -- X.Y.Z [YYYY-MM-DD]`: assembles what a user can notice into CHANGELOG.md, moves its files to
// `changelog/X.Y.Z`, and gives the package that version. To be looked at, and committed, by a person.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WAITING = join(ROOT, 'changelog/unreleased');

/** Kinds of changes in the order in which people look for them, with their headings. */
const KINDS = [
  ['Security', 'Security'],
  ['Change', 'Changes to what was'],
  ['Bugfix', 'Mended'],
  ['Enhancement', 'New'],
  ['Documentation', 'Documentation'],
] as const;

/** One file of `changelog/unreleased`: `Kind: what`, and what it means. */
export interface Note {
  readonly kind: string;
  readonly what: string;
  readonly text: string;
}

/** Reads a note; throws when its first line is not `Kind: what` with a kind that there is. */
export function readNote(name: string, content: string): Note {
  const [, kind = '', what = '', text = ''] = /^(\w+): (.+)\n([^]*)$/.exec(content) ?? [];
  if (!KINDS.some(([known]) => known === kind)) throw new Error(`${name} does not begin with "Kind: what"`);
  // A note lies two folders below the change log, which its links are to hold in.
  return { kind, what: what.trim(), text: text.trim().replaceAll('](../../', '](') };
}

/** The notes of a release as its section of the change log; those of a kind in the order given. */
export function sectionOf(version: string, date: string, notes: readonly Note[]): string {
  const parts = KINDS.flatMap(([kind, heading]) => {
    const own = notes.filter((note) => note.kind === kind);
    if (own.length === 0) return [];
    const items = own.map(({ what, text }) => {
      const told = text === '' ? '' : `\n  ${text.replaceAll(/\n(?=.)/g, '\n  ')}`;
      return `- **${what.charAt(0).toUpperCase()}${what.slice(1)}**${told}`;
    });
    return [`### ${heading}\n\n${items.join('\n')}\n`];
  });
  return `## ${version} (${date})\n\n${parts.join('\n')}`;
}

/** The change log with a new section on top. */
export function withSection(log: string, section: string): string {
  const [head = ''] = log.split(/\n(?=## )/, 1);
  const older = log.slice(head.length).trim();
  return `${head.trim()}\n\n${section}${older === '' ? '' : `\n${older}\n`}`;
}

function setVersion(file: string, version: string): void {
  const path = join(ROOT, file);
  const text = readFileSync(path, 'utf8');
  const before = (JSON.parse(text) as { readonly version: string }).version;
  // Of a lock file the first two are the program's own.
  let left = file === 'package-lock.json' ? 2 : 1;
  const replaced = text.replaceAll(`"version": "${before}"`, (found) => {
    left -= 1;
    return left >= 0 ? `"version": "${version}"` : found;
  });
  writeFileSync(path, replaced);
}

function release(version: string, date: string): void {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('say which: npm run release -- X.Y.Z');
  const names = readdirSync(WAITING)
    .filter((name) => name.endsWith('.md'))
    .toSorted();
  if (names.length === 0) throw new Error('nothing has changed: changelog/unreleased is empty');
  const notes = names.map((name) => readNote(name, readFileSync(join(WAITING, name), 'utf8')));
  const log = join(ROOT, 'CHANGELOG.md');
  writeFileSync(log, withSection(readFileSync(log, 'utf8'), sectionOf(version, date, notes)));
  const released = join(ROOT, 'changelog', version);
  mkdirSync(released);
  for (const name of names) renameSync(join(WAITING, name), join(released, name));
  for (const file of ['package.json', 'package-lock.json']) setVersion(file, version);
}

if (import.meta.main) {
  const [version = '', date = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
  release(version, date);
}
