import { resolve } from 'node:path';
import { accessPath } from '../../model/access-address.ts';
import { parseAddress, serverOf, withoutPassword } from '../../model/address.ts';
import { agentOfAddress } from '../../model/agent-address.ts';
import { SyncError } from '../../model/sync-error.ts';

/** A file of Access: its orders go elsewhere, if at all. */
interface AccessFile {
  readonly kind: 'access';
  readonly path: string;
}

/** A database that takes documents. */
type Database = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'mysql' | 'mssql' };

/** What takes documents and is opened from here. */
export type ServerEngine = Database | { readonly kind: 'rest'; readonly address: string };

/** Which engine an address names; an agent is asked by its name. */
export type Engine = ServerEngine | AccessFile | { readonly kind: 'agent'; readonly name: string };

/** The engine of an address; a file is looked for against the current folder. Rejects others by name. */
export function engineOf(url: string): Engine {
  const accessFile = accessPath(url);
  if (accessFile !== null) return { kind: 'access', path: resolve(accessFile) };
  const name = agentOfAddress(url);
  if (name !== null) return { kind: 'agent', name };
  const match = /^([a-z][a-z0-9+.-]*:)(.*)$/i.exec(url);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const rest = match?.[2] ?? '';
  if (scheme === 'api+http:' || scheme === 'api+https:') return { kind: 'rest', address: apiAddress(url) };
  if (scheme === 'mysql:' || scheme === 'mariadb:') return { kind: 'mysql' };
  if (scheme === 'mssql:') return { kind: 'mssql' };
  if (scheme === 'sqlite:' && rest !== '')
    return { kind: 'sqlite', path: resolve(rest.replace(/^\/\//, '')) };
  throw new SyncError('settings.warehouseUrl.malformed', { value: url });
}

/** `http://host:8700` of an `api+http:` address: no user, no path, no parameters. */
function apiAddress(url: string): string {
  const address = parseAddress(url.slice('api+'.length));
  const isPlain =
    address !== null &&
    address.user === '' &&
    !address.hasPassword &&
    address.path === '' &&
    address.parameters.size === 0 &&
    !address.hasFragment;
  if (!isPlain) throw new SyncError('settings.warehouseUrl.malformed', { value: withoutPassword(url) });
  return serverOf(address);
}
