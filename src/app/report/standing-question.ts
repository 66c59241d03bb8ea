import type { Profile } from '../../model/profile.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { AttentionItem, State } from '../../state/state.ts';

/** What a person is asked before anything goes on, by what it is about: one stands of each, at most. */
const QUESTIONS = {
  pair: {
    subject: 'pair',
    codes: (code: string) =>
      code.startsWith('pair.') && !['pair.nothingAsked', 'pair.otherAnswer'].includes(code),
  },
  numbering: {
    subject: 'orders:numbering',
    codes: (code: string) =>
      ['orders.numbersBeganAgain', 'orders.numberUsedAgain', 'orders.pastCameBack', 'orders.fewer'].includes(
        code,
      ),
  },
} as const;

export type QuestionKind = keyof typeof QUESTIONS;

/**
 * Keeps a question on the attention list while it lasts, whoever has met it: a run, a plan, a test or the
 * upkeep. `error` null: there is nothing to ask any more; a fault that is none of these says nothing of it.
 * Repeatable.
 */
export async function tellQuestion(
  { attention }: Pick<State, 'attention'>,
  profile: Pick<Profile, 'id'>,
  what: { readonly kind: QuestionKind; readonly error: SyncError | null; readonly nowIso: string },
): Promise<void> {
  try {
    await keepQuestion(attention, profile, what);
  } catch (error) {
    // Whoever has met it tells it anyway: a memory that may only be read is no reason for another fault.
    if (asSyncError(error).code !== 'state.readOnly') throw error;
  }
}

async function keepQuestion(
  attention: State['attention'],
  profile: Pick<Profile, 'id'>,
  what: Parameters<typeof tellQuestion>[2],
): Promise<void> {
  const { error, nowIso } = what;
  const { subject, codes } = QUESTIONS[what.kind];
  if (error !== null && codes(error.code)) {
    const draft = { subject, code: error.code, facts: error.facts, contentHash: '' };
    await attention.put(profile.id, [draft], nowIso);
  } else if (error === null && (await attention.about(profile.id, [subject])).length > 0)
    await attention.resolve(profile.id, [subject]);
}

/** The questions that stand open, as `waiting` tells of what waits. */
export async function standingQuestions(
  attention: State['attention'],
  { id }: Pick<Profile, 'id'>,
): Promise<readonly AttentionItem[]> {
  const subjects = Object.values(QUESTIONS).map(({ subject }) => subject);
  return (await attention.about(id, subjects)).filter(({ dismissal }) => dismissal === null);
}
