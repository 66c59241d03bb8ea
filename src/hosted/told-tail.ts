import type { TellingListener } from '../app/work/work.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ToldRow } from './told-rows.ts';
import type { WorkStore } from './work-store.ts';

/** Looked at so often, where nobody has notified. */
const LOOK_MS = 1000;
/** So much of what was told before is read by a process that starts, and kept. */
const KEPT = 1000;

type TailListener = (row: ToldRow, mark: string) => void;

/**
 * The tail of what all processes tell, in the one order in which it was committed. Each row is told once;
 * a look that fails is made again by the next.
 */
export class ToldTail {
  readonly #store: WorkStore;
  readonly #onFault: (error: unknown) => void;
  readonly #listeners = new Set<TailListener>();
  readonly #kept: (ToldRow & { readonly mark: string })[] = [];
  readonly #timer: NodeJS.Timeout;
  #epoch: string;
  #place: number;
  #looking: Promise<void> | null = null;
  #isStale = false;
  readonly #readEpoch: () => Promise<string>;

  private constructor(
    store: WorkStore,
    at: { readonly epoch: string; readonly place: number },
    how: { readonly readEpoch: () => Promise<string>; readonly onFault: (error: unknown) => void },
  ) {
    this.#store = store;
    this.#onFault = how.onFault;
    this.#readEpoch = how.readEpoch;
    this.#epoch = at.epoch;
    this.#place = at.place;
    this.#timer = setInterval(() => void this.look().catch(how.onFault), LOOK_MS).unref();
  }

  /** Begins with what was told last. */
  static async open(
    store: WorkStore,
    how: { readonly readEpoch: () => Promise<string>; readonly onFault: (error: unknown) => void },
  ): Promise<ToldTail> {
    const epoch = await how.readEpoch();
    const place = Math.max((await store.newestPlace()) - KEPT, 0);
    const tail = new ToldTail(store, { epoch, place }, how);
    await tail.look();
    return tail;
  }

  /** Tells what comes of a firm (null: of all); with `past` first what is kept of before. */
  listen(
    tell: TellingListener,
    { tenant, past }: { readonly tenant: TenantId | null; readonly past: boolean },
  ): () => void {
    const listener: TailListener = (row, mark) => {
      if (tenant === null || row.tenant === tenant) tell(row.name, row.telling, mark);
    };
    if (past) for (const { mark, ...row } of this.#kept) listener(row, mark);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when everything was told that had been committed before the call. */
  look(): Promise<void> {
    this.#isStale = true;
    this.#looking ??= this.#lookUntilFresh().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookUntilFresh(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#refreshEpoch();
      for (;;) {
        const rows = await this.#store.toldAfter(this.#place);
        for (const row of rows) this.#tell(row);
        if (rows.length === 0) break;
      }
    }
  }

  /** After a crash of the server places begin anew. */
  async #refreshEpoch(): Promise<void> {
    if ((await this.#store.newestPlace()) >= this.#place) return;
    this.#epoch = await this.#readEpoch();
    this.#place = 0;
    this.#kept.length = 0;
  }

  #tell(row: ToldRow): void {
    this.#place = row.place;
    const mark = `${this.#epoch}.${row.place}`;
    this.#kept.push({ ...row, mark });
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(row, mark);
  }

  /** Ends the looking. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking?.catch(this.#onFault);
  }
}
