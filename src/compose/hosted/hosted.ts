import { WAREHOUSE_ENGINES } from '../../model/warehouse-address.ts';
import type { WarehouseEngine } from '../../model/warehouse-address.ts';
import { parseAddress } from '../../model/address.ts';
import { accessPath } from '../../model/access-address.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import { PublicHosts } from './public-hosts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether people type addresses here who are not the machine's own (`SKLADBRIDGE_HOSTED=1`). */
export function isHosted(env: Environment): boolean {
  return ['1', 'true', 'yes'].includes((env['SKLADBRIDGE_HOSTED'] ?? '').toLowerCase());
}

/** Who may be connected to; absent = everybody, as on a machine of one's own. */
export function hostGuard(env: Environment): HostGuard | undefined {
  return isHosted(env) ? new PublicHosts() : undefined;
}

/**
 * What a warehouse may be in that people set up here: on a hoster's machine no file of it, and an agent where
 * there is a hub to meet it at.
 */
export function offeredEngines(env: Environment): readonly WarehouseEngine[] {
  const isLeftOut: Readonly<Partial<Record<WarehouseEngine, boolean>>> = {
    access: isHosted(env),
    sqlite: isHosted(env),
    agent: (env['SKLADBRIDGE_NATS'] ?? '') === '',
  };
  return WAREHOUSE_ENGINES.filter((engine) => isLeftOut[engine] !== true);
}

/**
 * Refuses a warehouse that would be looked for on the hoster's own machine: a file, a local socket
 * (`hosted.localWarehouse`), and a server that is found by the name of its instance, which is asked for past
 * every guard (`hosted.namedInstance`).
 */
export function refuseLocalWarehouse(warehouse: string): void {
  const address = parseAddress(warehouse);
  const isFile = accessPath(warehouse) !== null || /^sqlite:/i.test(warehouse);
  if (isFile || (address?.parameters.has('socket') ?? false))
    throw new SyncError('hosted.localWarehouse', { address: isFile ? warehouse : (address?.host ?? '') });
  if (address?.scheme === 'mssql' && address.parameters.has('instance'))
    throw new SyncError('hosted.namedInstance', { host: address.host });
}
