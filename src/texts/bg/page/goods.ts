/** Стоки. */
export const GOODS = {
  good: 'Стока №',
  product: 'Продукт №',
  lastSent: 'Последно изпратено',
  unlink: 'Развържи',
  linkByHand: 'Свържи',
  noLinks: 'Още няма свързани стоки.',
} as const;
