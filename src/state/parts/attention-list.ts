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
}

export type AttentionDraft = Pick<AttentionItem, 'subject' | 'code' | 'facts' | 'contentHash'>;

/** Parked records. One item per subject. */
export interface AttentionList {
  /** Adds or refreshes; returns the subjects that were not open with the same code before. Repeatable. */
  put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]>;
  /** The cause is gone. Repeatable. */
  resolve(id: ProfileId, subjects: readonly string[]): Promise<void>;
  /** All that are open. Repeatable. */
  list(id: ProfileId): Promise<readonly AttentionItem[]>;
  /** Marks one item, or all, for another try; returns how many. Repeatable. */
  release(id: ProfileId, item: number | 'all'): Promise<number>;
}
