import { parseAddress, withoutPassword } from '../../model/address.ts';
import { SyncError } from '../../model/sync-error.ts';

/** How the connection is encrypted: not at all, with a checked certificate, or with any certificate. */
export type MysqlTls = 'off' | 'verify' | 'trust';

/** A `mysql:` address taken apart. The password is a secret of the profile and never part of it. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  /** A local socket takes the place of host and port. */
  readonly socketPath: string | null;
  readonly user: string;
  readonly database: string;
  readonly tls: MysqlTls;
}

const DEFAULT_PORT = 3306;
const SCHEMES = new Set(['mysql', 'mariadb']);
const TLS_CHOICES: readonly MysqlTls[] = ['off', 'verify', 'trust'];
const PARAMETERS = new Set(['tls', 'socket']);

/**
 * Reads `mysql://user@host[:port]/database[?tls=off|verify|trust][&socket=/path]`; `mariadb:` is the same.
 * Rejects `settings.warehouseUrl.malformed`, and `settings.warehouseUrl.hasPassword` without repeating the
 * password.
 */
export function parseMysqlAddress(url: string): MysqlAddress {
  const address = parseAddress(url);
  if (address?.hasPassword === true) throw new SyncError('settings.warehouseUrl.hasPassword');
  const tls = TLS_CHOICES.find((choice) => choice === (address?.parameters.get('tls') ?? 'off'));
  const isWhole =
    address !== null &&
    SCHEMES.has(address.scheme) &&
    address.user !== '' &&
    address.path !== '' &&
    !address.hasFragment &&
    [...address.parameters.keys()].every((name) => PARAMETERS.has(name));
  if (!isWhole || tls === undefined)
    throw new SyncError('settings.warehouseUrl.malformed', { value: withoutPassword(url) });
  const { host, port, user, path: database, parameters } = address;
  return {
    host,
    port: port ?? DEFAULT_PORT,
    socketPath: parameters.get('socket') ?? null,
    user,
    database,
    tls,
  };
}
