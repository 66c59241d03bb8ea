import { ATTENTION_CALLS } from './attention.ts';
import type { Call } from './call.ts';
import { MISSING_CALLS } from './missing-orders.ts';
import { NUMBERING_CALLS } from './numbering.ts';
import { PAIR_CALLS } from './pair.ts';
import { PROFILE_CALLS } from './profiles.ts';
import { RECORD_CALLS } from './records.ts';
import { REMOVED_CALLS } from './removed-profiles.ts';
import { RUN_CALLS } from './runs.ts';
import { SESSION_CALLS } from './session.ts';
import { WORD_CALLS } from './words.ts';

/** Every call of the API by its place and its name. */
export const API = {
  session: SESSION_CALLS,
  profiles: PROFILE_CALLS,
  attention: ATTENTION_CALLS,
  pair: PAIR_CALLS,
  numbering: NUMBERING_CALLS,
  removed: REMOVED_CALLS,
  runs: RUN_CALLS,
  records: RECORD_CALLS,
  words: WORD_CALLS,
  missing: MISSING_CALLS,
} as const;

/** The same as one list; the guard and the tests go by it. */
export const CALLS: readonly Call[] = Object.values(API).flatMap((calls): Call[] => Object.values(calls));
