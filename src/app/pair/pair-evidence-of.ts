import { sha256 } from '../../lib/hash.ts';
import type { GoodId } from '../../model/good.ts';
import { goodsMark, shopPlace } from '../../model/pair.ts';
import type { PairEvidence, PairQuestion, PairSide } from '../../model/pair.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { hasDocument, ORDER_STAGES } from '../../model/order-stage.ts';
import { profileIdentity } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { shopLikeness, warehouseLikeness } from '../../sync/pair/pair-check.ts';
import { claimEvidence, linkEvidence, orderEvidence, together } from '../../sync/pair/pair-evidence.ts';
import { originOf } from '../tasks/orders/order-adopter.ts';
import type { PairSides } from './pair-sides.ts';

/** Enough to tell a stranger, few enough to be asked for one by one over a REST API. */
const LINKS = 5;
const ORDERS = 5;
const WITH_DOCUMENT = ORDER_STAGES.filter(hasDocument);

/** Records of a side compared with what is remembered of them; `before`: the settings they were made under. */
export async function evidenceOf(
  sides: PairSides,
  side: PairSide,
  before: Settings,
): Promise<Pick<PairQuestion, 'evidence' | 'looksLike'>> {
  if (side === 'shop') {
    const orders = await shopEvidence(sides);
    const told = await sides.shop.fetchOwnAddress(sides.signal);
    return { evidence: orders, looksLike: shopLikeness(orders, { told, known: shopPlace(before) }) };
  }
  const [goods, documents] = [await linksOf(sides), await documentEvidence(sides, before)];
  return { evidence: together(goods, documents), looksLike: warehouseLikeness(goods, documents) };
}

/** The newest orders: whatever a shop forgets, those it has. */
async function shopEvidence({ state, profile, shop, signal }: PairSides): Promise<PairEvidence> {
  const query = { stage: null, search: '', page: 1, size: ORDERS };
  const { rows } = await state.ledger.page(profile.id, query);
  const numbers = rows.map((entry) => entry.orderNumber).toSorted((left, right) => left - right);
  return orderEvidence(rows, await shop.fetchOrdersByNumber(numbers, signal));
}

/** The documents of the oldest orders: of all, backups have these most likely. */
async function documentEvidence(sides: PairSides, before: Settings): Promise<PairEvidence> {
  const { state, profile, warehouse, signal } = sides;
  const oldest = await state.ledger.list(profile.id, {
    stages: WITH_DOCUMENT,
    after: 0 as OrderNumber,
    limit: ORDERS,
  });
  const identity = profileIdentity(before);
  const series = await state.series.ranges(profile.id);
  const origins = oldest.map(({ orderNumber }) => originOf({ identity, series }, orderNumber));
  const traces = await warehouse.findTraces(origins, signal);
  const found = new Set<number>(traces.map((trace) => trace.orderNumber));
  return claimEvidence(oldest, found);
}

async function linksOf({ state, profile, settings, warehouse, signal }: PairSides): Promise<PairEvidence> {
  const ids = await state.links.idsAfter(profile.id, 0 as GoodId, LINKS);
  const links = await state.links.find(profile.id, ids);
  return linkEvidence(links, await warehouse.findGoods({ ids, priceGroup: settings.priceGroup }, signal));
}

/** The mark of some linked goods; null where nothing is linked. */
export async function goodsMarkOf(sides: PairSides): Promise<string | null> {
  const { state, profile, settings, warehouse, signal } = sides;
  const ids = await state.links.idsAfter(profile.id, 0 as GoodId, LINKS);
  if (ids.length === 0) return null;
  const goods = await warehouse.findGoods({ ids, priceGroup: settings.priceGroup }, signal);
  return goodsMark(sha256(JSON.stringify(goods.map(({ id, code }) => [id, code]))));
}
