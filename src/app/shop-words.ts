import { nowIso } from '../lib/clock.ts';
import { isMeaningOf, isWordKind, WORD_KINDS, WORD_MEANINGS } from '../model/shop-words.ts';
import type { ShopWord, WordMeaning } from '../model/shop-words.ts';
import type { Profile } from '../model/profile.ts';
import { SyncError } from '../model/sync-error.ts';
import { knownMeaning, proposedMeaning } from '../sync/words/known-words.ts';
import type { AppParts } from './app-parts.ts';

/** A word of the shop with what it means here, and what it may mean. */
export interface ExplainedWord extends ShopWord {
  /** What is worked with; null = nobody knows, and what uses the word waits. */
  readonly inUse: WordMeaning | null;
  /** What it most likely means, for a person to confirm; null = nothing suggests itself. */
  readonly proposed: WordMeaning | null;
  /** Everything that it may mean; empty for words that are only shown. */
  readonly choices: readonly WordMeaning[];
}

/** A meaning as somebody gives it; '' takes back what was decided. */
export interface WordDecision {
  readonly kind: string;
  readonly word: string;
  readonly meaning: string;
}

/** The words that a profile's shop was seen to use, by kind and word. */
export async function explainWords({ state }: AppParts, profile: Profile): Promise<readonly ExplainedWord[]> {
  const words = await state.words.list(profile.id);
  return words.map((word) => {
    const known = knownMeaning(word.kind, word.word);
    return {
      ...word,
      inUse: word.source === 'person' ? word.meaning : (known ?? word.meaning),
      proposed: proposedMeaning(word.kind, word.word),
      choices: WORD_MEANINGS[word.kind],
    };
  });
}

/**
 * Keeps what a person says of a word; the next run works with it. Rejects `settings.badValue` for a kind or a
 * meaning that there is not. Repeatable.
 */
export async function decideWord(parts: AppParts, profile: Profile, decision: WordDecision): Promise<void> {
  const { kind, meaning } = decision;
  if (!isWordKind(kind)) throw bad('kind', kind, WORD_KINDS);
  if (meaning !== '' && !isMeaningOf(kind, meaning)) throw bad(kind, meaning, WORD_MEANINGS[kind]);
  const word = { kind, word: decision.word.trim() };
  const what = { meaning: meaning === '' ? null : meaning, nowIso: nowIso(parts.clock) };
  await parts.state.words.decide(profile.id, word, what);
}

function bad(key: string, value: string, expected: readonly string[]): SyncError {
  return new SyncError('settings.badValue', { key, value, expected: expected.join(' | ') });
}
