import { nowIso } from '../../lib/clock.ts';
import { CAUSES, causeOf, CAUSE_NAMES } from '../../model/attention-causes.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';
import { changeText } from '../../model/setting-change.ts';
import type { NoteKind, SettingChange } from '../../model/setting-change.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { AttentionItem, AttentionList, Dismissal } from '../../state/state.ts';
import { factAsked, groupKey, groupWaiting, mayDismiss } from '../../sync/attention/group-attention.ts';
import type { AttentionGroup, CountedWaiting } from '../../sync/attention/group-attention.ts';
import type { AppParts } from '../app-parts.ts';
import type { Acting } from '../../lib/acting.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';

/** What a person says to some items: try them again, put them aside, or let them wait again. */
export type AttentionAnswer =
  | { readonly kind: 'again' }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'show' };

/** All of a group, or these items. */
export type AnswerTo = { readonly group: string } | { readonly items: readonly number[] };

/** An item that was put aside. */
export type DismissedItem = AttentionItem & { readonly dismissal: Dismissal };

/** What waits for a person, by cause, and what he has put aside. */
export interface AttentionBoard {
  /** Of each group the newest items alone. */
  readonly groups: readonly (AttentionGroup & {
    readonly mayDismiss: boolean;
    readonly items: readonly AttentionItem[];
  })[];
  /** The last that was put aside first, at most so many as anybody reads. */
  readonly dismissed: readonly DismissedItem[];
}

/** What people have answered is kept among their changes, under these kinds. */
const ANSWER_KINDS: readonly NoteKind[] = ['attention', 'pair', 'word', 'link', 'order', 'setting'];
/** Settings that are chosen as the answer to a cause. */
const CHOSEN = new Set<string>(
  CAUSE_NAMES.flatMap((name) => {
    const { settle } = CAUSES[name];
    return settle.kind === 'choose' ? [settle.setting] : [];
  }),
);
const MOST_ANSWERS = 200;
/** Of a group: nobody reads more of them before he answers. */
const MOST_OF_GROUP = 50;
const MOST_DISMISSED = 200;

/** Settles what waits for a person. Every method rejects `profile.notFound`. */
export interface AnswerDesk {
  board(name: string): Promise<AttentionBoard>;
  /** Answers how many items it was of. Rejects `attention.notFound` when there are none of them any more. */
  answer(name: string, to: AnswerTo, answer: AttentionAnswer): Promise<number>;
  /** What was answered, by whom and when, the latest first. */
  history(name: string): Promise<readonly SettingChange[]>;
}

/** The desk over a memory; `find` rejects for a profile that there is not. */
export function answerDesk(
  { state, clock }: Pick<AppParts, 'state' | 'clock'>,
  find: (name: string) => Promise<Profile>,
  { acting, desk }: { readonly acting: Acting; readonly desk: ChangeDesk },
): AnswerDesk {
  return {
    board: async (name) => readBoard(state.attention, (await find(name)).id),
    answer: async (name, to, answer) => {
      const { id } = await find(name);
      const chosen = chosenOf(await state.attention.list(id), to, answer);
      const ids = chosen.map((item) => item.id);
      if (ids.length === 0) throw new SyncError('attention.notFound', { id: told(to) });
      const dismissal =
        answer.kind === 'dismiss'
          ? { at: nowIso(clock), by: acting.who(), reason: answer.reason.trim() }
          : null;
      if (answer.kind === 'again') await state.attention.release(id, ids);
      else await state.attention.dismiss(id, ids, dismissal);
      const after = dismissal === null ? answer.kind : `dismiss: ${dismissal.reason}`;
      const causes = Map.groupBy(chosen, ({ code }) => causeOf(code));
      await desk.note(
        name,
        ...[...causes].map(([field, items]) => ({
          kind: 'attention' as const,
          field,
          before: changeText(countedText(items)),
          after,
        })),
      );
      return ids.length;
    },
    history: async (name) => {
      const { name: profile } = await find(name);
      const query = { profile, before: null, kinds: ANSWER_KINDS, limit: MOST_ANSWERS };
      const found = await desk.list(query);
      return found.filter(({ kind, field }) => kind !== 'setting' || CHOSEN.has(field));
    },
  };
}

function isDismissed(item: AttentionItem): item is DismissedItem {
  return item.dismissal !== null;
}

/** How much waits, by code and by the word that a code asks about. */
async function countWaiting(attention: AttentionList, id: ProfileId): Promise<readonly CountedWaiting[]> {
  const counted: CountedWaiting[] = [];
  for (const { code, ...all } of await attention.waiting(id)) {
    const fact = factAsked(code);
    if (fact === null) counted.push({ code, word: '', ...all });
    else
      for (const { text, ...some } of await attention.waitingBy(id, code, fact))
        counted.push({ code, word: text, ...some });
  }
  return counted;
}

/** Counted in the memory; of what waits no more is read than is shown. */
async function readBoard(attention: AttentionList, id: ProfileId): Promise<AttentionBoard> {
  const groups: AttentionBoard['groups'][number][] = [];
  for (const group of groupWaiting(await countWaiting(attention, id))) {
    const { codes, word } = group;
    const [name = null] = codes.map(factAsked);
    const which = name === null || word === null ? { codes } : { codes, fact: { name, text: word.word } };
    const items = await attention.newest(id, which, MOST_OF_GROUP);
    groups.push({ ...group, mayDismiss: mayDismiss(group), items });
  }
  return { groups, dismissed: (await attention.dismissed(id, MOST_DISMISSED)).filter(isDismissed) };
}

/** The items that an answer is to; what stops everything cannot be put aside. */
function chosenOf(
  items: readonly AttentionItem[],
  to: AnswerTo,
  answer: AttentionAnswer,
): readonly AttentionItem[] {
  const mayBe = (item: AttentionItem): boolean =>
    answer.kind === 'show'
      ? isDismissed(item)
      : !isDismissed(item) &&
        (answer.kind !== 'dismiss' || mayDismiss(CAUSES[causeOf(item.code)])) &&
        (!('group' in to) || groupKey(item) === to.group);
  const isAsked = (item: AttentionItem): boolean => 'group' in to || to.items.includes(item.id);
  return items.filter((item) => mayBe(item) && isAsked(item));
}

/** How many, and which orders: why they were put aside is erased with their buyer (I16). */
function countedText(items: readonly AttentionItem[]): string {
  const orders = items.map(({ subject }) => subject).filter((subject) => subject.startsWith('order:'));
  return [items.length, ...orders].join(' ');
}

function told(to: AnswerTo): string {
  return 'group' in to ? to.group : to.items.join(', ');
}
