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
const SCHEMES = new Set(['mysql:', 'mariadb:']);
const TLS_CHOICES: readonly MysqlTls[] = ['off', 'verify', 'trust'];
const PARAMETERS = new Set(['tls', 'socket']);

function parts(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * Reads `mysql://user@host[:port]/database[?tls=off|verify|trust][&socket=/path]`; `mariadb:` is the same.
 * Rejects `settings.warehouseUrl.malformed`, and `settings.warehouseUrl.hasPassword` without repeating the
 * password.
 */
export function parseMysqlAddress(url: string): MysqlAddress {
  const address = parts(url);
  // What is no address may still hold a password.
  const value = url.replace(/:[^:@/]*@/, ':***@');
  const malformed = (): SyncError => new SyncError('settings.warehouseUrl.malformed', { value });
  if (address !== null && address.password !== '') throw new SyncError('settings.warehouseUrl.hasPassword');
  if (address === null || !SCHEMES.has(address.protocol)) throw malformed();
  const database = decoded(address.pathname.replace(/^\//, ''));
  const user = decoded(address.username);
  const host = decoded(address.hostname);
  const tls = TLS_CHOICES.find((choice) => choice === (address.searchParams.get('tls') ?? 'off'));
  const isKnown = [...address.searchParams.keys()].every((name) => PARAMETERS.has(name));
  if (!database || !user || !host || tls === undefined || !isKnown || address.hash !== '') throw malformed();
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: address.port === '' ? DEFAULT_PORT : Number(address.port),
    socketPath: address.searchParams.get('socket'),
    user,
    database,
    tls,
  };
}
