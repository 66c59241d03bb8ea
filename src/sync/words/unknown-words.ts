import type { Order } from '../../model/order.ts';
import type { AttentionNote } from '../../model/run.ts';
import { comparableWord } from './known-words.ts';

/** Begins the subject of everything that is told of a word. */
export const WORD_SUBJECT = 'word:';

/** A status that nobody has explained: one note for the word, whoever's order uses it. */
export function unknownStatus(order: Order): AttentionNote {
  const word = order.status.trim();
  return {
    subject: `${WORD_SUBJECT}orderStatus:${comparableWord(word)}`,
    code: 'word.status.unknown',
    facts: { word: word === '' ? '–' : word, order: order.number },
  };
}
