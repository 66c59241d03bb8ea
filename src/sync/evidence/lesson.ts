import type { AssumptionId } from '../../model/assumptions.ts';
import type { SettingKey } from '../../model/settings.ts';

/** What a piece of evidence says of one assumption, and the setting that follows from it. */
export interface Lesson {
  readonly id: AssumptionId;
  /** `untold`: this file does not tell of it. `person`: no file can, a person must look. */
  readonly verdict: 'confirmed' | 'contradicted' | 'untold' | 'person';
  /** What was seen, in figures and in the file's own words. */
  readonly seen: string;
  readonly setting: { readonly key: SettingKey; readonly value: string } | null;
}

/** A judgement without the assumption that it is of. */
export type Verdict = Omit<Lesson, 'id' | 'setting'>;

/** Confirmed or contradicted where the evidence tells of it, else untold: never guessed. */
export function judged(isTold: boolean, isSo: boolean, seen: string): Verdict {
  return { verdict: !isTold ? 'untold' : isSo ? 'confirmed' : 'contradicted', seen };
}
