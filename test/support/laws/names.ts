import { isTest } from './source.ts';
import type { ParsedFile, Violation } from './source.ts';

const PURE_WORDS = [
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bsetTimeout\b/,
];
const BANNED_NAMES = /(?:^|-)(?:utils|helpers|common|misc|types|manager|service|base|impl|data)(?:-|$)/;

/** What `model` and `sync` must not know: time and chance come in as arguments. */
export function purityViolations({ path, text, imports }: ParsedFile): readonly Violation[] {
  if (!/^src\/(?:model|sync)\//.test(path) || isTest(path)) return [];
  return [
    ...PURE_WORDS.filter((word) => word.test(text)).map((word) => ({
      law: 'time and chance are handed in',
      path,
      what: String(word),
    })),
    ...imports
      .filter(({ target }) => target === 'node')
      .map(({ written }) => ({ law: 'no node in model and sync', path, what: written })),
  ];
}

/** Of a time limit that is joined with others Node keeps something for ever: ours does not (lib/sleep.ts). */
export function timeLimitViolations({ path, text }: ParsedFile): readonly Violation[] {
  // What a command keeps ends with it.
  if (!/^src\/(?!cli\/)/.test(path) || isTest(path)) return [];
  const lines = text.split('\n').filter((line) => !/^\s*(?:\*|\/\/)/.test(line));
  const isBroken = lines.some((line) => line.includes('AbortSignal.timeout('));
  return isBroken ? [{ law: 'time limits are our own', path, what: 'AbortSignal.timeout' }] : [];
}

/** How files are called, and that each is named after what it exports. */
export function nameViolations({ path, text }: ParsedFile): readonly Violation[] {
  const found: Violation[] = [];
  // The settings of a tool are read from its default export.
  const isToolSettings = path.endsWith('.config.ts');
  if (/^export default/m.test(text) && !isToolSettings)
    found.push({ law: 'no default exports', path, what: 'export default' });
  const name =
    path
      .split('/')
      .at(-1)
      ?.replace(/(?:\.test|\.contract|\.config)?\.tsx?$/, '') ?? '';
  if (name === 'index') found.push({ law: 'no barrels', path, what: name });
  if (BANNED_NAMES.test(name)) found.push({ law: 'banned names', path, what: name });
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) found.push({ law: 'kebab-case names', path, what: name });
  return found;
}
