import { CAUSES, causeOf } from '../../model/attention-causes.ts';
import type { CauseName, Settlement } from '../../model/attention-causes.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type { WordKind } from '../../model/shop-words.ts';

/** A word of the shop that nobody has explained; null where the group is of none. */
export interface AskedWord {
  readonly kind: WordKind;
  readonly word: string;
}

/** So many wait with one code, and of a code that asks about a word, with one word. */
export interface CountedWaiting {
  readonly code: ErrorCode;
  /** '' = the code asks about none. */
  readonly word: string;
  readonly count: number;
  /** When the newest of them came; ISO 8601, UTC. */
  readonly newest: string;
}

/** What waits with one cause: one answer settles all of it. */
export interface AttentionGroup {
  /** Names the group for as long as it stands. */
  readonly key: string;
  readonly cause: CauseName;
  readonly settle: Settlement;
  readonly word: AskedWord | null;
  /** By which codes its items are found. */
  readonly codes: readonly ErrorCode[];
  readonly count: number;
  /** When its newest item came; ISO 8601, UTC. */
  readonly newest: string;
}

/** Which word a code asks about, and the fact that tells it; null = the one that is unexplained. */
const ASKED: Partial<Record<ErrorCode, { readonly kind: WordKind; readonly fact: string | null }>> = {
  'word.status.unknown': { kind: 'orderStatus', fact: 'word' },
  'order.totalLine.unknown': { kind: 'totalLine', fact: 'type' },
  'order.arithmetic.ambiguous': { kind: 'arithmetic', fact: null },
};

/** The fact by which items of a code are told apart; null: they are one group. */
export function factAsked(code: ErrorCode): string | null {
  return ASKED[code]?.fact ?? null;
}

function keyOf(code: ErrorCode, word: string): string {
  const asked = ASKED[code];
  return asked === undefined ? causeOf(code) : `${causeOf(code)}:${asked.kind}:${word}`;
}

/** The key of the group that an item is in. */
export function groupKey({ code, facts }: { readonly code: ErrorCode; readonly facts: ErrorFacts }): string {
  const fact = factAsked(code);
  return keyOf(code, fact === null ? '' : String(facts[fact] ?? ''));
}

/**
 * What waits, by cause, and words by the word: groups whose newest item is newer come first. Everything is in
 * exactly one group.
 */
export function groupWaiting(counted: readonly CountedWaiting[]): readonly AttentionGroup[] {
  const byKey = Map.groupBy(counted, ({ code, word }) => keyOf(code, word));
  return [...byKey]
    .flatMap(([key, parts]) => {
      const [first] = parts;
      if (first === undefined) return [];
      const cause = causeOf(first.code);
      const asked = ASKED[first.code];
      return {
        key,
        cause,
        settle: CAUSES[cause].settle,
        word: asked === undefined ? null : { kind: asked.kind, word: first.word },
        codes: parts.map(({ code }) => code),
        count: parts.reduce((sum, { count }) => sum + count, 0),
        newest: parts.reduce((latest, { newest }) => (newest > latest ? newest : latest), ''),
      };
    })
    .toSorted((left, right) => compare(right.newest, left.newest));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether a person may put a group aside: what stops everything is answered, not put aside. */
export function mayDismiss({ settle }: Pick<AttentionGroup, 'settle'>): boolean {
  return settle.kind !== 'question' && settle.kind !== 'missing';
}
