import { parseAddress } from '../../model/address.ts';
import { SyncError } from '../../model/sync-error.ts';

/** Where a hub (nats-server) listens, and as whom one comes. */
export interface HubPlace {
  /** `tls://host:port`, for people: without user and password. */
  readonly hub: string;
  /** `host:port`. */
  readonly server: string;
  readonly isTls: boolean;
  readonly user: string;
  readonly password: string;
  /** Of a key (nkey) that one comes by instead; null = user and password. */
  readonly seed: Uint8Array | null;
  /** File of the authority that has signed the hub's certificate (PEM); null = one that the system knows. */
  readonly caFile: string | null;
}

const USUAL_PORT = 4222;
const OWN_HOSTS = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Reads the address of a hub: `tls://user:password@host:port`, `nats://…` without TLS. Rejects
 * `agent.hubMalformed` without repeating it, for it may hold a password.
 */
export function hubPlace(address: string, caFile: string | null): HubPlace {
  const parsed = parseAddress(address.trim());
  const isPlain = parsed?.path === '' && parsed.parameters.size === 0 && !parsed.hasFragment;
  if (parsed === null || !isPlain || !['tls', 'nats'].includes(parsed.scheme))
    throw new SyncError('agent.hubMalformed');
  const { scheme, user, writtenHost, port } = parsed;
  const server = `${writtenHost}:${port ?? USUAL_PORT}`;
  const password = decodeURIComponent(new URL(address.trim()).password);
  return {
    hub: `${scheme}://${server}`,
    server,
    isTls: scheme === 'tls',
    user,
    password,
    seed: null,
    caFile,
  };
}

/** Refuses a line that others can read: without TLS only a hub on this very machine is spoken to. */
export function refusePlainHub({ hub, server, isTls }: HubPlace): void {
  const host = server.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (!isTls && !OWN_HOSTS.has(host)) throw new SyncError('agent.hubPlain', { hub });
}
