import { Counter, Histogram, Registry } from 'prom-client';
import type { Vitals } from '../app/app.ts';
import type { OverdueProfile } from '../model/readiness.ts';
import type { Happening, Watcher } from '../app/work/work.ts';
import type { Clock } from '../lib/clock.ts';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { standingGauges } from './standing-gauges.ts';

const SECOND_MS = 1000;
/** From a run that finds nothing to one that fills a shop. */
const RUN_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

/** Ends that are shown before the first: what grows from nothing is no increase to Prometheus. */
const ENDS = ['done', 'stopped', 'interrupted', 'failed', 'refused'] as const;
/** How a shop asks to be left in peace, and how it fails. */
const SHOP_CODES = ['shop.busy', 'shop.broken'] as const;

/** Whose a figure is. The firm is left out while the memory is of one: then nothing has such a label. */
const OF_PROFILE = ['profile', 'firm'] as const;
type OfProfile = (typeof OF_PROFILE)[number];
interface Labels {
  readonly profile: string;
  readonly firm?: string;
}

function labelsOf(profile: string, firm: string): Labels {
  return firm === '' ? { profile } : { profile, firm };
}

function keyOf({ profile, firm = '' }: Labels): string {
  return JSON.stringify([firm, profile]);
}

/** What works in this process. */
export interface Watched {
  watch(watcher: Watcher): () => void;
}

/** What the figures are looked up with. */
export interface ProgramMetricsParts {
  readonly clock: Clock;
  /** Profiles whose schedules are overdue. */
  readonly overdue: () => Promise<readonly OverdueProfile[]>;
  /** How many processes live to do the work; one that is alone with its memory is its own. */
  readonly workers: () => Promise<number>;
  /** Shops that report here: counts alone by firms, no series for each. */
  readonly reporting: () => ReturnType<Vitals['reporting']>;
  /** Agents of warehouses, by whether they are there; null: nobody has looked for long. */
  readonly agents: () => Promise<{ readonly connected: number; readonly gone: number } | null>;
}

/**
 * The figures of the program for Prometheus. Counters are of what this process has done since it was started;
 * how profiles stand is looked up when the figures are asked for.
 */
export class ProgramMetrics {
  readonly #registry = new Registry();
  readonly #clock: Clock;
  readonly #vitals: Pick<Vitals, 'profiles' | 'memoryBytes'>;
  readonly #overdue: ProgramMetricsParts['overdue'];
  readonly #workers: ProgramMetricsParts['workers'];
  readonly #reporting: ProgramMetricsParts['reporting'];
  readonly #agents: ProgramMetricsParts['agents'];
  readonly #gauges: ReturnType<typeof standingGauges>;
  readonly #startedMs = new Map<string, number>();
  readonly #runs: Counter<OfProfile | 'end'>;
  readonly #seconds: Histogram<OfProfile>;
  readonly #retries: Counter<OfProfile | 'code'>;
  readonly #faults: Counter<OfProfile | 'code'>;

  constructor(
    live: Watched,
    vitals: Pick<Vitals, 'profiles' | 'memoryBytes'>,
    { clock, overdue, workers, reporting, agents }: ProgramMetricsParts,
  ) {
    this.#clock = clock;
    this.#vitals = vitals;
    this.#overdue = overdue;
    this.#workers = workers;
    this.#reporting = reporting;
    this.#agents = agents;
    const registers = [this.#registry];
    this.#gauges = standingGauges(registers);
    this.#runs = new Counter({
      name: 'skladbridge_runs_total',
      help: 'Runs by how they ended; refused: one that could not begin',
      labelNames: [...OF_PROFILE, 'end'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'skladbridge_run_seconds',
      help: 'How long runs took',
      labelNames: OF_PROFILE,
      buckets: RUN_SECONDS,
      registers,
    });
    this.#retries = new Counter({
      name: 'skladbridge_retries_total',
      help: 'Requests that were repeated, by why: shop.busy is 429, shop.broken 5xx',
      labelNames: [...OF_PROFILE, 'code'],
      registers,
    });
    this.#faults = new Counter({
      name: 'skladbridge_faults_total',
      help: 'What ended a run or a plan before its time, by its code',
      labelNames: [...OF_PROFILE, 'code'],
      registers,
    });
    live.watch((name, happening, firm = '') => this.#note(labelsOf(name, firm), happening));
  }

  /** As Prometheus reads them, with their media type. */
  async text(): Promise<{ readonly type: string; readonly text: string }> {
    const profiles = await this.#vitals.profiles();
    const gauges = this.#gauges;
    // Of a profile that was renamed or removed nothing stays behind.
    for (const gauge of Object.values(gauges)) gauge.reset();
    const overdue = new Set((await this.#overdue()).map(({ name, firm }) => keyOf(labelsOf(name, firm))));
    for (const { profile, firm, orders, attention, oldestWaitingSeconds, lastSuccess, unpLeft } of profiles) {
      const of = labelsOf(profile, firm);
      for (const stage of ORDER_STAGES) gauges.orders.set({ ...of, stage }, orders[stage] ?? 0);
      for (const end of ENDS) this.#runs.inc({ ...of, end }, 0);
      for (const code of SHOP_CODES) this.#retries.inc({ ...of, code }, 0);
      gauges.overdue.set(of, overdue.has(keyOf(of)) ? 1 : 0);
      gauges.attention.set(of, attention);
      gauges.oldest.set(of, oldestWaitingSeconds ?? 0);
      if (unpLeft !== null) gauges.unpLeft.set(of, unpLeft);
      for (const [task, at] of Object.entries(lastSuccess))
        gauges.lastSuccess.set({ ...of, task }, Date.parse(at) / SECOND_MS);
    }
    for (const { firm, shops, silent } of await this.#reporting()) {
      const of = firm === '' ? {} : { firm };
      gauges.reporting.set(of, shops);
      gauges.silent.set(of, silent);
    }
    for (const [state, count] of Object.entries((await this.#agents()) ?? {}))
      gauges.agents.set({ state }, count);
    gauges.workers.set(await this.#workers());
    gauges.memory.set(await this.#vitals.memoryBytes());
    gauges.resident.set(process.memoryUsage.rss());
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #note(of: Labels, happening: Happening): void {
    if (happening.type === 'started') this.#startedMs.set(keyOf(of), this.#clock.now());
    if (happening.type === 'told' && happening.event.type === 'retry')
      this.#retries.inc({ ...of, code: happening.event.code });
    if (happening.type !== 'ended') return;
    const { kind, end, error } = happening;
    if (error !== null) this.#faults.inc({ ...of, code: error.code });
    if (kind !== 'run') return;
    this.#runs.inc({ ...of, end: end ?? 'refused' });
    const startedMs = this.#startedMs.get(keyOf(of));
    if (end !== null && startedMs !== undefined)
      this.#seconds.observe(of, Math.max(this.#clock.now() - startedMs, 0) / SECOND_MS);
  }
}
