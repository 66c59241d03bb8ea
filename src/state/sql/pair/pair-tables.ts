import type { ProfileId } from '../../../model/profile.ts';

/** The shop and the warehouse that a profile has met. */
export interface PairTable {
  readonly profile_id: ProfileId;
  readonly settings: string;
  readonly mark: string | null;
  readonly database_version: string | null;
}

/** Marks that its runs have left (Q8). */
export interface RunMarksTable {
  readonly profile_id: ProfileId;
  readonly installation: string | null;
  readonly standing: string | null;
  readonly pending: string | null;
  readonly profile_number: ProfileId | null;
}
