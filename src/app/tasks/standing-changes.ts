import { batches } from '../../lib/batch.ts';
import type { GoodId } from '../../model/good.ts';
import { hasDocument } from '../../model/order-stage.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Change } from '../../model/plan.ts';

import { standsAtShop } from '../../sync/product-change.ts';
import type { Gathering } from '../task-context.ts';

const CHANGES_AT_ONCE = 500;
const CODE_SUBJECT = 'code:';

function numberOf(change: Change): number {
  return Number(/:(\d+)$/.exec(change.subject)?.[1] ?? 0);
}

/** Changes of products that the links say stand already, by their keys. */
export async function standingProducts(
  { state, profile }: Pick<Gathering, 'state' | 'profile'>,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const standing = new Set<string>();
  for (const part of batches(changes, CHANGES_AT_ONCE)) {
    const links = await state.links.find(profile.id, part.map(numberOf) as GoodId[]);
    const byGood = new Map<number, (typeof links)[number]>(links.map((link) => [link.goodId, link]));
    for (const change of part) {
      const link = byGood.get(numberOf(change));
      if (link !== undefined && standsAtShop(change, link)) standing.add(change.key);
    }
  }
  return standing;
}

/** Products of the shop that have become goods already, or were paired with one, by the changes' keys. */
export async function standingGoods(
  { state, profile }: Pick<Gathering, 'state' | 'profile'>,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const standing = new Set<string>();
  for (const part of batches(changes, CHANGES_AT_ONCE)) {
    const links = await state.links.findByProduct(profile.id, part.map(numberOf));
    const linked = new Set<number>(links.map((link) => link.productId));
    for (const change of part) if (linked.has(numberOf(change))) standing.add(change.key);
  }
  return standing;
}

/** Goods that were added for lines whose product the shop does not tell, by the changes' keys. */
async function standingCodes(
  { warehouse, signal }: Pick<Gathering, 'warehouse' | 'signal'>,
  changes: readonly Change[],
): Promise<readonly string[]> {
  if (changes.length === 0) return [];
  const codeOf = ({ subject }: Change): string => subject.slice(CODE_SUBJECT.length);
  const goods = await warehouse.findGoods({ codes: changes.map(codeOf), priceGroup: 0 }, signal);
  const living = new Set(goods.flatMap((good) => (good.isDeleted ? [] : [good.code])));
  return changes.filter((change) => living.has(codeOf(change))).map(({ key }) => key);
}

/**
 * Orders that have their document, УНП that the shop has, and goods that were added, by the changes' keys.
 */
export async function standingOrders(
  gathering: Pick<Gathering, 'state' | 'profile' | 'warehouse' | 'signal'>,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const { state, profile } = gathering;
  const orders = changes.filter((change) => change.kind !== 'addGood');
  const products = changes.filter((change) => change.subject.startsWith('product:'));
  const coded = changes.filter((change) => change.subject.startsWith(CODE_SUBJECT));
  const standing = new Set([
    ...(await standingGoods(gathering, products)),
    ...(await standingCodes(gathering, coded)),
  ]);
  for (const part of batches(orders, CHANGES_AT_ONCE)) {
    const entries = await state.ledger.find(profile.id, part.map(numberOf) as OrderNumber[]);
    const stages = new Map<number, (typeof entries)[number]['stage']>(
      entries.map((entry) => [entry.orderNumber, entry.stage]),
    );
    for (const change of part) {
      const stage = stages.get(numberOf(change));
      if (stage === undefined) continue;
      if (change.kind === 'writeUnp' ? stage === 'acknowledged' : hasDocument(stage))
        standing.add(change.key);
    }
  }
  return standing;
}
