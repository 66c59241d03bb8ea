import type { RunEvent } from '../../model/run.ts';
import type { App } from '../app.ts';
import type { Telling } from './work.ts';

/** Events that are told live, by the tellings; the log's own are left out. */
const LIVE = new Set<RunEvent['type']>([
  'runStarted',
  'taskStarted',
  'progress',
  'retry',
  'taskEnded',
  'runEnded',
]);

/**
 * The events of a run that is done elsewhere, as the process that does it tells them: what passes by the
 * tellings, its changes whole by the run's log. A note that came by both is told once.
 */
export class RunTail {
  readonly #app: Pick<App, 'runs' | 'runEvents'>;
  readonly #name: string;
  readonly #onEvent: (event: RunEvent) => void;
  /** The newest run before the one that is told of. */
  #before: number;
  readonly #notes = new Map<string, number>();
  #runId: number | null = null;
  #read = 0;

  private constructor(
    app: Pick<App, 'runs' | 'runEvents'>,
    of: { readonly name: string; readonly before: number },
    onEvent: (event: RunEvent) => void,
  ) {
    this.#app = app;
    this.#name = of.name;
    this.#before = of.before;
    this.#onEvent = onEvent;
  }

  /** Of the next run that a profile has. Rejects `profile.notFound`. */
  static async behindNewest(
    app: Pick<App, 'runs' | 'runEvents'>,
    name: string,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunTail> {
    const [newest] = await app.runs(name, 1);
    return new RunTail(app, { name, before: newest?.id ?? 0 }, onEvent);
  }

  /** Null until it has begun. */
  get runId(): number | null {
    return this.#runId;
  }

  async take(telling: Telling): Promise<void> {
    switch (telling.type) {
      case 'taskStarted':
      case 'taskEnded':
        await this.#drain();
        this.#onEvent(telling);
        return;
      case 'progress':
      case 'retry':
        this.#onEvent(telling);
        return;
      case 'attention':
      case 'notice': {
        const text = JSON.stringify(telling);
        this.#notes.set(text, (this.#notes.get(text) ?? 0) + 1);
        this.#onEvent(telling);
        return;
      }
      case 'ended': {
        await this.#drain();
        const { end, counts, error } = telling;
        if (this.#runId !== null && end !== null)
          this.#onEvent({ type: 'runEnded', runId: this.#runId, end, counts, error });
        return;
      }
      case 'started':
        await this.#beginAgain();
        return;
      case 'planReady':
      case 'changes':
    }
  }

  /** Another worker goes on with it, where one had begun it already: in a run of its own. */
  async #beginAgain(): Promise<void> {
    if (this.#runId === null) return;
    await this.#drain();
    this.#before = this.#runId;
    this.#runId = null;
    this.#read = 0;
    this.#notes.clear();
  }

  /** What the log has got since. */
  async #drain(): Promise<void> {
    await this.#find();
    if (this.#runId === null) return;
    let place = 0;
    for await (const events of this.#app.runEvents(this.#name, this.#runId)) {
      for (const { event } of events) {
        place += 1;
        if (place > this.#read && !LIVE.has(event.type) && !this.#isTold(event)) this.#onEvent(event);
      }
    }
    this.#read = Math.max(this.#read, place);
  }

  async #find(): Promise<void> {
    if (this.#runId !== null) return;
    const [run] = await this.#app.runs(this.#name, 1);
    if (run === undefined || run.id <= this.#before) return;
    this.#runId = run.id;
    this.#onEvent({ type: 'runStarted', runId: run.id, profile: this.#name, tasks: run.tasks });
  }

  #isTold(event: RunEvent): boolean {
    if (event.type !== 'attention' && event.type !== 'notice') return false;
    const text = JSON.stringify(event);
    const times = this.#notes.get(text) ?? 0;
    if (times > 0) this.#notes.set(text, times - 1);
    return times > 0;
  }
}
