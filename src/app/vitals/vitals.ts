import { nowIso } from '../../lib/clock.ts';
import { LEASE_TTL_MS } from '../../model/lease.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { WAITING_STAGES } from '../../model/order-stage.ts';
import type { TaskName } from '../../model/run.ts';
import { readShopTime, shopTime } from '../../model/shop-time.ts';
import { hasSupto } from '../../model/warehouse-version.ts';
import type { ProfileSummary, StandingLease } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import { ReportedShopDesk } from '../reporting/reported-shop-desk.ts';
import type { ReportingFigures } from '../reporting/reported-shop-desk.ts';

/** Where the last look was noted: a memory that takes this takes everything else. */
const NOTED_AS = 'vitals.lookedAt';
const LOG_AS = 'vitals.logFile';
const SECOND_MS = 1000;

/** How one profile stands. */
export interface ProfileVitals {
  /** Where several firms share the memory, with its firm's before it. */
  readonly name: string;
  /** Its own name alone, and that of its firm; '' = the memory is of one. */
  readonly profile: string;
  readonly firm: string;
  /** Orders of each stage. */
  readonly orders: ProfileSummary['stages'];
  /** Items that wait for a person. */
  readonly attention: number;
  /**
   * Age in seconds of the oldest order without a document, by its number; null = there is none. It may be an
   * hour off where the clock was changed since.
   */
  readonly oldestWaitingSeconds: number | null;
  /** ISO 8601, UTC: when a task was last part of a run that came to its end. */
  readonly lastSuccess: Readonly<Partial<Record<TaskName, string>>>;
  /** Numbers left in the range of the device; null where no УНП are given. */
  readonly unpLeft: number | null;
}

/** Shops that report to a firm; its name is '' where the memory is of one. */
export interface FirmReporting extends ReportingFigures {
  readonly firm: string;
}

/** How the program stands, for whoever looks after it. No secrets, no buyers. */
export interface Vitals {
  /** Writes into the memory. Rejects what keeps it from being written. Repeatable. */
  touchMemory(): Promise<void>;
  /** Leases that nobody has given back. */
  leases(): Promise<readonly (StandingLease & { readonly isSane: boolean })[]>;
  profiles(): Promise<readonly ProfileVitals[]>;
  /** Shops that report here, by firms; no shop is named. */
  reporting(): Promise<readonly FirmReporting[]>;
  /** Of the memory where it is kept. */
  memoryBytes(): Promise<number>;
  /** Where the process that serves writes its log, as it has noted; null = nobody has. */
  logFile(): Promise<string | null>;
  /** Notes it for whoever is asked for a diagnosis; null = into no file. Repeatable. */
  noteLogFile(file: string | null): Promise<void>;
}

/**
 * One that has run out while its holder lives was not renewed; one that runs longer than any may be taken for
 * was taken by a clock that has been set back since, and keeps everybody else away.
 */
function isSane({ holder, leftMs }: StandingLease, isAlive: AppParts['isAlive']): boolean {
  return leftMs <= LEASE_TTL_MS && (leftMs >= 0 || isAlive(holder) !== true);
}

type Parts = Pick<AppParts, 'state' | 'clock'>;

async function oldestWaiting(parts: Parts, { profile }: ProfileSummary): Promise<number | null> {
  const query = { stages: WAITING_STAGES, after: 0 as OrderNumber, limit: 1 };
  const [oldest] = await parts.state.ledger.list(profile.id, query);
  const placed = oldest === undefined ? null : readShopTime(oldest.createdAt);
  if (placed === null) return null;
  const ageMs = Date.parse(`${shopTime(parts.clock.now())}Z`) - Date.parse(`${placed}Z`);
  return Math.max(ageMs / SECOND_MS, 0);
}

async function unpLeft({ state }: Parts, { profile }: ProfileSummary): Promise<number | null> {
  const { warehouseBuild, deviceSerial, unpFrom, unpTo } = profile.settings;
  if (!hasSupto(warehouseBuild) || deviceSerial === '') return null;
  const last = await state.ledger.lastSequence(deviceSerial, { from: unpFrom, to: unpTo });
  return unpTo - Math.max(last, unpFrom - 1);
}

/**
 * Each firm with the memory as it sees it, for a page may see no more of it; with its name where several
 * share the memory.
 */
async function eachFirm(
  all: AppParts['state'],
): Promise<readonly { readonly firm: string; readonly state: AppParts['state'] }[]> {
  const tenants = await all.tenants.list();
  return tenants.map(({ id, name }) => ({ firm: tenants.length > 1 ? name : '', state: all.of(id) }));
}

/** How the profiles stand that this memory shows; `firm`: whose they are, where several share it. */
export async function profileVitals(at: Parts, firm = ''): Promise<readonly ProfileVitals[]> {
  const all: ProfileVitals[] = [];
  for (const summary of await at.state.profiles.summaries()) {
    const { id, name: profile } = summary.profile;
    all.push({
      name: firm === '' ? profile : `${firm}: ${profile}`,
      profile,
      firm,
      orders: summary.stages,
      attention: summary.attention,
      oldestWaitingSeconds: await oldestWaiting(at, summary),
      lastSuccess: await at.state.runs.successes(id),
      unpLeft: await unpLeft(at, summary),
    });
  }
  return all;
}

/** The vitals of an application over its parts. */
export function vitalsOf(parts: AppParts): Vitals {
  const { state, clock, isAlive } = parts;
  return {
    touchMemory: () => state.program.setValue(NOTED_AS, JSON.stringify(nowIso(clock))),
    leases: async () => {
      const standing = await state.leases.standing();
      return standing.map((lease) => ({ ...lease, isSane: isSane(lease, isAlive) }));
    },
    profiles: async () => {
      const all: ProfileVitals[] = [];
      for (const { firm, state: own } of await eachFirm(state))
        all.push(...(await profileVitals({ state: own, clock }, firm)));
      return all;
    },
    reporting: async () => {
      const all: FirmReporting[] = [];
      for (const { firm, state: own } of await eachFirm(state))
        all.push({ firm, ...(await new ReportedShopDesk(own.reportedShops, clock).figures()) });
      return all;
    },
    memoryBytes: () => state.program.sizeBytes(),
    logFile: async () => JSON.parse((await state.program.value(LOG_AS)) ?? 'null') as string | null,
    noteLogFile: (file) => state.program.setValue(LOG_AS, JSON.stringify(file)),
  };
}
