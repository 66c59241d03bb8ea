import type { SHOP_WORDS as Bulgarian } from '../../bg/page/shop-words.ts';
import type { SameWords } from '../../page-words.ts';

/** The words of the shop. */
export const SHOP_WORDS: SameWords<typeof Bulgarian> = {
  word: 'Word',
  meaning: 'Meaning',
  lastSeen: 'Last seen',
  timesMet: 'Times met',
  example: 'Example',
  noWords: 'No words yet: they are collected with the first orders.',
  wordsHint: 'The words in which the shop writes its orders, and what they mean here.',
  waiting: 'Waiting for a meaning',
  waitingHint: 'Orders with these words do not come in until you choose what they mean.',
  inUse: 'Worked with',
  informative: 'For information only',
  wordOptional: 'not needed',
  wordUnknown: 'choose…',
  wordProposed: 'probably',
};
