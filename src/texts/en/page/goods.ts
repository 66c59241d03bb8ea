import type { GOODS as Bulgarian } from '../../bg/page/goods.ts';
import type { SameWords } from '../../page-words.ts';

/** Goods. */
export const GOODS: SameWords<typeof Bulgarian> = {
  good: 'Good №',
  product: 'Product №',
  lastSent: 'Last sent',
  unlink: 'Unlink',
  linkByHand: 'Link',
  noLinks: 'No goods are linked yet.',
};
