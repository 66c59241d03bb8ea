import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Watcher } from '../app/work/work.ts';
import type { ShopsBehind } from './shops-behind.ts';

const SECOND_MS = 1000;
const DELAY_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300];
const RUN_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800];

/** What is looked up when figures are asked for. */
export interface WorkerLook {
  readonly jobs: () => Promise<Readonly<Record<'waiting' | 'active' | 'dead', number>>>;
  readonly dueNow: () => Promise<number>;
  readonly shops: () => Promise<ShopsBehind>;
}

/** What is looked up, or reckoned, when figures are asked for. */
function lookedUp(registers: Registry[]) {
  const of = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames, registers });
  return {
    jobs: of('skladbridge_queue_jobs', 'Jobs of all workers by state; dead: no worker has survived it', [
      'state',
    ]),
    due: of('skladbridge_due_profiles', 'Profiles that are due and not in the queue yet'),
    behind: of(
      'skladbridge_shops_behind',
      'Shops of all firms whose last finished import is older, though their schedule is more frequent',
      ['minutes'],
    ),
    scheduled: of('skladbridge_shops_scheduled', 'Shops of all firms whose schedule imports orders'),
    givenUp: of(
      'skladbridge_given_up_works',
      'Works that no worker has survived; the schedules of their shops rest until a person looks',
    ),
    resident: of('skladbridge_resident_bytes', 'Memory of this process'),
  };
}

/** Figures of one worker for Prometheus; no series of a single shop, of which there are thousands. */
export class WorkerMetrics {
  readonly #registry = new Registry();
  readonly #look: WorkerLook;
  readonly #runs: Counter<'end'>;
  readonly #seconds: Histogram;
  readonly #delay: Histogram;
  readonly #gauges: ReturnType<typeof lookedUp>;
  readonly #startedMs = new Map<string, number>();

  constructor(watched: { watch(watcher: Watcher): () => void }, look: WorkerLook) {
    this.#look = look;
    const registers = [this.#registry];
    const seconds = { registers, buckets: RUN_SECONDS };
    this.#runs = new Counter({
      name: 'skladbridge_worker_runs_total',
      help: 'Runs of this worker by how they ended; refused: one that could not begin',
      labelNames: ['end'],
      registers,
    });
    this.#seconds = new Histogram({
      ...seconds,
      name: 'skladbridge_worker_run_seconds',
      help: 'How long runs took',
    });
    this.#delay = new Histogram({
      name: 'skladbridge_worker_start_delay_seconds',
      help: 'From when a schedule asked for a run to when a worker took it',
      buckets: DELAY_SECONDS,
      registers,
    });
    this.#gauges = lookedUp(registers);
    watched.watch((profile, happening, firm = '') => {
      const name = JSON.stringify([firm, profile]);
      if (happening.type === 'started') this.#startedMs.set(name, Date.now());
      if (happening.type !== 'ended') return;
      const startedMs = this.#startedMs.get(name);
      this.#startedMs.delete(name);
      if (happening.kind === 'run') this.#runs.inc({ end: happening.end ?? 'refused' });
      if (startedMs !== undefined) this.#seconds.observe((Date.now() - startedMs) / SECOND_MS);
    });
  }

  /** A worker took up what a schedule asked for at this moment, in milliseconds since 1970 UTC. */
  taken(dueMs: number): void {
    this.#delay.observe(Math.max(Date.now() - dueMs, 0) / SECOND_MS);
  }

  /** As Prometheus reads them, with their media type. */
  async text(): Promise<{ readonly type: string; readonly text: string }> {
    const gauges = this.#gauges;
    for (const [state, count] of Object.entries(await this.#look.jobs())) gauges.jobs.set({ state }, count);
    gauges.due.set(await this.#look.dueNow());
    const { scheduled, behind, givenUp } = await this.#look.shops();
    gauges.scheduled.set(scheduled);
    for (const [minutes, count] of behind) gauges.behind.set({ minutes }, count);
    gauges.givenUp.set(givenUp);
    gauges.resident.set(process.memoryUsage.rss());
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
