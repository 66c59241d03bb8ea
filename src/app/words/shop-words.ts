import { nowIso } from '../../lib/clock.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Profile } from '../../model/profile.ts';
import { isMeaningOf, isWordKind, meaningsOf, WORD_KINDS } from '../../model/shop-words.ts';
import type { ShopWord, WordMeaning } from '../../model/shop-words.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { State } from '../../state/state.ts';
import { knownMeaning, proposedMeaning } from '../../sync/words/known-words.ts';
import { learnedReckoning } from '../../sync/words/shop-reckoning.ts';
import type { LearnedReckoning } from '../../sync/words/shop-reckoning.ts';
import { wordMeanings } from '../../sync/words/word-meanings.ts';
import type { WordMeanings } from '../../sync/words/word-meanings.ts';
import type { AppParts } from '../app-parts.ts';

/** A word of the shop with what it means here, and what it may mean. */
export interface ExplainedWord extends ShopWord {
  /** What is worked with; null = nobody knows, and what uses the word waits. */
  readonly inUse: WordMeaning | null;
  /** What it most likely means, for a person to confirm; null = nothing suggests itself. */
  readonly proposed: WordMeaning | null;
  /** Everything that it may mean; empty for words that are only shown. */
  readonly choices: readonly WordMeaning[];
  /** Of the shop's way of reckoning: the orders that show it, the oldest first. Empty for all others. */
  readonly shownBy: readonly OrderNumber[];
}

/** A meaning as somebody gives it; '' takes back what was decided. */
export interface WordDecision {
  readonly kind: string;
  readonly word: string;
  readonly meaning: string;
}

/** What the shop's words, and its sums, are known to mean. */
export async function knownWords(
  { words }: Pick<State, 'words'>,
  { id }: Pick<Profile, 'id'>,
): Promise<WordMeanings> {
  return wordMeanings(await words.list(id), await words.reckonings(id));
}

/**
 * The words that a profile's shop was seen to use, by kind and word; the shop's way of reckoning stands
 * first.
 */
export async function explainWords({ state }: AppParts, profile: Profile): Promise<readonly ExplainedWord[]> {
  const words = await state.words.list(profile.id);
  const ways = learnedReckoning(await state.words.reckonings(profile.id));
  const reckoning = ways.flatMap((way) => explainReckoning(way, words));
  const named = new Set(reckoning.map(({ word }) => word));
  const others = words.filter(({ kind, word }) => kind !== 'arithmetic' || !named.has(word));
  return [...reckoning, ...others.map(explainWord)];
}

function explainWord(word: ShopWord): ExplainedWord {
  const known = knownMeaning(word.kind, word.word);
  return {
    ...word,
    inUse: word.source === 'person' ? word.meaning : (known ?? word.meaning),
    proposed: proposedMeaning(word.kind, word.word),
    choices: meaningsOf(word),
    shownBy: [],
  };
}

/** Half of the shop's way of reckoning as a word; none where nothing shows it and nothing asks for it. */
function explainReckoning(
  { word, meaning, orders }: LearnedReckoning,
  words: readonly ShopWord[],
): readonly ExplainedWord[] {
  const find = (name: string): ShopWord | undefined =>
    words.find((each) => each.kind === 'arithmetic' && each.word === name);
  const [known, asked] = [find(word), find('several')];
  const said = known?.source === 'person' ? known.meaning : null;
  const [first, last] = [orders[0], orders.at(-1)];
  if (last === undefined && said === null && asked === undefined) return [];
  const about = { kind: 'arithmetic', word } as const;
  return [
    {
      ...about,
      count: orders.length,
      firstSeen: first?.seenAt ?? known?.firstSeen ?? asked?.firstSeen ?? '',
      lastSeen: last?.seenAt ?? known?.lastSeen ?? asked?.lastSeen ?? '',
      example: last?.order ?? asked?.example ?? (0 as OrderNumber),
      meaning: said ?? meaning,
      source: said !== null ? 'person' : meaning === null ? null : 'arithmetic',
      inUse: said ?? meaning,
      proposed: null,
      choices: meaningsOf(about),
      shownBy: orders.map(({ order }) => order),
    },
  ];
}

/**
 * Keeps what a person says of a word; the next run works with it. Rejects `settings.badValue` for a kind or a
 * meaning that there is not. Repeatable.
 */
export async function decideWord(parts: AppParts, profile: Profile, decision: WordDecision): Promise<void> {
  const { kind, meaning } = decision;
  if (!isWordKind(kind)) throw bad('kind', kind, WORD_KINDS);
  const word = { kind, word: decision.word.trim() };
  if (meaning !== '' && !isMeaningOf(word, meaning)) throw bad(kind, meaning, meaningsOf(word));
  const what = { meaning: meaning === '' ? null : meaning, nowIso: nowIso(parts.clock) };
  await parts.state.words.decide(profile.id, word, what);
}

function bad(key: string, value: string, expected: readonly string[]): SyncError {
  return new SyncError('settings.badValue', { key, value, expected: expected.join(' | ') });
}
