import type { ServerRow, SideView } from '../api/profiles.ts';
import type { ProfileSummary } from '../app/app.ts';
import { scheduleHold } from '../app/setup/schedule-hold.ts';
import { nextStartOf } from '../app/home/next-start-of.ts';
import { UNKNOWN_HEALTH } from '../app/side-health.ts';
import type { Health, SideHealth } from '../app/side-health.ts';
import type { Standing } from '../app/work/work.ts';
import { PROFILE_TYPE } from '../model/settings.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { Language } from '../texts/text.ts';
import { faultOf } from './error-answer.ts';
import type { FeedParts } from './live/feed-parts.ts';

/** A server at a glance, before its words. */
export type ServerState = Omit<ServerRow, 'health' | 'held'> & {
  readonly health: Health;
  readonly held: SyncError | null;
};

type Parts = Pick<FeedParts, 'app' | 'clock'>;

/** How a server stands; `standings`: of all that have worked. Rejects as `App.lastRun` does. */
export async function serverState(
  summary: ProfileSummary,
  standings: ReadonlyMap<string, Standing>,
  parts: Parts,
): Promise<ServerState> {
  const { profile, lastRun, attention, cursor, stages } = summary;
  const { isBusy = false, health = UNKNOWN_HEALTH } = standings.get(profile.name) ?? {};
  return {
    name: profile.name,
    version: profile.version,
    type: PROFILE_TYPE,
    isBusy,
    isConfirmed: profile.confirmedAt !== null,
    shop: profile.settings.shopAddress,
    schedule: profile.settings.schedule,
    nextStart: await nextStartOf(summary, {
      clock: parts.clock,
      lastRun: (of, query) => parts.app.lastRun(of.name, query),
    }),
    held: profile.settings.schedule === '' ? null : scheduleHold(profile),
    lastRun,
    attention,
    cursor,
    stages,
    health,
  };
}

function sideView({ isWell, at, error }: SideHealth, language: Language): SideView {
  return { isWell, at, fault: error === null ? null : faultOf(error, language) };
}

/** The same in words. */
export function wordedServer({ health, held, ...rest }: ServerState, language: Language): ServerRow {
  const { shop, warehouse } = health;
  return {
    ...rest,
    held: held === null ? null : faultOf(held, language),
    health: { shop: sideView(shop, language), warehouse: sideView(warehouse, language) },
  };
}
