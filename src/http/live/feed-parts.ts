import type { App } from '../../app/app.ts';
import type { Work } from '../../app/work/work.ts';
import type { Clock } from '../../lib/clock.ts';

/** Of what the page's server is made of: the part that tells what goes on. */
export interface FeedParts {
  readonly app: App;
  readonly live: Work;
  /** How many processes live to do the work. Rejects while nobody can be asked. */
  readonly workers: () => Promise<number>;
  readonly clock: Clock;
  /** Told whenever a page begins to follow; must not throw. */
  readonly onFollowed?: () => void;
  /** Told what went wrong inside; the browser gets no details. */
  readonly onFault: (error: unknown) => void;
}
