import type { ErrorCode } from './error-codes.ts';
import type { AttentionNote, NoticeCode } from './notice.ts';
import type { OperationDraft, RecordedOperation } from './operation.ts';
import type { ErrorFacts } from './sync-error.ts';
import type { TaskName } from './task.ts';

/** What a change does. `link` remembers a pair that already agrees; it writes to neither side. */
export const CHANGE_KINDS = [
  'addGood',
  'recordOperation',
  'createProduct',
  'updateProduct',
  'hideProduct',
  'showProduct',
  'setQuantity',
  'link',
  'writeUnp',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One field's values as people read them; null = nothing there. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One item of a plan, and one line of a run's report: a record with its fields before and after. */
export interface Change {
  /** Identity within a plan: `export-goods:good:45`. */
  readonly key: string;
  readonly task: TaskName;
  readonly kind: ChangeKind;
  /** `good:45`, `order:1203`, `product:7`: what history is looked up by. */
  readonly subject: string;
  /** Code and name, for people. */
  readonly label: string;
  readonly fields: readonly FieldChange[];
  /** Group of the good, of changes of products whose good the warehouse has; for people to choose by. */
  readonly groupId?: number;
  /** Of its prices (`withCurrency`); left out where there are none, and in what was kept before it was told. */
  readonly currency?: string;
  /** For orders, the whole document that would be written; its number and УНП are drawn when it is. */
  readonly document?: OperationDraft;
}

/** What came of one change. */
export type ChangeOutcome =
  | { readonly kind: 'done'; readonly operation?: RecordedOperation }
  | {
      readonly kind: 'parked' | 'failed' | 'uncertain';
      readonly code: ErrorCode;
      readonly facts: ErrorFacts;
    };

/**
 * A record that needs nothing, or must not be handled, with the reason: shown in the plan, counted as
 * skipped.
 */
export interface SkippedRecord {
  readonly subject: string;
  readonly label: string;
  /** Why: `waiting`, `cancelled`, `belowFirst`, … worded by `texts/`. */
  readonly reason: string;
}

/** Why a part of a run is not taken back. */
export const UNDO_REASONS = ['undo.productGone', 'undo.changedSince', 'undo.unknownBefore'] as const;
export type UndoReason = (typeof UNDO_REASONS)[number];

/** Why a record that could be sent is not: it waits, and nothing is wrong with it. */
export const WAIT_REASONS = ['price.stopped'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** What one task would do: computed without writing anywhere (spec section 4). */
export interface TaskPlan {
  readonly task: TaskName;
  readonly changes: readonly Change[];
  readonly attention: readonly AttentionNote[];
  readonly skipped: readonly SkippedRecord[];
  readonly notices: readonly { readonly code: NoticeCode; readonly facts: ErrorFacts }[];
  readonly unchanged: number;
  /** Changes that a guard holds until a person approves them, by key; left out where nothing is held. */
  readonly held?: readonly HeldChange[];
}

/** A change of a plan, and the subject of the note that holds it. */
export interface HeldChange {
  readonly key: string;
  readonly by: string;
}

/** A whole plan as it is shown and saved. `madeAt`: ISO 8601, UTC. */
export interface Plan {
  readonly format: 'skladbridge-plan-1';
  readonly profile: string;
  /** Hash of the settings the plan was made with: other settings make another plan. */
  readonly settingsHash: string;
  readonly madeAt: string;
  readonly tasks: readonly TaskPlan[];
  /** Names of the groups that changes belong to; left out where there are none. */
  readonly groups?: readonly { readonly id: number; readonly name: string }[];
}

/** What of a plan a person approves: whole kinds, and changes one by one. */
export interface PlanChoice {
  /** Every change of these kinds, but for those that are held. */
  readonly kinds: readonly ChangeKind[];
  /** The held ones of these kinds too. */
  readonly isHeldToo: boolean;
  /** Keys of changes that are approved besides. */
  readonly besides: readonly string[];
  /** Keys of changes that are not. */
  readonly except: readonly string[];
}

/** Code of the good that a plan shows as the first feed; null = it shows none. */
export function firstOfPlan(plan: Plan): string | null {
  for (const { notices } of plan.tasks)
    for (const { code, facts } of notices)
      if (code === 'notice.feed.first' || code === 'notice.feed.firstBlind')
        return String(facts['good'] ?? '');
  return null;
}
