import { toNumber } from '../../model/decimal.ts';
import type { GoodDraft, GoodId } from '../../model/good.ts';
import type { RestClient } from './rest-client.ts';
import { ITEM } from './wire.ts';

/**
 * Adds goods one by one (S18, D1); ids in the drafts' order. `order`: the one that they are made for; 0: none.
 * Not repeatable.
 */
export async function addItems(
  client: RestClient,
  drafts: readonly GoodDraft[],
  { order, signal }: { readonly order: number; readonly signal: AbortSignal },
): Promise<readonly GoodId[]> {
  const ids: GoodId[] = [];
  for (const draft of drafts) {
    const body = {
      code: draft.code,
      barcode1: draft.barcode,
      name: draft.name,
      name2: draft.name,
      measure1: draft.measure,
      measure2: draft.measure,
      [`price_out${draft.priceGroup + 1}`]: toNumber(draft.price),
      tax_group: draft.vatGroupId,
      group_id: draft.groupId,
    };
    const answer = await client.write('/Item', { body, order, signal });
    ids.push(ITEM.parse(answer).id as GoodId);
  }
  return ids;
}
