import { CAUSES, causeOf } from '../../model/attention-causes.ts';
import type { CauseName, Settlement } from '../../model/attention-causes.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type { WordKind } from '../../model/shop-words.ts';

/** What grouping looks at of an item that waits. */
export interface Waiting {
  readonly subject: string;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly since: string;
}

/** A word of the shop that nobody has explained; null where the group is of none. */
export interface AskedWord {
  readonly kind: WordKind;
  readonly word: string;
}

/** Items with one cause, newest first: one answer settles them all. */
export interface AttentionGroup<Item extends Waiting> {
  /** Names the group for as long as it stands. */
  readonly key: string;
  readonly cause: CauseName;
  readonly settle: Settlement;
  readonly word: AskedWord | null;
  readonly items: readonly Item[];
  /** When its newest item came; ISO 8601, UTC. */
  readonly newest: string;
}

/** The word that an item asks about. */
function wordOf({ code, facts }: Waiting): AskedWord | null {
  if (code === 'word.status.unknown') return { kind: 'orderStatus', word: String(facts['word']) };
  if (code === 'order.totalLine.unknown') return { kind: 'totalLine', word: String(facts['type']) };
  return code === 'order.arithmetic.ambiguous' ? { kind: 'arithmetic', word: '' } : null;
}

/**
 * What waits, by cause, and words by the word: groups whose newest item is newer come first. Each item is in
 * exactly one group.
 */
export function groupAttention<Item extends Waiting>(
  items: readonly Item[],
): readonly AttentionGroup<Item>[] {
  const groups = new Map<string, { cause: CauseName; word: AskedWord | null; items: Item[] }>();
  for (const item of items) {
    const cause = causeOf(item.code);
    const word = wordOf(item);
    const key = word === null ? cause : `${cause}:${word.kind}:${word.word}`;
    const group = groups.get(key) ?? { cause, word, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { cause, word, items: found }]) => {
      const sorted = found.toSorted((left, right) => compare(right.since, left.since));
      return {
        key,
        cause,
        settle: CAUSES[cause].settle,
        word,
        items: sorted,
        newest: sorted[0]?.since ?? '',
      };
    })
    .toSorted((left, right) => compare(right.newest, left.newest));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether a person may put a group aside: what stops everything is answered, not put aside. */
export function mayDismiss({ settle }: Pick<AttentionGroup<Waiting>, 'settle'>): boolean {
  return settle.kind !== 'question' && settle.kind !== 'missing';
}
