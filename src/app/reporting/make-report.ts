import { WAITING_STAGES } from '../../model/order-stage.ts';
import type { Report, ReportedRun, ReportedSide, ReportedStanding } from '../../model/reporting.ts';
import { REPORTED_PROFILES } from '../../model/reporting.ts';
import type { ProfileSummary } from '../../model/profile-summary.ts';
import type { RunRecord } from '../../model/run.ts';
import type { AppParts } from '../app-parts.ts';
import { nextStartOf } from '../home/next-start-of.ts';
import { scheduleHold } from '../setup/schedule-hold.ts';
import { UNKNOWN_HEALTH } from '../side-health.ts';
import type { SideHealth } from '../side-health.ts';
import { profileVitals } from '../vitals/vitals.ts';
import type { ProfileVitals } from '../vitals/vitals.ts';
import type { Standing } from '../work/work.ts';

/** Runs that one report tells of, of all profiles together: it stays far below what the other side takes. */
const RUNS_AT_ONCE = 1000;
const [FEWEST, MOST] = [10, 100] as const;
const SECOND_MS = 1000;

/** What only the process at work knows, and of which program it is. */
export interface Reporting {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly version: string;
}

/** A report without its number and its moment. */
export type ReportDraft = Omit<Report, 'sequence' | 'sentAt' | 'everyMinutes'>;

type Parts = Pick<AppParts, 'state' | 'clock'>;

/**
 * How the firm stands whose memory this is, with the newest runs since those that were acknowledged. Each
 * field is named here: whatever else the memory knows, of orders, goods and people, does not leave.
 */
export async function makeReport(
  parts: AppParts,
  { standings, version }: Reporting,
  acknowledged: Readonly<Record<string, number>>,
): Promise<ReportDraft> {
  const summaries = (await parts.state.profiles.summaries()).slice(0, REPORTED_PROFILES);
  const vitals = new Map((await profileVitals(parts)).map((each) => [each.profile, each]));
  const profiles: ReportedStanding[] = [];
  const told: { readonly profile: number; readonly run: ReportedRun }[] = [];
  const most = Math.max(FEWEST, Math.min(MOST, Math.floor(RUNS_AT_ONCE / Math.max(summaries.length, 1))));
  for (const summary of summaries) {
    const { id, name } = summary.profile;
    const runs = await endedRuns(parts, id, most);
    const work = standings.get(name);
    profiles.push(await standingOf(parts, summary, { runs, work, vitals: vitals.get(name) }));
    const last = acknowledged[String(id)] ?? 0;
    for (const run of runs) if (run.id > last) told.push({ profile: id, run });
  }
  return { sender: parts.state.installation, version, profiles, runs: told };
}

/** Newest first; one that goes on is told once it has ended, one that died without a word as cut off. */
async function endedRuns(
  { state }: Parts,
  id: ProfileSummary['profile']['id'],
  limit: number,
): Promise<readonly ReportedRun[]> {
  const runs = await state.runs.list(id, limit + 1);
  const ended = runs.filter((run, index) => run.end !== null || index > 0).slice(0, limit);
  const faults = await state.runs.faults(ended.filter(({ end }) => end !== 'done').map((run) => run.id));
  return ended.map((run) => reportedRun(run, faults.get(run.id)?.code ?? null));
}

function reportedRun(run: RunRecord, code: string | null): ReportedRun {
  const { id, trigger, startedAt, endedAt, end, counts } = run;
  return { id, trigger, startedAt, endedAt, end: end ?? 'interrupted', code, counts };
}

function reportedSide({ isWell, at, error }: SideHealth): ReportedSide {
  return { isWell, at, code: error?.code ?? null };
}

async function standingOf(
  { state, clock }: Parts,
  summary: ProfileSummary,
  known: {
    readonly runs: readonly ReportedRun[];
    readonly work: Standing | undefined;
    readonly vitals: ProfileVitals | undefined;
  },
): Promise<ReportedStanding> {
  const { profile, stages } = summary;
  const { runs, work, vitals } = known;
  const { shop, warehouse } = work?.health ?? UNKNOWN_HEALTH;
  return {
    profile: profile.id,
    name: profile.name,
    isBusy: work?.isBusy ?? false,
    lastRun: runs[0] ?? null,
    lastSuccess: vitals?.lastSuccess ?? {},
    nextStart: await nextStartOf(summary, {
      clock,
      lastRun: (of, query) => state.runs.lastOf(of.id, query),
    }),
    held: profile.settings.schedule === '' ? null : (scheduleHold(profile)?.code ?? null),
    shop: reportedSide(shop),
    warehouse: reportedSide(warehouse),
    attention: await state.attention.waiting(profile.id),
    ordersWaiting: WAITING_STAGES.reduce((sum, stage) => sum + (stages[stage] ?? 0), 0),
    oldestWaiting: sinceOf(vitals?.oldestWaitingSeconds ?? null, clock.now()),
    unpLeft: vitals?.unpLeft ?? null,
  };
}

function sinceOf(seconds: number | null, nowMs: number): string | null {
  if (seconds === null) return null;
  return new Date((Math.floor(nowMs / SECOND_MS) - Math.floor(seconds)) * SECOND_MS).toISOString();
}

/**
 * What makes a report worth sending before its time, as one text: what waits, how both sides are, what holds
 * a schedule. What merely passes, such as the next start, does not.
 */
export function whatMatters({ profiles, version }: ReportDraft): string {
  return JSON.stringify([
    version,
    profiles.map(({ name, held, shop, warehouse, attention, unpLeft }) => [
      name,
      held,
      [shop.isWell, shop.code, warehouse.isWell, warehouse.code],
      attention.map(({ code, count }) => [code, count]),
      unpLeft,
    ]),
  ]);
}
