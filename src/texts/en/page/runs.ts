import type { RUNS as Bulgarian } from '../../bg/page/runs.ts';
import type { SameWords } from '../../page-words.ts';

/** Runs. */
export const RUNS: SameWords<typeof Bulgarian> = {
  undo: 'Take back…',
  state: 'State',
};
