import type { WORK as Bulgarian } from '../../bg/page/work.ts';
import type { SameWords } from '../../page-words.ts';

/** What goes on now. */
export const WORK: SameWords<typeof Bulgarian> = {
  progress: 'Progress',
  read: 'read',
  written: 'handled',
  log: 'Log',
  perSecond: 'per second',
  remaining: 'remaining',
  details: 'Details',
  retry: 'Try {attempt}{what}: {reason} Trying again in {wait}.',
};
