import type { IsAlive } from '../../model/lease.ts';
import type { ProfileSummary } from '../../model/profile-summary.ts';
import type { Profile, ProfileId, RemovedProfile } from '../../model/profile.ts';
import type { SecretChanges, SecretName, Settings } from '../../model/settings.ts';
import type { ChangeDraft } from '../../model/setting-change.ts';

/** Who removes a profile, and when. */
export interface RemovalRequest {
  readonly isAlive: IsAlive;
  readonly nowIso: string;
}

/** Profiles and their sealed secrets (spec section 5). */
export interface ProfileMemory {
  /** By name, without regard to letter case in the order. Repeatable. */
  list(): Promise<readonly Profile[]>;
  /** By its name; null = there is none. Repeatable. */
  find(name: string): Promise<Profile | null>;
  /** What `list` lists, each with how it stands, by one query however many there are. Repeatable. */
  summaries(): Promise<readonly ProfileSummary[]>;
  /** One of `summaries`; null = there is none. Repeatable. */
  summary(name: string): Promise<ProfileSummary | null>;
  /** Rejects `profile.nameTaken`: so a second call adds no second one, and tells it. Not repeatable. */
  add(name: string, settings: Settings, nowIso: string): Promise<Profile>;
  /**
   * Saves if `version` is still stored, else rejects `profile.changedMeanwhile`; sets secrets with it, forgets
   * those that are null, and notes the changes: all of it, or nothing. Not repeatable: what is stored has
   * another version then.
   */
  save(profile: Profile, secrets?: SecretChanges, changes?: readonly ChangeDraft[]): Promise<Profile>;
  /** Notes that the first run is confirmed (a plan was made, or `--yes`). Repeatable. */
  confirm(id: ProfileId, nowIso: string): Promise<void>;
  /** Notes that an export of goods has come to its end; the first one counts. Repeatable. */
  markFilled(id: ProfileId, nowIso: string): Promise<void>;
  /** Notes that a first feed was proven; the first one counts. Repeatable. */
  markFed(id: ProfileId, nowIso: string): Promise<void>;
  /** Notes that orders are let into a run that sends for long; the last one counts. Repeatable. */
  markOrdersBetween(id: ProfileId, nowIso: string): Promise<void>;
  /**
   * Forgets secrets, links and attention items; settings, ledger, archive and runs are kept, for reading and
   * for `restore` (R8). Rejects `profile.inUse` while somebody holds its lease: a run must not lose its
   * profile. Repeatable.
   */
  remove(id: ProfileId, request: RemovalRequest): Promise<void>;
  /** Those that were removed, the latest first. Repeatable. */
  removed(): Promise<readonly RemovedProfile[]>;
  /**
   * Takes a removed profile back under this name. Its next run needs a plan, its secrets are to be set anew.
   * Rejects `profile.nameTaken`, and `profile.notFound` when it is not a removed one, so a second
   * call tells that it is back. Not repeatable.
   */
  restore(id: ProfileId, name: string): Promise<Profile>;
  /**
   * Hands ledger, archive, runs and cursor of a removed profile over to one that has no orders yet; of the
   * removed one nothing is left then (Q12). False, and nothing is changed, where it has orders, is being run,
   * or there is no such removed profile. Repeatable.
   */
  takeOver(id: ProfileId, removed: ProfileId, isAlive: IsAlive): Promise<boolean>;
  /** Seals and stores, and notes the changes with it; null removes. Repeatable. */
  setSecret(
    id: ProfileId,
    name: SecretName,
    value: string | null,
    changes?: readonly ChangeDraft[],
  ): Promise<void>;
  /** Null when it was never set. Repeatable. Rejects `secrets.keyMissing`, `secrets.keyWrong`. */
  secret(id: ProfileId, name: SecretName): Promise<string | null>;
  /** Which are set; their values stay sealed. Repeatable. */
  secretNames(id: ProfileId): Promise<readonly SecretName[]>;
}
