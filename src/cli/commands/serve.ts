import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import type { PageRequest } from '../program.ts';
import { wholeNumber } from '../read-number.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import type { CliSession } from '../session.ts';
import { memoryFolder } from '../with-app.ts';

/** Hosts that nobody reaches but this machine. */
const LOOPBACK = /^(?:localhost$|127\.|::1$)/;
/** The port unless another is asked for. */
const PORT = 8710;
/** The port of a worker, which serves no page. */
const HEALTH_PORT = 8711;

/** What is typed behind `serve`; what is not typed may stand in the environment. */
export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly url?: string;
  /** What `--url` was called in 0.2.0. */
  readonly origin?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly trustedProxy?: readonly string[];
  readonly metricsTokenFile?: string;
  readonly role?: string;
}

type Wish = Pick<
  PageRequest,
  'host' | 'port' | 'url' | 'tls' | 'trustedProxies' | 'metricsTokenFile' | 'role'
>;

/** Both files of a certificate, or none. Throws `http.tls.incomplete`. */
function tlsOf(certificate: string | undefined, key: string | undefined): Pick<Wish, 'tls'> {
  if (certificate !== undefined && key !== undefined) return { tls: { certificate, key } };
  if (certificate === undefined && key === undefined) return {};
  throw new SyncError('http.tls.incomplete', { missing: key === undefined ? '--tls-key' : '--tls-cert' });
}

/** What a process does. Throws `serve.roleUnknown`. */
function roleOf(text: string): NonNullable<Wish['role']> {
  if (text === 'all' || text === 'page' || text === 'worker') return text;
  throw new SyncError('serve.roleUnknown', { role: text });
}

/**
 * Where and how the page is to be served. Each option has a variable of the environment, `SKLADBRIDGE_` and its
 * name, for services: a unit, a task and a container know those. An option that is typed goes before it.
 */
export function readServing(options: ServeOptions, env: CliSession['io']['env']): Wish {
  const named = (typed: string | undefined, variable: string): string | undefined => {
    const value = typed ?? env[`SKLADBRIDGE_${variable}`];
    // A variable that is set to nothing is one that was commented out.
    return typed === undefined && value === '' ? undefined : value;
  };
  const url = named(options.url ?? options.origin, 'URL');
  const metricsTokenFile = named(options.metricsTokenFile, 'METRICS_TOKEN_FILE');
  const proxies = options.trustedProxy ?? named(undefined, 'TRUSTED_PROXY')?.split(/[\s,]+/);
  const role = roleOf(named(options.role, 'ROLE') ?? 'all');
  // A worker beside a page on one machine listens on another port.
  const own =
    role === 'worker' ? { missing: HEALTH_PORT, key: 'HEALTH_PORT' } : { missing: PORT, key: 'PORT' };
  return {
    role,
    host: (named(options.host, 'HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    port: wholeNumber('--port', named(options.port, own.key), { missing: own.missing, most: 65_535 }),
    ...(url === undefined ? {} : { url }),
    ...tlsOf(named(options.tlsCert, 'TLS_CERT'), named(options.tlsKey, 'TLS_KEY')),
    ...(proxies === undefined ? {} : { trustedProxies: proxies.filter((word) => word !== '') }),
    ...(metricsTokenFile === undefined ? {} : { metricsTokenFile }),
  };
}

/** The page in the browser, the schedules of all profiles, or both, until Ctrl-C. */
export async function serveCommand(session: CliSession, options: ServeOptions): Promise<number> {
  const { program } = session;
  const wish = readServing(options, session.io.env);
  const page = await program.servePage({
    dataFolder: memoryFolder(session),
    ...wish,
    log: session.log,
    onFault: (error) => {
      session.log.fault(error);
      const message = error instanceof SyncError ? error.code : String(error);
      session.printFault(message);
    },
  });
  const { phrases } = session.texts;
  // Nobody speaks TLS where no address of a proxy is named either: passwords and sessions go as they are.
  if (!LOOPBACK.test(wish.host) && !page.url.startsWith('https:'))
    session.printFault(fill(phrases['serve.open'], { host: wish.host }));
  if (session.isJson) session.printJson({ type: 'pageServed', url: page.url, setupCode: page.setupCode });
  else {
    const running = wish.role === 'worker' ? phrases['serve.working'] : phrases['serve.running'];
    session.print(fill(running, { address: page.url }));
    if (page.setupCode !== null) session.print(fill(phrases['serve.setupCode'], { code: page.setupCode }));
    session.print(phrases['sandbox.stop']);
  }
  return runUntilStopped(session, () => page.close());
}
