/** An address taken apart, whatever it leads to: a database, an API, a shop, a webhook, a mail server. */
export interface Address {
  /** Lower case, without its colon. */
  readonly scheme: string;
  /** '' without one. */
  readonly user: string;
  /** A password in it is for refusing: it belongs among the secrets. */
  readonly hasPassword: boolean;
  /** As it is connected to: decoded, IPv6 without brackets. */
  readonly host: string;
  /** As it is written in addresses: IPv6 in brackets, letters outside ASCII as the scheme has them. */
  readonly writtenHost: string;
  /** Null where none is written, or the scheme's own. */
  readonly port: number | null;
  /** Decoded, without slashes at its ends; '' without one. */
  readonly path: string;
  /** As it is written, without slashes at its end; '' without one. */
  readonly writtenPath: string;
  /** Path and query exactly as they are written: what is asked of a server. */
  readonly target: string;
  /** The last of each name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly hasFragment: boolean;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * The only reading of addresses in the program. `http://` is assumed where `assumes` says so and no scheme is
 * typed. Null for what is none, has no host, or is wrongly encoded.
 */
export function parseAddress(text: string, assumes?: 'http'): Address | null {
  const whole = assumes === undefined || SCHEME.test(text) ? text : `${assumes}://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.hostname === '') return null;
  const writtenPath = url.pathname.replace(/\/+$/, '');
  const [user, host, path] = [decoded(url.username), decoded(url.hostname), decoded(writtenPath)];
  if (user === null || host === null || path === null) return null;
  return {
    scheme: url.protocol.slice(0, -1),
    user,
    hasPassword: url.password !== '',
    host: host.replace(/^\[(.*)\]$/, '$1'),
    writtenHost: url.hostname,
    port: url.port === '' ? null : Number(url.port),
    path: path.replace(/^\//, ''),
    writtenPath,
    target: `${url.pathname}${url.search}`,
    parameters: new Map(url.searchParams),
    hasFragment: url.hash !== '',
  };
}

/** `scheme://host[:port]` of an address, as HTTP names a server. */
export function serverOf(address: Address): string {
  const { scheme, writtenHost, port } = address;
  return `${scheme}://${writtenHost}${port === null ? '' : `:${port}`}`;
}

/** What a person has typed, to be shown: what is no address may still hold a password. */
export function withoutPassword(text: string): string {
  return text.replace(/:[^:@/]*@/, ':***@');
}
