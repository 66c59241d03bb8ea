import type { ProductWrite } from '../../model/product.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { TaskContext } from '../task-context.ts';

/** The turn under which goods are sent; quantities need none. */
export interface SendingTurn {
  /** Before each change leaves. Rejects where the turn may be somebody else's. */
  assertFresh(): void;
  /** After each answer. */
  keep(context: TaskContext): Promise<void>;
}

/**
 * Changes on their way to the shop, in parts: after each of them all of its answers have come, and others are
 * let in before the next (`Between`).
 */
export class WritesInParts {
  readonly #context: TaskContext;
  readonly #turn: SendingTurn | null;
  readonly #byWrite = new Map<ProductWrite, ProductChange>();
  #left: readonly ProductChange[];
  /** In the parts before this one. */
  #sent = 0;
  #taken = 0;

  constructor(context: TaskContext, changes: readonly ProductChange[], turn: SendingTurn | null) {
    this.#context = context;
    this.#turn = turn;
    this.#left = changes.filter(({ write }) => write !== null);
  }

  /** False when all of it is sent, or may go no more. */
  get hasMore(): boolean {
    return this.#left.length > 0;
  }

  /** How many are sent in all, as far as is known. */
  get total(): number {
    return this.#sent + this.#left.length;
  }

  /** The next part: each write is taken when it is about to be sent. */
  *part(): Generator<ProductWrite> {
    for (const change of this.#left) {
      const { write } = change;
      if (this.#taken > 0 && this.#context.between.isDue()) return;
      if (write === null) continue;
      this.#turn?.assertFresh();
      this.#taken += 1;
      this.#byWrite.set(write, change);
      yield write;
    }
  }

  /** The change that a write of this part is of. */
  changeOf(write: ProductWrite): ProductChange | undefined {
    return this.#byWrite.get(write);
  }

  /** After a part, when what came of it is remembered. Rejects `export.turnLost`, and when the run is to stop. */
  async letIn(): Promise<void> {
    this.#left = this.#taken === 0 ? [] : this.#left.slice(this.#taken);
    this.#sent += this.#taken;
    this.#taken = 0;
    this.#byWrite.clear();
    if (this.#left.length === 0) return;
    const { between, report, signal } = this.#context;
    await report.flush();
    let lost: SyncError | null = null;
    await between.letIn(async () => {
      await this.#turn?.keep(this.#context).catch((error: unknown) => {
        lost = asSyncError(error);
        throw lost;
      });
    });
    // What keeps others from sending ends this task, and not the import alone.
    if (lost !== null) throw lost;
    signal.throwIfAborted();
    await this.#turn?.keep(this.#context);
    this.#left = await between.stillGoing(this.#left);
  }
}
