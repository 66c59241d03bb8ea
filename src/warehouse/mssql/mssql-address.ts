import { SyncError } from '../../model/sync-error.ts';

/** An `mssql:` address taken apart. The password is a secret of the profile and never part of it. */
export interface MssqlAddress {
  readonly host: string;
  /** Null with a named instance: the server's browser service tells its port. */
  readonly port: number | null;
  readonly instance: string | null;
  readonly user: string;
  readonly database: string;
  /** On unless the address says otherwise. */
  readonly isEncrypted: boolean;
  /** Self-signed certificates, as SQL Server makes them for itself, are refused unless the address agrees. */
  readonly trustsCertificate: boolean;
}

const DEFAULT_PORT = 1433;
const PARAMETERS = new Set(['instance', 'encrypt', 'trustServerCertificate']);

function flag(text: string | null, whenMissing: boolean): boolean | null {
  if (text === null) return whenMissing;
  return text === 'true' ? true : text === 'false' ? false : null;
}

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
 * Reads `mssql://user@host[:port]/database[?instance=NAME][&encrypt=false][&trustServerCertificate=true]`.
 * Rejects `settings.warehouseUrl.malformed`, and `settings.warehouseUrl.hasPassword` without repeating it.
 */
export function parseMssqlAddress(url: string): MssqlAddress {
  const address = parts(url);
  // What is no address may still hold a password.
  const value = url.replace(/:[^:@/]*@/, ':***@');
  const malformed = (): SyncError => new SyncError('settings.warehouseUrl.malformed', { value });
  if (address !== null && address.password !== '') throw new SyncError('settings.warehouseUrl.hasPassword');
  if (address === null || address.protocol !== 'mssql:' || address.hash !== '') throw malformed();
  const { searchParams } = address;
  const database = decoded(address.pathname.replace(/^\//, ''));
  const [user, host] = [decoded(address.username), decoded(address.hostname)];
  const isEncrypted = flag(searchParams.get('encrypt'), true);
  const trustsCertificate = flag(searchParams.get('trustServerCertificate'), false);
  const isKnown = [...searchParams.keys()].every((name) => PARAMETERS.has(name));
  if (!database || !user || !host || isEncrypted === null || trustsCertificate === null || !isKnown)
    throw malformed();
  const instance = searchParams.get('instance');
  if (instance !== null && (!/^[\w$#]{1,16}$/.test(instance) || address.port !== '')) throw malformed();
  const port = instance === null ? Number(address.port === '' ? DEFAULT_PORT : address.port) : null;
  const plainHost = host.replace(/^\[(.*)\]$/, '$1');
  return { host: plainHost, port, instance, user, database, isEncrypted, trustsCertificate };
}
