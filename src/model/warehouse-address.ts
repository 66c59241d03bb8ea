import { accessPath } from './access-address.ts';
import { parseAddress } from './address.ts';
import { agentOfAddress } from './agent-address.ts';

/** What a warehouse may be kept in. */
export const WAREHOUSE_ENGINES = ['access', 'sqlite', 'mysql', 'mssql', 'api', 'agent'] as const;
export type WarehouseEngine = (typeof WAREHOUSE_ENGINES)[number];

/**
 * An address in fields, as a form asks for it; the password is a secret and never part of it. '' = left
 * out.
 */
export interface WarehouseFields {
  readonly engine: WarehouseEngine;
  /** Of a file. */
  readonly path: string;
  /** Of an agent: its name. */
  readonly host: string;
  /** '' = the usual one. */
  readonly port: string;
  readonly database: string;
  readonly user: string;
  /** Of SQL Server: a named instance, in the place of a port. */
  readonly instance: string;
  /** What else the address says, as `tls=verify`; kept as it is. */
  readonly options: string;
  /** An API behind TLS. */
  readonly isSecure: boolean;
}

/** A warehouse that was seen on this machine. */
export interface FoundWarehouse {
  readonly fields: WarehouseFields;
  /** A file that is one, or a server that listens and has not been asked. */
  readonly isSure: boolean;
}

/** Fields with which nothing was said yet. */
export function emptyFields(engine: WarehouseEngine): WarehouseFields {
  const host = engine === 'access' || engine === 'sqlite' || engine === 'agent' ? '' : 'localhost';
  return {
    engine,
    path: '',
    host,
    port: '',
    database: '',
    user: '',
    instance: '',
    options: '',
    isSecure: false,
  };
}

const NEEDED: Readonly<Record<WarehouseEngine, readonly (keyof WarehouseFields)[]>> = {
  access: ['path'],
  sqlite: ['path'],
  mysql: ['host', 'database', 'user'],
  mssql: ['host', 'database', 'user'],
  api: ['host'],
  agent: ['host'],
};

/** Fields without which there is no address, still empty. */
export function missingFields(fields: WarehouseFields): readonly (keyof WarehouseFields)[] {
  return NEEDED[fields.engine].filter((name) => String(fields[name]).trim() === '');
}

/** A host as addresses write it: IPv6 in brackets. */
function written(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/** The address that fields make. Call it when none are missing. */
export function addressOfFields(fields: WarehouseFields): string {
  const { engine, host, database, user, instance } = fields;
  const path = fields.path.trim();
  if (engine === 'sqlite') return `sqlite:${path}`;
  if (engine === 'access') return `access:${path}`;
  if (engine === 'agent') return `agent:${host.trim()}`;
  const port = fields.port.trim() === '' || instance !== '' ? '' : `:${fields.port.trim()}`;
  const server = `${written(host.trim())}${port}`;
  if (engine === 'api') return `api+${fields.isSecure ? 'https' : 'http'}://${server}`;
  const options = [
    ...(engine === 'mssql' && instance !== '' ? [`instance=${encodeURIComponent(instance.trim())}`] : []),
    ...(fields.options === '' ? [] : [fields.options]),
  ].join('&');
  const place = `${encodeURIComponent(user.trim())}@${server}/${encodeURIComponent(database.trim())}`;
  return `${engine}://${place}${options === '' ? '' : `?${options}`}`;
}

/** What a query says beside a named instance, as it is written. */
function optionsOf(address: string): string {
  const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
  return query
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('instance='))
    .join('&');
}

/** The fields of an address; null for one that no engine has, as somebody may have typed it. */
export function fieldsOfAddress(address: string): WarehouseFields | null {
  const text = address.trim();
  const access = accessPath(text);
  if (access !== null) return { ...emptyFields('access'), path: access };
  const agent = agentOfAddress(text);
  if (agent !== null) return { ...emptyFields('agent'), host: agent };
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text) ?? [];
  const name = scheme.toLowerCase();
  if (name === 'sqlite') return { ...emptyFields('sqlite'), path: rest.replace(/^\/\/(?=\/|[a-z]:)/i, '') };
  const isApi = name === 'api+http' || name === 'api+https';
  const parsed = parseAddress(isApi ? text.slice('api+'.length) : text);
  if (parsed === null || parsed.hasPassword) return null;
  const port = parsed.port === null ? '' : String(parsed.port);
  const { host } = parsed;
  if (isApi) return { ...emptyFields('api'), host, port, isSecure: name === 'api+https' };
  const engine = name === 'mariadb' ? 'mysql' : name;
  if (engine !== 'mysql' && engine !== 'mssql') return null;
  return {
    ...emptyFields(engine),
    host,
    port,
    database: parsed.path,
    user: parsed.user,
    instance: parsed.parameters.get('instance') ?? '',
    options: optionsOf(text),
  };
}
