import type { KeptPlan } from '../../model/kept-plan.ts';
import type { PlanDesk } from '../plans/plan-desk.ts';

/** Kept plans as they were read last, so that a page of one is not read as a whole each time. */
export class PlanShelf {
  readonly #desk: PlanDesk;
  readonly #known = new Map<string, KeptPlan>();

  constructor(desk: PlanDesk) {
    this.#desk = desk;
  }

  /** Keeps a plan that was just made. */
  async keep(name: string, kept: KeptPlan): Promise<void> {
    await this.#desk.keep(name, kept);
    this.#known.set(name, kept);
  }

  /** The newest plan of a profile, whichever process made it; null: there is none. */
  async find(name: string): Promise<KeptPlan | null> {
    const madeAt = await this.#desk.madeAt(name);
    const known = this.#known.get(name);
    if (madeAt !== null && known?.madeAt === madeAt) return known;
    const kept = madeAt === null ? null : await this.#desk.find(name);
    if (kept === null) this.#known.delete(name);
    else this.#known.set(name, kept);
    return kept;
  }

  /** Forgets the plan; with `madeAt` only that one. Of several who ask at once it is true for one. */
  async drop(name: string, madeAt?: string): Promise<boolean> {
    this.#known.delete(name);
    return this.#desk.drop(name, madeAt);
  }
}
