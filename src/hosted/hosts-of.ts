import { parseAddress } from '../model/address.ts';
import type { Settings } from '../model/settings.ts';
import { fieldsOfAddress } from '../model/warehouse-address.ts';

/**
 * The host of a profile's shop, as slots are counted by: lower case, IPv6 without brackets. A place that
 * gives tokens alone is not counted: all shops of a platform may have one.
 */
export function shopHosts({ shopAddress }: Pick<Settings, 'shopAddress'>): readonly string[] {
  const host = parseAddress(shopAddress.trim(), 'http')?.host ?? '';
  return host === '' ? [] : [host.toLowerCase()];
}

/**
 * The hosts of a profile's warehouse: of its database or REST API, and of the API that takes the orders of an
 * Access file. A file has none; nor has an agent, whose name is no host.
 */
export function warehouseHosts(settings: Pick<Settings, 'warehouse' | 'ordersWarehouse'>): readonly string[] {
  const { warehouse, ordersWarehouse } = settings;
  return [warehouse, ordersWarehouse].flatMap((address) => {
    const fields = fieldsOfAddress(address);
    if (fields === null || fields.engine === 'agent' || fields.host === '') return [];
    return [fields.host.toLowerCase()];
  });
}

/** The hosts that a run of these settings is at, each once. */
export function hostsOf(settings: Settings): readonly string[] {
  return [...new Set([...shopHosts(settings), ...warehouseHosts(settings)])];
}
