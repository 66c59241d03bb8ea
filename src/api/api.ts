import { ACCOUNT_CALLS } from './firm/accounts.ts';
import { BACKUP_CALLS } from './firm/backups.ts';
import { CARE_CALLS } from './firm/care.ts';
import { FIRM_CALLS } from './firm/firms.ts';
import { PEOPLE_CALLS } from './firm/people.ts';
import { CHANGE_CALLS } from './firm/setting-changes.ts';
import { ATTENTION_CALLS } from './attention.ts';
import type { Call } from './call.ts';
import { GOOD_CALLS } from './goods.ts';
import { HOME_CALLS } from './home.ts';
import { LIVE_CALLS } from './live.ts';
import { MISSING_CALLS } from './missing-orders.ts';
import { NUMBERING_CALLS } from './numbering.ts';
import { ORDER_CALLS } from './orders.ts';
import { STORY_CALLS } from './order-story.ts';
import { PAIR_CALLS } from './pair.ts';
import { PLAN_CALLS } from './plan.ts';
import { PROFILE_CALLS } from './profiles.ts';
import { REPORT_CALLS } from './reports.ts';
import { REMOVED_CALLS } from './removed-profiles.ts';
import { RUN_CALLS } from './runs.ts';
import { SESSION_CALLS } from './session.ts';
import { SETTING_CALLS } from './settings.ts';
import { SETUP_CALLS } from './setup.ts';
import { UNP_CALLS } from './unp.ts';
import { WORD_CALLS } from './words.ts';

/** Every call of the API by its place and its name. */
export const API = {
  session: SESSION_CALLS,
  accounts: ACCOUNT_CALLS,
  settingChanges: CHANGE_CALLS,
  backups: BACKUP_CALLS,
  care: CARE_CALLS,
  people: PEOPLE_CALLS,
  firms: FIRM_CALLS,
  reports: REPORT_CALLS,
  profiles: PROFILE_CALLS,
  settings: SETTING_CALLS,
  setup: SETUP_CALLS,
  attention: ATTENTION_CALLS,
  pair: PAIR_CALLS,
  numbering: NUMBERING_CALLS,
  removed: REMOVED_CALLS,
  runs: RUN_CALLS,
  live: LIVE_CALLS,
  plan: PLAN_CALLS,
  orders: ORDER_CALLS,
  order: STORY_CALLS,
  goods: GOOD_CALLS,
  unp: UNP_CALLS,
  home: HOME_CALLS,
  words: WORD_CALLS,
  missing: MISSING_CALLS,
} as const;

/** The same as one list; the guard and the tests go by it. */
export const CALLS: readonly Call[] = Object.values(API).flatMap((calls): Call[] => Object.values(calls));
