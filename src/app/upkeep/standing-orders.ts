import { sha256 } from '../../lib/hash.ts';
import { claimKey } from '../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import { seriesIdentity, seriesOf } from '../../model/order-series.ts';
import type { Profile } from '../../model/profile.ts';
import { profileIdentity } from '../../model/settings.ts';
import { readDocument } from '../../model/written-document.ts';
import type { WrittenDocument } from '../../model/written-document.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';

interface Asked {
  /** `pastSeries`: that of an order whose number was taken over since (Q6). */
  readonly orders: readonly { readonly pastSeries: number | null; readonly number: OrderNumber }[];
  readonly signal: AbortSignal;
}

/**
 * What the warehouse holds of orders that were recorded before their lines were kept, in their order; null
 * where the document is gone. Reads only.
 */
export async function readStandingDocuments(
  parts: AppParts,
  profile: Profile,
  { orders, signal }: Asked,
): Promise<readonly (WrittenDocument | null)[]> {
  const ranges = await parts.state.series.ranges(profile.id);
  const origins = orders.map(({ pastSeries, number }): OrderOrigin => {
    const series = pastSeries ?? seriesOf(ranges, number);
    const shopIdentity = seriesIdentity(profileIdentity(profile.settings), series);
    return { shopIdentity, orderNumber: number, claimKey: claimKey(sha256(shopIdentity), number) };
  });
  const warehouse = await parts.openWarehouse(profile.settings, await readSecrets(parts, profile));
  try {
    const written: (WrittenDocument | null)[] = [];
    for (const origin of origins) written.push(await writtenIn(warehouse, profile, { origin, signal }));
    return written;
  } finally {
    await warehouse.close();
  }
}

async function writtenIn(
  warehouse: Warehouse,
  profile: Profile,
  { origin, signal }: { readonly origin: OrderOrigin; readonly signal: AbortSignal },
): Promise<WrittenDocument | null> {
  const [trace] = await warehouse.findTraces([origin], signal);
  const [document] = trace?.documents ?? [];
  if (document === undefined) return null;
  const ids = [...new Set(document.lines.map((line) => line.goodId))];
  const goods = await warehouse.findGoods({ ids, priceGroup: profile.settings.priceGroup }, signal);
  const byId = new Map(goods.map((good) => [good.id, good]));
  // One that was deleted from the tables, not only marked so, goes by its number.
  return readDocument(origin.orderNumber, document, ({ goodId }) => byId.get(goodId) ?? {});
}
