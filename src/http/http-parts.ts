import type { App } from '../app/app.ts';
import type { LiveRuns } from '../app/live-runs.ts';
import type { Clock } from '../lib/clock.ts';
import type { Session } from '../model/account.ts';

/** What the page's server is made of. */
export interface HttpParts {
  readonly app: App;
  readonly live: LiveRuns;
  readonly clock: Clock;
  /** Under which browsers reach the page through a proxy (`https://name`); null = directly. */
  readonly origin: string | null;
  /** Folder of the built page; null = not built. */
  readonly pageFolder: string | null;
  /** Told what went wrong inside; the browser gets no details. */
  readonly onFault: (error: unknown) => void;
}

/** What a request carries on its way through the server. */
export interface HttpEnv {
  readonly Variables: {
    readonly session: Session;
    readonly token: string;
  };
}
