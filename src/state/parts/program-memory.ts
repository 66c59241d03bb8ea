import type { ProfileId } from '../../model/profile.ts';

/** What is remembered for the whole program and not for one profile. */
export interface ProgramMemory {
  /** A value as JSON text by its name; null = never set. Repeatable. */
  value(name: string): Promise<string | null>;
  /** Repeatable. */
  setValue(name: string, value: string): Promise<void>;
  /** How large the whole memory is where it is kept, in bytes. Repeatable. */
  sizeBytes(): Promise<number>;
  /**
   * Notes that a profile's day (`YYYY-MM-DD`) is about to be told; false when it was already, or a later one.
   * Not repeatable: the second call of a day is refused, so that nobody is told twice.
   */
  beginDigest(id: ProfileId, day: string): Promise<boolean>;
}
