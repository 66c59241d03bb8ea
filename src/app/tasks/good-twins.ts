import { batches } from '../../lib/batch.ts';
import type { Good, GoodId } from '../../model/good.ts';
import { findTwins, twinKeys } from '../../sync/good-twins.ts';
import type { Park } from '../../sync/park.ts';
import type { Gathering } from '../task-context.ts';

const GOODS_AT_ONCE = 500;

/**
 * Goods whose matching key another living good has too, each with the reason. Only asked for those without
 * a link.
 */
export async function codeTwins(
  gathering: Pick<Gathering, 'warehouse' | 'settings' | 'signal'>,
  goods: readonly Good[],
): Promise<ReadonlyMap<GoodId, Park>> {
  const { warehouse, settings, signal } = gathering;
  const twins = new Map<GoodId, Park>();
  for (const part of batches(goods, GOODS_AT_ONCE)) {
    const keys = twinKeys(part, settings.matchingKey);
    const found = await warehouse.findGoods({ ...keys, priceGroup: settings.priceGroup }, signal);
    for (const [id, twin] of findTwins(part, found, settings.matchingKey)) twins.set(id, twin);
  }
  return twins;
}
