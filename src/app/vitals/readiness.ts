import type { Clock } from '../../lib/clock.ts';
import type { OverdueProfile, Readiness, ReadyPoints } from '../../model/readiness.ts';
import type { Vitals } from './vitals.ts';

/** So long after its time a schedule that has started nothing is overdue. */
export const OVERDUE_GRACE_MS = 5 * 60_000;
/** What does the work that is looked at. */
export interface WorkingLook {
  /** False: others do the work, and this process only shows it. */
  readonly isWorking: boolean;
  /** Profiles whose schedule should have started something so long ago. */
  overdue(graceMs: number): Promise<readonly OverdueProfile[]>;
  /** How many processes live to do the work. */
  workers(): Promise<number>;
}

/** Anybody may ask: however often it is, the memory is written no oftener than this. */
const KEPT_MS = 5_000;

/**
 * Whether the program can do its work. What was found is kept for a few seconds, and who asks meanwhile gets
 * the same answer.
 */
export class ReadinessLook {
  readonly #vitals: Pick<Vitals, 'touchMemory' | 'leases'>;
  readonly #work: WorkingLook;
  readonly #clock: Clock;
  #lastMs = Number.NEGATIVE_INFINITY;
  #last: Promise<Readiness> | null = null;

  constructor(vitals: Pick<Vitals, 'touchMemory' | 'leases'>, work: WorkingLook, clock: Clock) {
    this.#vitals = vitals;
    this.#work = work;
    this.#clock = clock;
  }

  /** Never rejects: what could not be looked at does not hold. */
  look(): Promise<Readiness> {
    const passedMs = this.#clock.now() - this.#lastMs;
    // A clock that was set back must not keep an old answer.
    if (this.#last === null || passedMs >= KEPT_MS || passedMs < 0) {
      this.#lastMs = this.#clock.now();
      this.#last = this.#fresh();
    }
    return this.#last;
  }

  async #fresh(): Promise<Readiness> {
    const isWritten = this.#vitals.touchMemory().then(
      () => true,
      () => false,
    );
    const leases = await this.#vitals.leases().catch(() => null);
    const overdue = await this.#work.overdue(OVERDUE_GRACE_MS).catch(() => null);
    // A run that somebody started elsewhere, in a terminal, keeps the schedule waiting rightly.
    const busy = new Set((leases ?? []).filter(({ leftMs }) => leftMs > 0).map(({ profile }) => profile));
    const points = {
      memory: await isWritten,
      schedules: overdue !== null && overdue.every(({ name }) => busy.has(name)),
      leases: leases !== null && leases.every(({ isSane }) => isSane),
      workers: (await this.#work.workers().catch(() => 0)) > 0,
    };
    return { isReady: this.#areEnough(points), points };
  }

  /** Taken away from people for want of a worker, a page could not tell them what is missing. */
  #areEnough({ memory, schedules, leases, workers }: ReadyPoints): boolean {
    return memory && leases && (!this.#work.isWorking || (schedules && workers));
  }
}
