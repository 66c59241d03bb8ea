import type { ORDERS as Bulgarian } from '../../bg/page/orders.ts';
import type { SameWords } from '../../page-words.ts';

/** Orders. */
export const ORDERS: SameWords<typeof Bulgarian> = {
  stage: 'Stage',
  story: 'Story',
  received: 'Received',
  refundWay: 'Money back (for the audit file)',
};
