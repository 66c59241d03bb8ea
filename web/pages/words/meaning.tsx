import { NativeSelect } from '@mantine/core';
import type { WordRow } from '../../../src/api/words.ts';
import { usePage } from '../../context.ts';

/** Nothing waits for these: a way of payment is guessed, and of a label of availability nothing follows. */
const WITHOUT_ANSWER = ['payment', 'availability', 'listing'];

/** Somebody has to say what it means. */
export function isOpen(word: WordRow): boolean {
  return !WITHOUT_ANSWER.includes(word.kind) && word.choices.length > 0 && word.inUse === null;
}

/** What is decided of a word, by whom; null for whoever may only look. */
export type Decide = ((word: WordRow, meaning: string) => void) | null;

/** What a word means here: the owner chooses, others read. */
export function Meaning({ word, decide }: { readonly word: WordRow; readonly decide: Decide }) {
  const { words } = usePage();
  const none = isOpen(word) ? words.shopWords.wordUnknown : words.shopWords.wordOptional;
  if (decide === null) return word.choices.find((choice) => choice.value === word.inUse)?.label ?? none;
  // The likeliest is marked, and without a choice nothing is decided.
  const options = word.choices.map(({ value, label }) => ({
    value,
    label:
      word.inUse === null && word.proposed === value ? `${label} – ${words.shopWords.wordProposed}` : label,
  }));
  return (
    <NativeSelect
      aria-label={`${word.kindLabel} „${word.shown}“`}
      value={word.inUse ?? ''}
      data={word.inUse === null ? [{ value: '', label: none }, ...options] : options}
      onChange={(event) => decide(word, event.currentTarget.value)}
    />
  );
}
