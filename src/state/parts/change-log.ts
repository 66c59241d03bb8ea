import type { ChangeDraft, NoteKind, SettingChange } from '../../model/setting-change.ts';

/** Which changes are asked for. */
export interface ChangeQuery {
  /** Null = of all profiles and of the program. */
  readonly profile: string | null;
  /** Changes before this one; null = the latest. */
  readonly before: Pick<SettingChange, 'id' | 'at'> | null;
  /** Only of these kinds; left out = of all. */
  readonly kinds?: readonly NoteKind[];
  readonly limit: number;
}

/** Who changed what, and when: kept for good, whatever becomes of the profile or the account. */
export interface ChangeLog {
  /** In one transaction. Not repeatable: each call adds them. */
  add(changes: readonly ChangeDraft[]): Promise<void>;
  /** The latest first. Repeatable. */
  list(query: ChangeQuery): Promise<readonly SettingChange[]>;
}
