import type { App } from '../../app/app.ts';
import type { AppParts } from '../../app/app-parts.ts';
import { makeApp } from '../../app/make-app.ts';
import type { OnRunEnd } from '../../app/work/local-work.ts';
import { HostedEngine } from '../../hosted/hosted-engine.ts';
import type { Role } from '../../hosted/hosted-engine.ts';
import { HEARTBEAT } from '../../hosted/run-queue.ts';
import type { Heartbeat, Slots } from '../../hosted/run-queue.ts';
import { nowIso } from '../../lib/clock.ts';
import { SyncError } from '../../model/sync-error.ts';
import { databaseAddress } from '../../state/postgres/database-address.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { hostLimitOf } from './host-limit.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a note says it is about where a profile's work was given up. */
const LOST = 'profile';
const SLOTS = 8;
const MOST_SLOTS = 200;
/** Of the slots those that first exports may have. */
const BULK_PART = 4;
/** Seconds of a heartbeat: the queue takes none that is shorter, and longer nobody wants to wait. */
const HEARTBEATS = { least: 10, most: 600 } as const;
/** How often a worker tells that it lives, within a heartbeat. */
const BEATS = HEARTBEAT.seconds / HEARTBEAT.refreshSeconds;

function numberIn(
  env: Environment,
  key: string,
  what: { readonly missing: number; readonly least?: number; readonly most: number },
): number {
  const { [key]: text = '' } = env;
  const { missing, least = 1, most } = what;
  if (text === '') return missing;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new SyncError('settings.badValue', { key, value: text, expected: `${least}–${most}` });
}

/** How many works a process does at once. Throws `settings.badValue`. */
export function slotsOf(env: Environment): Slots {
  const all = numberIn(env, 'SKLADBRIDGE_SLOTS', { missing: SLOTS, most: MOST_SLOTS });
  const missing = Math.max(1, Math.floor(all / BULK_PART));
  return { all, bulk: numberIn(env, 'SKLADBRIDGE_BULK_SLOTS', { missing, most: all }) };
}

/** How soon a worker that died is noticed. Throws `settings.badValue`. */
export function heartbeatOf(env: Environment): Heartbeat {
  const seconds = numberIn(env, 'SKLADBRIDGE_HEARTBEAT', { missing: HEARTBEAT.seconds, ...HEARTBEATS });
  return { seconds, refreshSeconds: seconds / BEATS };
}

/**
 * Takes part in the work of all processes that share a database. `parts`: what the application of this process
 * is made of; each attempt of a job has one of its own over them. Rejects `state.database.*`.
 */
export async function openEngine(
  app: App,
  parts: AppParts,
  how: {
    readonly role: Role;
    readonly wish: DatabaseWish;
    readonly env: Environment;
    readonly over: (app: App) => App;
    readonly onRunEnd: (app: App) => OnRunEnd;
    readonly onFault: (error: unknown) => void;
  },
): Promise<HostedEngine> {
  const { role, wish, env, over, onRunEnd, onFault } = how;
  const [slots, heartbeat] = [slotsOf(env), heartbeatOf(env)];
  return HostedEngine.open(
    {
      app,
      appOf: (attempt, leaseTimes, tenant) =>
        over(makeApp({ ...parts, ...attempt, mayLive: true, leaseTimes }).of(tenant)),
      onRunEnd,
      tellLost: async (id, { code, facts }) => {
        const draft = { subject: LOST, code, facts, contentHash: '' };
        await parts.state.attention.put(id, [draft], nowIso(parts.clock));
      },
      settleLost: (id) => parts.state.attention.resolve(id, [LOST]),
    },
    {
      role,
      address: databaseAddress(wish.url, wish.direct),
      slots,
      heartbeat,
      limit: hostLimitOf(env),
      onFault,
    },
  );
}
