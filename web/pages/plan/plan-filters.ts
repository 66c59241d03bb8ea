import type { PlannedChange } from '../../../src/api/plan.ts';
import { aNumber, anyText, oneOf } from '../../filters.ts';

const KINDS = [
  'addGood',
  'recordOperation',
  'createProduct',
  'updateProduct',
  'hideProduct',
  'showProduct',
  'setQuantity',
  'link',
  'writeUnp',
] as const satisfies readonly PlannedChange['kind'][];

/** Which changes of a plan are shown; they stand in the address. */
export const PLAN_FILTERS = { search: anyText, kind: oneOf(KINDS), group: aNumber, held: oneOf(['yes']) };
