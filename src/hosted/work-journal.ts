import { Teller } from '../app/work/teller.ts';
import type { Happening, ProgressEvent, Telling } from '../app/work/work.ts';
import type { Health } from '../app/side-health.ts';
import { sleep } from '../lib/sleep.ts';
import type { ProfileId } from '../model/profile.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { WorkPatch, WorkStore } from './work-store.ts';

/** Between two writings of one work. */
const MOMENT_MS = 200;
/** What could not be written is tried again, as long as the database may be back before the job is another's. */
const TRIES = 60;
const TRY_AGAIN_MS = 500;
const NEVER = new AbortController().signal;

/** Writes down what one attempt of a job does, for everybody who looks on. */
export class WorkJournal {
  readonly #store: WorkStore;
  readonly #id: ProfileId;
  readonly #holder: string;
  readonly #onStop: () => void;
  readonly #teller: Teller;
  readonly #progress = new Map<string, ProgressEvent>();
  #waiting: Telling[] = [];
  #writing: Promise<void> | null = null;

  /** `onStop`: called when somebody asks the work to stop, or another attempt has it. */
  constructor(store: WorkStore, at: { readonly id: ProfileId; readonly holder: string }, onStop: () => void) {
    this.#store = store;
    this.#id = at.id;
    this.#holder = at.holder;
    this.#onStop = onStop;
    this.#teller = new Teller((_name, telling) => this.#take(telling));
  }

  /** Takes what happens; never rejects, and waits for nothing. */
  happens(name: string, happening: Happening): void {
    this.#teller.take(name, happening);
  }

  #take(telling: Telling): void {
    if (telling.type === 'progress') this.#progress.set(`${telling.task} ${telling.phase}`, telling);
    this.#waiting.push(telling);
    // The end is written with the row's, by `end`.
    if (telling.type !== 'ended') this.#writing ??= this.#writeSoon();
  }

  /** Until nothing waits; the end, and what was told before it, is left to `end`. */
  async #writeSoon(): Promise<void> {
    while (this.#waiting.length > 0) {
      await sleep(MOMENT_MS, NEVER);
      if (this.#waiting.some(({ type }) => type === 'ended')) break;
      const tellings = this.#waiting.splice(0);
      await this.#write(tellings, { progress: [...this.#progress.values()] }).catch(() => {
        // Before what came since; the next writing has them all.
        this.#waiting.unshift(...tellings);
      });
    }
    this.#writing = null;
  }

  async #write(tellings: readonly Telling[], patch: WorkPatch): Promise<void> {
    const isStopping = await this.#store.tell(this.#id, this.#holder, { tellings, patch });
    if (isStopping) this.#onStop();
  }

  /** Writes the rest, and that it is over. Rejects when the database stays away. */
  async end(error: SyncError | null, health: Health): Promise<void> {
    await this.#writing;
    const tellings = this.#waiting.splice(0);
    const patch = { progress: [...this.#progress.values()], end: { error, health } };
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#write(tellings, patch);
        return;
      } catch (fault) {
        if (tries >= TRIES) throw fault;
        await sleep(TRY_AGAIN_MS, NEVER);
      }
    }
  }
}
