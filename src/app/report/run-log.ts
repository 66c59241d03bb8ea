import type { RunEvent } from '../../model/run.ts';
import type { RunLog, StoredEvent } from '../../state/state.ts';

const EVENTS_AT_ONCE = 1000;

/** What a task tells: to whoever listens, and to the run's log, which is written some events at a time. */
export class TaskLog {
  readonly #runs: Pick<RunLog, 'addEvents'>;
  readonly #runId: number | null;
  readonly #nowIso: () => string;
  readonly #onEvent: (event: RunEvent) => void;
  #events: StoredEvent[] = [];

  /** `runId` null: nothing is kept (a plan). */
  constructor(
    runs: Pick<RunLog, 'addEvents'>,
    run: {
      readonly runId: number | null;
      readonly nowIso: () => string;
      readonly onEvent: (event: RunEvent) => void;
    },
  ) {
    this.#runs = runs;
    this.#runId = run.runId;
    this.#nowIso = run.nowIso;
    this.#onEvent = run.onEvent;
  }

  /** For listeners only. */
  tell(event: RunEvent): void {
    this.#onEvent(event);
  }

  /** For listeners and for the log. */
  async keep(event: RunEvent): Promise<void> {
    this.tell(event);
    if (this.#runId === null) return;
    this.#events.push({ at: this.#nowIso(), event: withoutDocument(event) });
    if (this.#events.length >= EVENTS_AT_ONCE) await this.flush();
  }

  /** Writes what is held back; called at the end and when a task breaks off. */
  async flush(): Promise<void> {
    const events = this.#events;
    this.#events = [];
    if (this.#runId !== null && events.length > 0) await this.#runs.addEvents(this.#runId, events);
  }
}

/** What a document was made of is kept once, with its order: the log tells its number and its sum. */
function withoutDocument(event: RunEvent): RunEvent {
  if (event.type !== 'change' || event.change.document === undefined) return event;
  const { document: _, ...change } = event.change;
  return { ...event, change };
}
