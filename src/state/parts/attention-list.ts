import type { ErrorCode } from '../../model/error-codes.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';

export interface AttentionItem {
  readonly id: number;
  readonly subject: string;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly since: string;
  readonly lastSeenAt: string;
  /**
   * What the record looked like when it was refused; a refused record is not sent again until this changes
   * or it is released.
   */
  readonly contentHash: string;
  readonly isReleased: boolean;
  /** Put aside by a person, for as long as its facts stay these; null = it waits. */
  readonly dismissal: Dismissal | null;
}

/** Who has put an item aside, when (ISO 8601, UTC) and why. */
export interface Dismissal {
  readonly at: string;
  /** Name of an account; '' = whoever sat at the terminal. */
  readonly by: string;
  readonly reason: string;
}

/** What waits with one code. */
export interface WaitingCode {
  readonly code: ErrorCode;
  readonly count: number;
  /** When the newest of them came; ISO 8601, UTC. */
  readonly newest: string;
}

/** What waits with one code, and one text among its facts. */
export interface WaitingText extends Omit<WaitingCode, 'code'> {
  readonly text: string;
}

/** Which of what waits: with one of these codes, and with this text as a fact. */
export interface WaitingQuery {
  readonly codes: readonly ErrorCode[];
  readonly fact?: { readonly name: string; readonly text: string };
}

export type AttentionDraft = Pick<AttentionItem, 'subject' | 'code' | 'facts' | 'contentHash'>;

/** Parked records. One item per subject. */
export interface AttentionList {
  /**
   * Adds or refreshes; returns the subjects that were not open with the same code before, and those that were
   * put aside and have other facts by now: they wait again. Repeatable.
   */
  put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]>;
  /** The cause is gone. Repeatable. */
  resolve(id: ProfileId, subjects: readonly string[]): Promise<void>;
  /** All that are open, those that were put aside too. Repeatable. */
  list(id: ProfileId): Promise<readonly AttentionItem[]>;
  /** Those of these subjects, that were put aside too; by id. Repeatable. */
  about(id: ProfileId, subjects: readonly string[]): Promise<readonly AttentionItem[]>;
  /** The newest that wait, at most so many, the last first. Repeatable. */
  newest(id: ProfileId, which: WaitingQuery, limit: number): Promise<readonly AttentionItem[]>;
  /** What was put aside, at most so many, the last first. Repeatable. */
  dismissed(id: ProfileId, limit: number): Promise<readonly AttentionItem[]>;
  /** Subjects of what waits that begin so, such as `good:`. Repeatable. */
  subjects(id: ProfileId, beginning: string): Promise<readonly string[]>;
  /** How much waits with this code, by the text of this fact; '' = it has none. Repeatable. */
  waitingBy(id: ProfileId, code: ErrorCode, fact: string): Promise<readonly WaitingText[]>;
  /** How much waits by code, without what was put aside: what came last first. Repeatable. */
  waiting(id: ProfileId): Promise<readonly WaitingCode[]>;
  /** Marks one item, some, or all, for another try; returns how many. Repeatable. */
  release(id: ProfileId, item: number | readonly number[] | 'all'): Promise<number>;
  /** Puts items aside, or (null) lets them wait again; returns how many. Repeatable; the last call counts. */
  dismiss(id: ProfileId, items: readonly number[], dismissal: Dismissal | null): Promise<number>;
}
