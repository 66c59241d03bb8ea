import { parseAddress, withoutPassword } from '../../model/address.ts';
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

function flag(text: string | undefined, whenMissing: boolean): boolean | null {
  if (text === undefined) return whenMissing;
  return text === 'true' ? true : text === 'false' ? false : null;
}

/**
 * Reads `mssql://user@host[:port]/database[?instance=NAME][&encrypt=false][&trustServerCertificate=true]`.
 * Rejects `settings.warehouseUrl.malformed`, and `settings.warehouseUrl.hasPassword` without repeating it.
 */
export function parseMssqlAddress(url: string): MssqlAddress {
  const address = parseAddress(url);
  if (address?.hasPassword === true) throw new SyncError('settings.warehouseUrl.hasPassword');
  const malformed = new SyncError('settings.warehouseUrl.malformed', { value: withoutPassword(url) });
  if (address === null || address.scheme !== 'mssql' || address.hasFragment) throw malformed;
  const { host, port, user, path: database, parameters } = address;
  const isEncrypted = flag(parameters.get('encrypt'), true);
  const trustsCertificate = flag(parameters.get('trustServerCertificate'), false);
  const isKnown = [...parameters.keys()].every((name) => PARAMETERS.has(name));
  if (database === '' || user === '' || !isKnown) throw malformed;
  if (isEncrypted === null || trustsCertificate === null) throw malformed;
  const instance = parameters.get('instance') ?? null;
  if (instance !== null && (!/^[\w$#]{1,16}$/.test(instance) || port !== null)) throw malformed;
  return {
    host,
    port: instance === null ? (port ?? DEFAULT_PORT) : null,
    instance,
    user,
    database,
    isEncrypted,
    trustsCertificate,
  };
}
