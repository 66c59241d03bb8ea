import type { RunRecord } from '../../model/run.ts';
import { nextStart } from '../next-start.ts';
import type { Schedule } from '../next-start.ts';
import { standingOf } from './standing.ts';

/**
 * How a shop stands for whoever looks after many firms, the worst first: as its own page says it, and
 * `late` where its schedule is.
 */
export const SHOP_STANDINGS = [
  'failed',
  'late',
  'waiting',
  'held',
  'stopped',
  'new',
  'working',
  'well',
] as const;
export type ShopStanding = (typeof SHOP_STANDINGS)[number];

const MINUTE_MS = 60_000;
/** A schedule starts up to a minute apart, and a busy worker has others before it: so much is not late. */
const GRACE_MINUTES = 5;

/**
 * For how many minutes a start is overdue, counted from the last one, whoever made it; 0 = it is not.
 * Null = there is no schedule, or nothing to count from.
 */
export function lateMinutes(
  schedule: Schedule | null,
  { lastMs, nowMs }: { readonly lastMs: number | null; readonly nowMs: number },
): number | null {
  if (schedule === null || lastMs === null) return null;
  const next = nextStart(schedule, lastMs, schedule.kind === 'every' ? lastMs : null);
  if (next === null) return null;
  const late = Math.floor((nowMs - next) / MINUTE_MS);
  return late > GRACE_MINUTES ? late : 0;
}

/** How a shop stands. */
export function shopStanding(shop: {
  readonly lastRun: Pick<RunRecord, 'end'> | null;
  readonly attention: number;
  readonly isHeld: boolean;
  readonly late: number | null;
}): ShopStanding {
  const standing = standingOf({ ...shop, isBusy: false, isIll: false });
  const isLate = (shop.late ?? 0) > 0;
  return isLate && standing !== 'failed' && standing !== 'working' && standing !== 'new' ? 'late' : standing;
}

/** Whether a person has to look: at a failure, a schedule that starts nothing, what waits for an answer. */
export function needsSomebody(standing: ShopStanding): boolean {
  return ['failed', 'late', 'waiting', 'held'].includes(standing);
}

/** Whether both sides answered a run; null = it does not tell. */
export function sidesAfter(
  end: RunRecord['end'],
  code: string | null,
): { readonly shop: boolean | null; readonly warehouse: boolean | null } {
  if (end === 'done') return { shop: true, warehouse: true };
  return {
    shop: code?.startsWith('shop.') === true ? false : null,
    warehouse: code?.startsWith('warehouse.') === true ? false : null,
  };
}

/** Orders what stands so by the worst first. */
export function byWorst(left: ShopStanding, right: ShopStanding): number {
  return SHOP_STANDINGS.indexOf(left) - SHOP_STANDINGS.indexOf(right);
}
