import type { Order } from '../../model/order.ts';
import type { Settings } from '../../model/settings.ts';
import { parseUnp } from '../../model/unp.ts';

/**
 * The highest sequence number that the shop's orders carry of our device inside our range; 0 when none
 * does. After a restored backup the shop may be the only one who still knows it (F14).
 */
export function sequenceAtShop(orders: readonly Order[], settings: Settings): number {
  const { deviceSerial, unpFrom, unpTo } = settings;
  let highest = 0;
  for (const { unp } of orders) {
    const parts = unp === null ? null : parseUnp(unp);
    if (parts?.deviceSerial !== deviceSerial) continue;
    if (parts.sequence >= unpFrom && parts.sequence <= unpTo) highest = Math.max(highest, parts.sequence);
  }
  return highest;
}
