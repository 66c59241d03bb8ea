import type { AttentionGroup } from '../../../src/api/attention.ts';
import { fill } from '../../../src/texts/fill.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';

/** A word that is asked about stands in the title itself. */
export function titleOf(group: AttentionGroup, words: PageWords): string {
  const { cause, word } = group;
  return word === null || word.word === ''
    ? words.names.causes[cause]
    : fill(words.attention.wordAsks, { word: word.word });
}
