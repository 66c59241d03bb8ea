import type { Clock } from '../../lib/clock.ts';
import { isErrorCode } from '../../model/error-codes.ts';
import { causeOf } from '../../model/attention-causes.ts';
import type { CauseName } from '../../model/attention-causes.ts';
import type { FirmPageQuery, ListPage } from '../../model/list-page.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';
import type { Tenant } from '../../model/tenant.ts';
import { firmSums, foundFirms } from '../../sync/home/firm-search.ts';
import type { FirmSums, SoughtShop } from '../../sync/home/firm-search.ts';
import { readSchedule } from '../../sync/next-start.ts';
import type { Schedule } from '../../sync/next-start.ts';
import {
  byWorst,
  lateMinutes,
  needsSomebody,
  shopStanding,
  sidesAfter,
} from '../../sync/home/firm-standing.ts';
import type { ShopStanding } from '../../sync/home/firm-standing.ts';
import type { FirmShop, RunFault, State } from '../../state/state.ts';
import { scheduleHold } from '../setup/schedule-hold.ts';

/** A shop of a firm, for whoever looks after the firms. */
export interface ShopLook extends Pick<FirmShop, 'name' | 'lastSuccess'> {
  readonly standing: ShopStanding;
  readonly needsSomebody: boolean;
  /** What ended it before its time: its code, and what is behind that in words. */
  readonly lastRun:
    | (NonNullable<FirmShop['lastRun']> & { readonly code: string | null; readonly cause: CauseName | null })
    | null;
  /** As it is set; '' = by hand. */
  readonly schedule: string;
  /** For how long its next start is overdue; 0 = it is not, null = nothing is to start by itself. */
  readonly lateMinutes: number | null;
  /** Whether both sides answered last; null = not known. */
  readonly health: { readonly shop: boolean | null; readonly warehouse: boolean | null };
  /** What waits for a person, by cause, the most first. */
  readonly attention: readonly { readonly cause: CauseName; readonly count: number }[];
}

/** A firm with its shops, the worst first. */
export interface FirmLook extends Tenant {
  readonly hasOwner: boolean;
  readonly shops: readonly ShopLook[];
}

/** A firm that was found, and by what. */
export interface FoundLook extends FirmLook {
  /** Its own name is not what was looked for: those of its shops are, and no others are here. */
  readonly isByShop: boolean;
}

/** A page of firms. */
export interface FirmPage extends ListPage<FoundLook> {
  /** Of all firms, whatever is looked for. */
  readonly sums: FirmSums;
}

/** What of a profile's settings is looked at. */
interface Scheduled {
  readonly key: string;
  readonly text: string;
  readonly schedule: Schedule | null;
  readonly isHeld: boolean;
}

/** A shop as it stands; why is found out for those that are shown. */
interface StandingShop extends SoughtShop {
  readonly of: FirmShop;
  readonly schedule: string;
  readonly lateMinutes: number | null;
}

interface StandingFirm extends Tenant {
  readonly hasOwner: boolean;
  readonly shops: readonly StandingShop[];
}

/** All firms at a glance. What was read of settings is kept as long as they are the same. */
export class FirmBoard {
  readonly #state: Pick<State, 'tenants' | 'runs'>;
  readonly #clock: Clock;
  readonly #scheduled = new Map<ProfileId, Scheduled>();

  constructor({ state, clock }: { readonly state: Pick<State, 'tenants' | 'runs'>; readonly clock: Clock }) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Every firm, the one with the worst shop first. */
  async look(): Promise<readonly FirmLook[]> {
    const firms = await this.#standing();
    return this.#looks(firms.map((firm) => ({ firm, shops: firm.shops })));
  }

  /** A page of the firms that are looked for (`foundFirms`), the worst first, and what all of them come to. */
  async page({ search, needing, page, size }: FirmPageQuery): Promise<FirmPage> {
    const firms = await this.#standing();
    const found = foundFirms<StandingShop, StandingFirm>(firms, { search, needing });
    const shown = found.slice((page - 1) * size, page * size);
    const looks = await this.#looks(shown);
    const rows = looks.map((firm, index) => ({ ...firm, isByShop: shown[index]?.isByShop === true }));
    return { found: found.length, rows, sums: firmSums(firms) };
  }

  async #standing(): Promise<readonly StandingFirm[]> {
    const { tenants } = this.#state;
    const [firms, owned, shops] = await Promise.all([tenants.list(), tenants.owned(), tenants.shops()]);
    await this.#readSchedules(shops);
    const byFirm = Map.groupBy(shops, ({ tenant }) => tenant);
    return firms
      .map((firm) => ({
        ...firm,
        hasOwner: owned.has(firm.id),
        shops: (byFirm.get(firm.id) ?? [])
          .map((shop) => this.#stand(shop, firm))
          .toSorted((left, right) => byWorst(left.standing, right.standing) || byName(left, right)),
      }))
      .toSorted((left, right) => byWorst(worstOf(left), worstOf(right)) || byName(left, right));
  }

  async #readSchedules(shops: readonly FirmShop[]): Promise<void> {
    const changed = shops.filter((shop) => this.#scheduled.get(shop.id)?.key !== keyOf(shop));
    for (const profile of changed.length === 0
      ? []
      : await this.#state.tenants.profiles(changed.map(({ id }) => id)))
      this.#scheduled.set(profile.id, scheduledOf(profile));
    if (this.#scheduled.size <= shops.length) return;
    const living = new Set(shops.map(({ id }) => id));
    for (const id of this.#scheduled.keys()) if (!living.has(id)) this.#scheduled.delete(id);
  }

  #stand(shop: FirmShop, { suspendedAt }: Tenant): StandingShop {
    const { lastRun, confirmedAt } = shop;
    const { text = '', schedule = null, isHeld = false } = this.#scheduled.get(shop.id) ?? {};
    const from = lastRun?.startedAt ?? confirmedAt;
    const isRunning = lastRun !== null && lastRun.end === null;
    const late =
      isHeld || isRunning || suspendedAt !== null
        ? null
        : lateMinutes(schedule, {
            lastMs: from === null ? null : Date.parse(from),
            nowMs: this.#clock.now(),
          });
    const attention = shop.waiting.reduce((sum, { count }) => sum + count, 0);
    const standing = shopStanding({ lastRun, attention, isHeld: text !== '' && isHeld, late });
    return {
      of: shop,
      name: shop.name,
      standing,
      needsSomebody: suspendedAt === null && needsSomebody(standing),
      schedule: text,
      lateMinutes: late,
    };
  }

  async #looks(
    firms: readonly { readonly firm: StandingFirm; readonly shops: readonly StandingShop[] }[],
  ): Promise<readonly FirmLook[]> {
    const unended = firms.flatMap(({ shops }) =>
      shops.flatMap(({ of: { lastRun } }) =>
        lastRun?.end === 'failed' || lastRun?.end === 'interrupted' ? [lastRun.id] : [],
      ),
    );
    const faults =
      unended.length === 0 ? new Map<number, RunFault>() : await this.#state.runs.faults(unended);
    return firms.map(({ firm, shops }) => ({ ...firm, shops: shops.map((shop) => lookAt(shop, faults)) }));
  }
}

function lookAt({ of: shop, ...rest }: StandingShop, faults: ReadonlyMap<number, RunFault>): ShopLook {
  const { lastRun } = shop;
  const code = lastRun === null ? null : (faults.get(lastRun.id)?.code ?? null);
  return {
    ...rest,
    lastSuccess: shop.lastSuccess,
    lastRun:
      lastRun === null
        ? null
        : { ...lastRun, code, cause: code !== null && isErrorCode(code) ? causeOf(code) : null },
    health: sidesAfter(lastRun?.end ?? null, code),
    attention: causesOf(shop),
  };
}

function keyOf({ version, confirmedAt }: Pick<Profile, 'version' | 'confirmedAt'>): string {
  return `${version} ${confirmedAt ?? ''}`;
}

function scheduledOf(profile: Profile): Scheduled {
  const text = profile.settings.schedule;
  const schedule = readSchedule(text) ?? null;
  return { key: keyOf(profile), text, schedule, isHeld: scheduleHold(profile) !== null };
}

function causesOf({ waiting }: FirmShop): ShopLook['attention'] {
  return [...Map.groupBy(waiting, ({ code }) => causeOf(code))]
    .map(([cause, same]) => ({ cause, count: same.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((left, right) => right.count - left.count);
}

/** A suspended firm stands still on purpose, and one without shops has nothing to say. */
function worstOf({ suspendedAt, shops }: StandingFirm): ShopStanding {
  return suspendedAt === null ? (shops[0]?.standing ?? 'well') : 'well';
}

/** One for all: made anew for each comparison of thousands, it took most of a look. */
const NAMES = new Intl.Collator('bg');

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return NAMES.compare(left.name, right.name);
}
