import type { Clock } from '../../lib/clock.ts';
import type { GoodId } from '../../model/good.ts';
import type { Profile } from '../../model/profile.ts';
import { movedStock } from '../../sync/orders/moved-stock.ts';
import type { OrderWindow } from '../../sync/orders/order-window.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { State } from '../../state/state.ts';
import { dueAfter, SCHEDULES, withOrdersBetween } from '../due.ts';
import { tasksToRun } from '../preflight.ts';
import { lengthOf } from '../scheduler.ts';
import type { OpenTask, Task } from '../task.ts';
import type { Gathering } from '../task-context.ts';
import { importOrders } from '../tasks/import-orders.ts';
import type { Between, MovedGoods, Pace } from './between.ts';

/** Imports orders by this task, in the run that is open. */
type ImportOrders = (open: OpenTask) => Promise<void>;

/** What is looked at, and the run that is open. */
export interface OrdersBetweenParts {
  readonly state: Pick<State, 'profiles' | 'runs' | 'links'>;
  readonly clock: Clock;
  readonly pace: Pace;
  /** As the run began with it. */
  readonly profile: Profile;
  /** When the run began, in milliseconds since 1970 UTC. */
  readonly startedMs: number;
}

/** Lets the orders of its own shop into a run, when their schedule would have started an import. */
export class OrdersBetween implements Between {
  readonly #parts: OrdersBetweenParts;
  readonly #importOrders: ImportOrders;
  #writes = 0;
  #lookedMs: number;

  constructor(parts: OrdersBetweenParts, importing: ImportOrders) {
    this.#parts = parts;
    this.#importOrders = importing;
    this.#lookedMs = parts.clock.now();
  }

  isDue(): boolean {
    const { clock, pace } = this.#parts;
    this.#writes += 1;
    return this.#writes > pace.writes || clock.now() - this.#lookedMs >= pace.ms;
  }

  async letIn(keep: () => Promise<void>): Promise<MovedGoods> {
    const moved = new Set<GoodId>();
    if (await this.#areDue()) await this.#importOrders((gathering) => this.#watched(gathering, moved, keep));
    // So much goes out between two imports, however long one takes.
    this.#writes = 0;
    this.#lookedMs = this.#parts.clock.now();
    return moved;
  }

  async stillGoing(changes: readonly ProductChange[]): Promise<readonly ProductChange[]> {
    return changes;
  }

  /**
   * Whether the schedule of all tasks would start now if nothing went on, and would import orders. A profile
   * that was changed since the run began is left to its next run, which goes by the new settings.
   */
  async #areDue(): Promise<boolean> {
    const { state, clock, profile, startedMs } = this.#parts;
    const [whole] = SCHEDULES;
    const current = await state.profiles.find(profile.name);
    if (current?.id !== profile.id || current.version !== profile.version) return false;
    if (!tasksToRun(current.settings, whole.tasks).tasks.includes('import-orders')) return false;
    const nowMs = clock.now();
    const run = await state.runs.lastOf(profile.id, { trigger: whole.trigger });
    const ownMs = run === null ? null : Date.parse(run.startedAt);
    const atMs = ownMs === null || ownMs > nowMs ? Math.min(startedMs, nowMs) : ownMs;
    const last = { atMs, tookMs: lengthOf(run) };
    const dueMs = dueAfter(current, whole, withOrdersBetween(current, whole, { last, nowMs }));
    return dueMs !== null && dueMs <= nowMs;
  }

  /** The import, which notes what its orders move before it is carried out. */
  #watched(gathering: Gathering, moved: Set<GoodId>, keep: () => Promise<void>): Task<OrderWindow> {
    const { state, profile } = this.#parts;
    const task = importOrders(gathering);
    return {
      decide: () => task.decide(),
      carryOut: async (window, context) => {
        await keep();
        const { goodIds, productIds } = movedStock(window);
        for (const goodId of goodIds) moved.add(goodId);
        for (const { goodId } of await state.links.findByProduct(profile.id, productIds)) moved.add(goodId);
        await task.carryOut(window, context);
      },
      standing: (changes) => task.standing(changes),
      end: async () => task.end?.(),
    };
  }
}
