import type { ATTENTION as Bulgarian } from '../../bg/page/attention.ts';
import type { SameWords } from '../../page-words.ts';

/** Attention. */
export const ATTENTION: SameWords<typeof Bulgarian> = {
  release: 'Try again',
  releaseAll: 'Try all again',
  releasedHint: 'is tried in the next run',
  nothingWaits: 'Nothing waits for you.',
  missingOrders: 'Orders without a document in the warehouse',
  missingHint:
    'They were recorded, and their documents are gone. If the warehouse was restored from a backup, record them again: each gets a document with its own УНП. If they were deleted on purpose, let them go: their goods are offered again.',
  recordAgain: 'Record again',
  letGo: 'Let it go',
  letGoAll: 'Let all go',
  whatToDo: 'What to do',
};
