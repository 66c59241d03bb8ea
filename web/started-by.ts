import type { RunRow } from '../src/api/runs.ts';
import type { PageWords } from '../src/texts/page-words.ts';

/** Who or what started a run: the schedule, or how and whose account; what was not kept is not told. */
export function startedText(
  { trigger, startedBy }: Pick<RunRow, 'trigger' | 'startedBy'>,
  words: PageWords,
): string {
  const how = words.names.triggers[trigger];
  if (startedBy === null || trigger === 'schedule' || trigger === 'stockSchedule') return how;
  return `${how}, ${startedBy === '' ? words.runs.atTerminal : startedBy}`;
}
