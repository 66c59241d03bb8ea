import type { RunEnd, RunTrigger, TaskCounts } from './run.ts';
import type { Tenant } from './tenant.ts';

// What an installation tells a hosted page of itself (docs/reporting.md): counts, moments and codes. No
// orders, no goods, no people, no addresses. Codes and tasks are plain texts: the other side may be newer.

/** So often at least an installation tells how it stands, unless it is asked otherwise. */
export const REPORT_MINUTES = 5;
/** Nothing was heard for so many of its intervals: it is silent. */
export const SILENT_INTERVALS = 3;
/** Runs that are kept of each profile of a reporting shop. */
export const REPORTED_RUNS = 200;
/** Profiles that one installation tells of. */
export const REPORTED_PROFILES = 100;

/** What is known of one side. Times: ISO 8601, UTC. */
export interface ReportedSide {
  /** Null: it was not asked since the program started. */
  readonly isWell: boolean | null;
  readonly at: string | null;
  /** Why it is not well. */
  readonly code: string | null;
}

/** A run that has ended, as it is told. */
export interface ReportedRun {
  readonly id: number;
  readonly trigger: RunTrigger;
  readonly startedAt: string;
  /** Null: it died without a word. */
  readonly endedAt: string | null;
  readonly end: RunEnd;
  /** What ended it before its time. */
  readonly code: string | null;
  /** By task; null of one that died without a word. */
  readonly counts: Readonly<Record<string, TaskCounts>> | null;
}

/** How one profile stands. */
export interface ReportedStanding {
  readonly profile: number;
  readonly name: string;
  readonly isBusy: boolean;
  /** The last one that has ended. */
  readonly lastRun: ReportedRun | null;
  /** When each task last was part of a run that came to its end. */
  readonly lastSuccess: Readonly<Record<string, string>>;
  readonly nextStart: string | null;
  /** What keeps its schedule from starting anything; null: nothing does, or there is no schedule. */
  readonly held: string | null;
  readonly shop: ReportedSide;
  readonly warehouse: ReportedSide;
  /** What waits for a person, by code. */
  readonly attention: readonly { readonly code: string; readonly count: number; readonly newest: string }[];
  /** Orders without a document that may get one, and when the oldest was placed. */
  readonly ordersWaiting: number;
  readonly oldestWaiting: string | null;
  /** Numbers left in the range of the device; null where no УНП are given. */
  readonly unpLeft: number | null;
}

/** What an installation tells: the newest standing of its profiles, and runs that nobody has acknowledged. */
export interface Report {
  /** Which installation tells it. */
  readonly sender: string;
  /** Grows with each report of an installation: what arrives late is known by it. */
  readonly sequence: number;
  /** By the sender's clock. */
  readonly sentAt: string;
  readonly version: string;
  readonly everyMinutes: number;
  readonly profiles: readonly ReportedStanding[];
  readonly runs: readonly { readonly profile: number; readonly run: ReportedRun }[];
}

/** Who comes with a token: a shop, and the firm that it reports to. */
export interface Reporter {
  readonly shop: number;
  readonly tenant: Tenant;
}

/** What became of a report. */
export interface TakenReport {
  /** It is newer than all before; its runs are kept either way. */
  readonly isNews: boolean;
  /** Of the newest report that was taken. */
  readonly sequence: number;
}

/** A shop that tells a page of ours how it stands. */
export interface ReportedShop {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  /** It may report. */
  readonly hasToken: boolean;
  /** By our clock; null: nothing was heard as yet. */
  readonly heardAt: string | null;
  readonly everyMinutes: number;
  /** Of its program; '' = nothing was heard as yet. */
  readonly version: string;
  /** Somebody was told of its silence, and nothing was heard since. */
  readonly isTold: boolean;
  readonly profiles: readonly ReportedStanding[];
}

/** Where a firm tells how it stands, and what came of it last. */
export interface ReportTarget {
  readonly address: string;
  readonly everyMinutes: number;
  /** Of the report that was sent last. */
  readonly sequence: number;
  /** The last run that was taken, by profile. */
  readonly acknowledged: Readonly<Record<string, number>>;
  /** When a report was taken last; null: none was. */
  readonly answeredAt: string | null;
  /** Why the last one was not; null: it was. */
  readonly fault: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> } | null;
}

/** True for an interval in whole minutes, up to a day. */
export function isReportInterval(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440;
}
