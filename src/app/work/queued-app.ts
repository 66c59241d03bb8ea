import { sleep } from '../../lib/sleep.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunCounts, RunEvent } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { App } from '../app.ts';
import type { Following, RunRequest, RunSummary } from '../run-request.ts';
import { RunTail } from './run-tail.ts';
import type { SharedWork, Telling } from './work.ts';

/** Looked at so often, where nobody has told anything. */
const LOOK_MS = 500;
/** A worker that is free begins within a second or two: so long nothing is said. */
const PATIENCE_MS = 5000;
/** So often a work is looked for that its workers have died of, and that nobody tells the end of. */
const GIVEN_UP_MS = 5000;
/** So often workers are looked for once it has begun. */
const SEEK_MS = 2000;
const NEVER = new AbortController().signal;

type Ended = Extract<Telling, { readonly type: 'ended' }>;

/** What is waited for. */
interface Waiting {
  readonly name: string;
  readonly following: Following;
  /** Rejects `run.alreadyRunning`. */
  readonly ask: () => Promise<void>;
  readonly onTelling: (telling: Telling) => Promise<void>;
  /** So long another worker may be in coming, where the last one is gone with the work in hand. */
  readonly graceMs: number;
}

/**
 * An application whose runs, plans and comparisons are done by any worker, in their turn, and are followed
 * here as if they were done in this process: the same events, the same end. A stop is asked for politely;
 * what no worker has is taken back. Rejects `work.noWorker` where none is there to do it, and where the last
 * one is gone with it and for `graceMs` no other has come.
 */
export function queuedApp(app: App, work: SharedWork, { graceMs }: { readonly graceMs: number }): App {
  const plan = async (name: string, following: Following, ask: () => Promise<void>): Promise<Plan> => {
    const onTelling = async (telling: Telling): Promise<void> => {
      if (telling.type === 'progress' || telling.type === 'retry') following.onEvent(telling);
    };
    const { error } = await follow(work, { name, following, ask, onTelling, graceMs });
    if (error !== null) throw new SyncError(error.code, error.facts);
    const kept = await work.plan(name);
    if (kept === null) throw new SyncError('plan.gone');
    return kept.plan;
  };
  return {
    ...app,
    run: async (name, request) =>
      request.undo === undefined ? runQueued(app, work, { name, request, graceMs }) : app.run(name, request),
    plan: async (name, { tasks, first, signal, onEvent = () => undefined }) => {
      const of = { kind: 'run', tasks, ...(first === undefined ? {} : { first }) } as const;
      return plan(name, { signal, onEvent }, async () => work.startPlan(name, of));
    },
    upkeep: {
      ...app.upkeep,
      reconcile: async (name, following) =>
        plan(name, following, async () => work.startPlan(name, { kind: 'reconcile' })),
    },
  };
}

async function runQueued(
  app: App,
  work: SharedWork,
  what: { readonly name: string; readonly request: RunRequest; readonly graceMs: number },
): Promise<RunSummary> {
  const { name, request, graceMs } = what;
  const tail = await RunTail.behindNewest(app, name, request.onEvent);
  const onTelling = async (telling: Telling): Promise<void> => tail.take(telling);
  const ask = async (): Promise<void> => askRun(app, work, what);
  const { end, counts, error } = await follow(work, { name, following: request, ask, onTelling, graceMs });
  const fault = error === null ? null : new SyncError(error.code, error.facts);
  if (end === null || tail.runId === null) throw fault ?? new SyncError('run.cancelled');
  return { runId: tail.runId, end, counts, parked: parkedIn(counts), error: fault };
}

async function askRun(
  app: App,
  work: SharedWork,
  { name, request }: { readonly name: string; readonly request: RunRequest },
): Promise<void> {
  const { tasks, plan, isConfirmed, first, trigger } = request;
  const more = { isConfirmed, ...(first === undefined ? {} : { first }) };
  if (plan === undefined) {
    await work.start(name, { tasks, ...more, ...(trigger === undefined ? {} : { trigger }) });
    return;
  }
  // From a file: it is what everybody sees as the profile's plan now, and is done once.
  if (await work.isBusy(name)) throw new SyncError('run.alreadyRunning', { profile: name, since: '' });
  const madeAt = new Date().toISOString();
  await app.plans.keep(name, { of: { kind: 'run', tasks: null }, plan, madeAt });
  await work.apply(name, madeAt, more);
}

function parkedIn(counts: RunCounts): number {
  return Object.values(counts).reduce((sum, { attention }) => sum + attention, 0);
}

/** Asks, and tells what comes of it until it is over. */
async function follow(work: SharedWork, waiting: Waiting): Promise<Ended> {
  const { name, ask, onTelling } = waiting;
  const told: Telling[] = [];
  const unlisten = work.listen((profile, telling) => {
    if (profile === name) told.push(telling);
  });
  try {
    await work.caughtUp();
    told.length = 0;
    await ask();
    const turn = new Turn(work, waiting);
    for (;;) {
      for (const telling of told.splice(0)) {
        turn.isBegun = true;
        await onTelling(telling);
        if (telling.type === 'ended') return telling;
      }
      const lost = await turn.look();
      if (lost !== null) return lost;
      if (told.length === 0) await sleep(LOOK_MS, NEVER);
    }
  } finally {
    unlisten();
  }
}

/** Whether what was asked for has begun, is to be stopped, or will never be done. */
class Turn {
  isBegun = false;
  readonly #work: SharedWork;
  readonly #waiting: Pick<Waiting, 'name' | 'following' | 'graceMs'>;
  readonly #askedMs = performance.now();
  #lookedMs = performance.now();
  #soughtMs = performance.now();
  /** Since when no worker lives; null: one does. */
  #aloneMs: number | null = null;
  #isWaitTold = false;
  #isStopped = false;

  constructor(work: SharedWork, waiting: Pick<Waiting, 'name' | 'following' | 'graceMs'>) {
    this.#work = work;
    this.#waiting = waiting;
  }

  /** Null: it goes on. Rejects `run.cancelled` and `work.noWorker` of what was taken back. */
  async look(): Promise<Ended | null> {
    if (this.#isAborted && !this.#isStopped) await this.#stop();
    const [since, pauseMs] = this.isBegun ? [this.#soughtMs, SEEK_MS] : [this.#askedMs, PATIENCE_MS];
    if (performance.now() - since >= pauseMs) await this.#seekWorkers();
    if (performance.now() - this.#lookedMs < GIVEN_UP_MS) return null;
    this.#lookedMs = performance.now();
    const known = await this.#work.work(this.#waiting.name);
    if (known?.isOver !== true) return null;
    // What was told before its end may be on its way: it is waited for once.
    await this.#work.caughtUp();
    const { kind, error } = known;
    const fault = error === null ? null : { code: error.code, facts: error.facts };
    return this.isBegun && error === null
      ? null
      : { type: 'ended', kind, end: null, counts: {}, error: fault };
  }

  get #isAborted(): boolean {
    return this.#waiting.following.signal.aborted;
  }

  async #stop(): Promise<void> {
    this.#isStopped = true;
    await this.#takeBack('run.cancelled');
    await this.#work.stop(this.#waiting.name);
  }

  /** Rejects with this where no worker has it. */
  async #takeBack(code: 'run.cancelled' | 'work.noWorker'): Promise<void> {
    if (await this.#work.withdraw(this.#waiting.name)) throw new SyncError(code);
  }

  async #seekWorkers(): Promise<void> {
    this.#soughtMs = performance.now();
    if ((await this.#work.workers()) > 0) {
      this.#aloneMs = null;
      if (!this.isBegun && !this.#isWaitTold) this.#tell('notice.work.waits');
      this.#isWaitTold = true;
      return;
    }
    const isNews = this.#aloneMs === null;
    this.#aloneMs ??= performance.now();
    const isLate = performance.now() - this.#aloneMs >= this.#waiting.graceMs;
    // What nobody has begun waits for nobody; of what was begun another may be about to come.
    if (!this.isBegun || isLate || this.#isAborted)
      await this.#takeBack(this.#isAborted ? 'run.cancelled' : 'work.noWorker');
    if (isNews) this.#tell('notice.work.alone');
  }

  #tell(code: 'notice.work.waits' | 'notice.work.alone'): void {
    const event: RunEvent = { type: 'notice', task: null, code, facts: {} };
    this.#waiting.following.onEvent(event);
  }
}
