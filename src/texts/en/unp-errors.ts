import type { Texts } from '../texts.ts';

/** Errors of the unique sale numbers. */
export const UNP_ERRORS = {
  'unp.sequence.behindShop': {
    what: 'The shop holds УНП of {device} up to {shop}, the warehouse knows only {warehouse}.',
    remedy:
      'Both the warehouse and this program were probably restored from an old backup. Begin the range after the last ' +
      'number issued; nothing was issued twice.',
  },
} satisfies Partial<Texts['errors']>;
