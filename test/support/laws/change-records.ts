import { isTest } from './source.ts';
import type { ParsedFile, Violation } from './source.ts';

/** What a change record is made of, whatever its task (`Change` in src/model/plan.ts). */
const OWN_KEYS = ['key', 'task', 'kind', 'subject', 'label', 'fields'];
/** So many of them make a literal a change record; the rest may come from a spread. */
const ENOUGH = 4;

/** `src/sync` decides for all tasks: nothing in `src/app` makes a change record itself. */
export function changeRecordViolations({ path, literals }: ParsedFile): readonly Violation[] {
  if (!path.startsWith('src/app/') || isTest(path)) return [];
  return literals
    .filter(({ keys }) => OWN_KEYS.filter((key) => keys.includes(key)).length >= ENOUGH)
    .map(({ line }) => ({ law: 'changes are made in sync', path, what: `line ${line}` }));
}
