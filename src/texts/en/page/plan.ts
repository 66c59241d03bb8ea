import type { PLAN as Bulgarian } from '../../bg/page/plan.ts';
import type { SameWords } from '../../page-words.ts';

/** Plan. */
export const PLAN: SameWords<typeof Bulgarian> = {
  compare: 'Compare with the shop',
  comparison: 'Comparison with the shop',
  undoOf: 'Taking back',
  makePlan: 'Make a plan',
  apply: 'Apply',
  firstProduct: 'First product over XML (code)',
  firstProductHint:
    'Sent alone and read back; the others follow. The one proposed is one with which nothing is lost.',
  applyHint: 'Makes exactly the changes shown; what has changed meanwhile is refused.',
  record: 'Record',
  change: 'Change',
  noPlan: 'No plan yet. Make one to see what will change before it does.',
  planMade: 'Made at',
};
