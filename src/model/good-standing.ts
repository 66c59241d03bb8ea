/** How a good stands between warehouse and shop. */
export const GOOD_STANDINGS = [
  'linked',
  /** Left the chosen groups; its product stays as it was left. */
  'left',
  /** Is to be sent, and has no product yet. */
  'unlinked',
  /** Is not to be sent: of no chosen group, deleted, or one that stands for delivery, fees, discounts. */
  'outside',
] as const;
export type GoodStanding = (typeof GOOD_STANDINGS)[number];

/** Goods that a person has something to do with: without a product, unlike on both sides, on his list. */
export const SHOWN_GOODS = ['unlinked', 'differs', 'waiting'] as const;
export type ShownGoods = (typeof SHOWN_GOODS)[number];
