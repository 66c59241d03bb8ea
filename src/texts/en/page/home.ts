import type { HOME as Bulgarian } from '../../bg/page/home.ts';
import type { SameWords } from '../../page-words.ts';

/** Home. */
export const HOME: SameWords<typeof Bulgarian> = {
  chartRuns: 'Time of the last runs (seconds)',
  waiting: 'waiting',
  recorded: 'recorded',
  parked: 'need you',
};
