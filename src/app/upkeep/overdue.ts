import type { OrderNumber } from '../../model/order-origin.ts';
import { firstNumberOf } from '../../model/order-series.ts';
import { wasRecorded } from '../../model/order-stage.ts';
import type { Profile } from '../../model/profile.ts';
import { shopTime } from '../../model/shop-time.ts';
import { OVERDUE_SUBJECT } from '../../sync/orders/order-changes.ts';
import { statusDecision } from '../../sync/orders/order-status.ts';
import { knownWords } from '../words/shop-words.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';
import { nowIso } from '../../lib/clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Orders that should be in the warehouse by now. `oldest`: when the first was placed, Europe/Sofia. */
export interface OverdueOrders {
  readonly numbers: readonly OrderNumber[];
  readonly oldest: string | null;
}

/**
 * Orders that stand in the shop for more than so many minutes and are not in the warehouse, measured from the
 * shop's own list of the last day and everything above the cursor, not from what this program believes
 * (lessons.md section 5, no. 5). Orders that wait for a person are told elsewhere. Reads only.
 */
export async function findOverdue(
  parts: AppParts,
  profile: Profile,
  what: { readonly minutes: number; readonly signal: AbortSignal },
): Promise<OverdueOrders> {
  const { state, clock } = parts;
  const { settings } = profile;
  const recent = await state.ledger.firstSince(profile.id, shopTime(clock.now() - DAY_MS));
  const cursor = await state.ledger.cursor(profile.id);
  const from = recent === null ? cursor : Math.min(cursor, recent - 1);
  const first = firstNumberOf(settings.firstOrder, await state.series.ranges(profile.id));
  const after = Math.max(from, first) as OrderNumber;
  const limit = shopTime(clock.now() - what.minutes * MINUTE_MS);
  const words = await knownWords(state, profile);
  const late: { readonly number: OrderNumber; readonly createdAt: string }[] = [];
  const shop = await parts.openShop(settings, await readSecrets(parts, profile), {});
  try {
    for await (const orders of shop.fetchOrders(after, what.signal)) {
      const known = await state.ledger.find(
        profile.id,
        orders.map((order) => order.number),
      );
      const settled = new Set(
        known
          .filter(
            (entry) => wasRecorded(entry.stage) || entry.stage === 'parked' || entry.stage === 'dismissed',
          )
          .map((entry) => entry.orderNumber),
      );
      for (const { number, order } of orders) {
        if (settled.has(number) || order === undefined || order.createdAt > limit) continue;
        if (statusDecision(order.status, settings, words) === 'import')
          late.push({ number, createdAt: order.createdAt });
      }
    }
  } finally {
    await shop.close();
  }
  const oldest = late.map((each) => each.createdAt).toSorted((a, b) => (a < b ? -1 : 1))[0] ?? null;
  return { numbers: late.map((each) => each.number), oldest };
}

/** `findOverdue`, kept on the attention list while it lasts. True when it is news. */
export async function watchOverdue(
  parts: AppParts,
  profile: Profile,
  what: { readonly minutes: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const { attention } = parts.state;
  const { numbers, oldest } = await findOverdue(parts, profile, what);
  if (numbers.length === 0) {
    await attention.resolve(profile.id, [OVERDUE_SUBJECT]);
    return false;
  }
  const facts = { count: numbers.length, oldest: oldest ?? '', minutes: what.minutes };
  const draft = { subject: OVERDUE_SUBJECT, code: 'orders.overdue', facts, contentHash: '' } as const;
  return (await attention.put(profile.id, [draft], nowIso(parts.clock))).length > 0;
}
