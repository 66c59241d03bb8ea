import type { Context } from 'hono';
import type { Admitted } from '../app/app.ts';
import type { Log } from '../lib/log.ts';
import type { Session } from '../model/account.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Readiness } from '../model/readiness.ts';
import type { FeedParts } from './live/feed-parts.ts';
import type { LiveFeed } from './live/live-feed.ts';
import type { PagePlace } from './place/page-place.ts';

/** Sends a test notification of a profile over one way, as it is saved. Rejects `notification.*`. */
export type TestNotification = (profile: string, way: 'mail' | 'webhook') => Promise<void>;

/** Figures as Prometheus reads them, with their media type. */
export interface MetricsText {
  readonly type: string;
  readonly text: string;
}

/** For whoever looks after the program. */
export interface Watching {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<MetricsText>;
  /** Opens the figures from other machines; null = they are for this machine alone. */
  readonly metricsToken: string | null;
}

/** What the page's server is made of. */
export interface HttpParts extends FeedParts {
  /** Of the program, for whoever is signed in. */
  readonly version: string;
  /** What goes on, for every page that follows it. */
  readonly feed: LiveFeed;
  /** Where the page is for browsers, and whose word on a request counts. */
  readonly place: PagePlace;
  readonly testNotification: TestNotification;
  readonly watching: Watching;
  /** One text for support, of everything; names nobody. */
  readonly diagnose: (signal: AbortSignal) => Promise<string>;
  readonly log: Log;
  /** Where several firms share the memory: what serves each of them. Left out: it is of one alone. */
  readonly firms?: FirmServers;
  /** Folder of the built page; null = not built. */
  readonly pageFolder: string | null;
}

/** What of the page's server is a firm's own: an application that knows its profiles and people alone. */
export type FirmParts = Pick<HttpParts, 'app' | 'live' | 'feed' | 'testNotification'>;

/** What the guard hands on with a request that it has let in. */
export interface Entered {
  readonly session: Session;
  readonly token: string;
}

/** The servers of firms. */
export interface FirmServers {
  serverOf(tenant: TenantId): {
    /** Answers a call that the guard has let in. */
    answer(context: Context<HttpEnv>, entered: Entered): Promise<Response>;
  };
}

/** What a request carries on its way through the server. */
export interface HttpEnv {
  readonly Variables: Entered & {
    /** The shop that reports, and whose it is. */
    readonly reporter: Admitted;
  };
  readonly Bindings: { readonly entered?: Entered };
}
