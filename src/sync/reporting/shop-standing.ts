import type { ReportedShop, ReportedStanding } from '../../model/reporting.ts';
import { SILENT_INTERVALS } from '../../model/reporting.ts';
import { standingOf } from '../home/standing.ts';
import type { Standing } from '../home/standing.ts';

const MINUTE_MS = 60_000;

/** How a reporting shop stands, the worst first; green is `well` alone. */
export const SHOP_STANDINGS = [
  'silent',
  'failed',
  'waiting',
  'held',
  'stopped',
  'new',
  'revoked',
  'well',
] as const;
export type ShopStanding = (typeof SHOP_STANDINGS)[number];

/** Why a shop stands so: of which of its servers, and by which code. */
export interface JudgedShop {
  readonly standing: ShopStanding;
  /** Name of the server that stands worst; null: it is of the shop as a whole. */
  readonly profile: string | null;
  /** Why a run failed, a side is ill, or a schedule is held; null: there is no code. */
  readonly code: string | null;
  /** What waits for a person, of all its servers. */
  readonly attention: number;
}

/** True when nothing was heard for three of the shop's own intervals; of one that never spoke it is not known. */
export function isSilent(
  { heardAt, everyMinutes, hasToken }: Pick<ReportedShop, 'heardAt' | 'everyMinutes' | 'hasToken'>,
  nowMs: number,
): boolean {
  if (heardAt === null || !hasToken) return false;
  return nowMs - Date.parse(heardAt) > SILENT_INTERVALS * everyMinutes * MINUTE_MS;
}

/** What waits for a person at one profile. */
export function attentionOf({ attention }: Pick<ReportedStanding, 'attention'>): number {
  return attention.reduce((sum, { count }) => sum + count, 0);
}

/** How one server of a shop stands, as it would be told on its own page. */
export function profileStanding(profile: ReportedStanding): Exclude<Standing, 'working'> {
  const { lastRun, shop, warehouse, held } = profile;
  const standing = standingOf({
    isBusy: false,
    lastRun,
    isIll: shop.isWell === false || warehouse.isWell === false,
    attention: attentionOf(profile),
    isHeld: held !== null,
  });
  // Of a run that goes on nothing is told before it ends.
  return standing === 'working' ? 'new' : standing;
}

function codeOf(profile: ReportedStanding, standing: ShopStanding): string | null {
  if (standing === 'held') return profile.held;
  if (standing !== 'failed') return null;
  return profile.lastRun?.code ?? profile.warehouse.code ?? profile.shop.code;
}

/** How a shop stands: as the worst of its servers, or not at all where it is not heard. */
export function judgeShop(shop: ReportedShop, nowMs: number): JudgedShop {
  const attention = shop.profiles.reduce((sum, profile) => sum + attentionOf(profile), 0);
  const whole = { profile: null, code: null, attention };
  if (!shop.hasToken) return { ...whole, standing: 'revoked' };
  if (shop.heardAt === null) return { ...whole, standing: 'new' };
  if (isSilent(shop, nowMs)) return { ...whole, standing: 'silent' };
  const worst = shop.profiles
    .map((profile) => ({ profile, standing: profileStanding(profile) }))
    .toSorted((left, right) => rank(left.standing) - rank(right.standing))[0];
  if (worst === undefined) return { ...whole, standing: 'new' };
  const { standing, profile } = worst;
  return { standing, profile: profile.name, code: codeOf(profile, standing), attention };
}

function rank(standing: ShopStanding): number {
  return SHOP_STANDINGS.indexOf(standing);
}

/** The worst first; of equals those with more that waits, then by name. */
export function worstFirst<
  T extends { readonly shop: Pick<ReportedShop, 'name'>; readonly judged: JudgedShop },
>(shops: readonly T[]): readonly T[] {
  return shops.toSorted(
    (left, right) =>
      rank(left.judged.standing) - rank(right.judged.standing) ||
      right.judged.attention - left.judged.attention ||
      left.shop.name.localeCompare(right.shop.name, 'bg'),
  );
}
