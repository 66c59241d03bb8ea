import type { App } from '../app/app.ts';
import { LOOK_PACE } from '../app/overdue-watch.ts';
import type { LookPace } from '../app/overdue-watch.ts';
import { Scheduler } from '../app/scheduler.ts';
import type { OverdueProfile } from '../model/readiness.ts';
import { LocalWork } from '../app/work/local-work.ts';
import type { OnRunEnd } from '../app/work/local-work.ts';
import type { Watcher, Work } from '../app/work/work.ts';
import type { MetricsText } from '../http/http-parts.ts';
import type { Clock } from '../lib/clock.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Sleep } from '../lib/sleep.ts';

/** What does the work that the page asks for and the schedules want. */
export interface Engine {
  readonly live: Work;
  /** False: others do the work, and this process only shows it. */
  readonly isWorking: boolean;
  /** How shops are looked into beside the work. */
  readonly looks: LookPace;
  /** How many processes live to do it. Rejects while nobody can be asked. */
  workers(): Promise<number>;
  /**
   * The same work, of one firm's profiles alone; `app`: that firm's. Left out: the memory is of one firm.
   */
  of?(tenant: TenantId, app: App): Work;
  /**
   * Figures of the work that this process does for all, beside those of its page; left out: there are none
   * but the page's. Rejects while the database cannot be asked.
   */
  metrics?(): Promise<MetricsText>;
  /** Told of what this process does; must not throw. */
  watch(watcher: Watcher): () => void;
  /** Profiles whose schedule should have started something so long ago. */
  overdue(graceMs: number): Promise<readonly OverdueProfile[]>;
  /** Keeps the schedules until the signal ends it. */
  run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void>;
  /** Does what one process of all is to do by itself, until the signal ends it. */
  keep(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Stops what goes on in this process, and waits for it. */
  close(): Promise<void>;
}

/** The work of a program that is alone with its memory. */
export function localEngine(app: App, clock: Clock, onRunEnd: OnRunEnd): Engine {
  const live = new LocalWork(app, clock, onRunEnd);
  const scheduler = new Scheduler(app, live, clock);
  return {
    live,
    isWorking: true,
    looks: LOOK_PACE,
    workers: async () => 1,
    watch: (watcher) => live.watch(watcher),
    overdue: async (graceMs) => (await scheduler.overdue(graceMs)).map((name) => ({ name, firm: '' })),
    run: (sleep, signal, onFault) => scheduler.run(sleep, signal, onFault),
    keep: (signal, work) => work(signal),
    close: () => live.close(),
  };
}
