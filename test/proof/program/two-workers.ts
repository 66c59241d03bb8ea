import { join } from 'node:path';
import type { App, RunSummary } from '../../../src/app/app.ts';
import { runEnd } from '../../../src/app/run-end.ts';
import type { SeededRandom } from '../../../src/lib/seeded-random.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { SyncError } from '../../../src/model/sync-error.ts';
import { hasFaketime, wrongClock } from '../../support/child.ts';
import type { WrongClock } from '../../support/child.ts';
import { engineOf } from '../../support/hosted/engine-of.ts';
import type { OpenEngine } from '../../support/hosted/engine-of.ts';
import { Program } from '../../support/hosted/program.ts';
import { askMemory, copyMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { openWorldApp, PROFILE } from '../../support/world.ts';
import type { World } from '../../support/world.ts';
import { openOn } from './one-process.ts';
import type { AskedRun, HistoryProgram, ProgramMachine, SuddenEnd } from './program.ts';

const WORKERS = 2;
/** Seconds: the shortest that the program takes. */
const HEARTBEAT = '10';
const LOOK_MS = 20;
/** A run that takes so long never ends. */
const LONGEST_MS = 120_000;
/** Whoever takes up a job does so within seconds. */
const TAKEN_MS = 10_000;
/** Longer than a lease of that heartbeat is fresh: by then its holder asks before it changes anything. */
const STALE_MS = 7500;
/** So long whoever wakes has for what he was about to do. */
const AWAKE_MS = 1500;
const WITHOUT_END = new AbortController().signal;

/** A page in this process that asks through the queue, and two workers that do what it asks. */
export class TwoWorkers implements HistoryProgram {
  readonly #world: World;
  readonly #random: SeededRandom;
  readonly #folder: string;
  readonly #page: OpenEngine;
  #app: App;
  #machine: ProgramMachine = { host: 'sklad-pc', offsetMs: 0 };
  #workers: Program[] = [];

  private constructor(world: World, random: SeededRandom, page: OpenEngine) {
    this.#world = world;
    this.#random = random;
    this.#folder = join(world.folder, 'data');
    this.#page = page;
    this.#app = world.app;
  }

  static async start(world: World, random: SeededRandom): Promise<TwoWorkers> {
    return new TwoWorkers(world, random, await engineOf(world, 'page'));
  }

  get app(): App {
    return this.#app;
  }

  async run({ profile, tasks, onChange }: AskedRun): Promise<Pick<RunSummary, 'end' | 'error'>> {
    const { live } = this.#page.engine;
    const unheard = live.listen((name, { type }) => {
      if (name === profile && type === 'changes') onChange();
    });
    try {
      await live.start(profile, { tasks, isConfirmed: true });
      await this.#untilOver(profile);
    } finally {
      unheard();
    }
    const error = (await live.work(profile))?.error ?? null;
    return { end: runEnd(error), error };
  }

  async reopen(machine: ProgramMachine): Promise<void> {
    this.#machine = machine;
    await this.#app.close();
    this.#app = await openWorldApp(this.#folder);
    const codes = await Promise.all(this.#workers.map((worker) => worker.end()));
    if (codes.some((code) => code !== 0)) throw new Error(`a worker left with ${codes.join()}`);
    this.#workers = await Promise.all(Array.from({ length: WORKERS }, () => this.#serve()));
  }

  async kill({ changes, clock }: SuddenEnd): Promise<void> {
    await this.#inTheMiddle(changes, async (victim) => {
      await victim.end('SIGKILL');
      this.#workers = this.#workers.filter((worker) => worker !== victim);
      return async () => void this.#workers.push(await this.#serve(clock));
    });
  }

  async freeze(changes: number): Promise<void> {
    await this.#inTheMiddle(changes, async (victim) => {
      victim.child.kill('SIGSTOP');
      await sleep(STALE_MS, WITHOUT_END);
      return async () => {
        await this.#untilOver(PROFILE);
        victim.child.kill('SIGCONT');
        await sleep(AWAKE_MS, WITHOUT_END);
      };
    });
  }

  /** Rows are copied while nobody works: whoever opened the copy first has made its tables. */
  async copy(folder: string, machine: ProgramMachine): Promise<App> {
    await (await openWorldApp(folder)).close();
    await copyMemory(this.#folder, folder);
    return openOn(folder, machine, this.#random);
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) await worker.end('SIGKILL');
    await this.#page.close();
    await this.#app.close();
    if (this.#page.faults.length > 0) throw this.#page.faults[0];
  }

  async #serve(clock: WrongClock | null = null): Promise<Program> {
    const { host, offsetMs } = this.#machine;
    const offset = `${offsetMs < 0 ? '' : '+'}${Math.round(offsetMs / 1000)}s` as WrongClock;
    const wrong = clock ?? (offsetMs === 0 ? null : offset);
    const env = {
      ...(await memoryEnvironment(this.#folder)),
      ...(wrong === null || !hasFaketime() ? {} : wrongClock(wrong)),
      SKLADBRIDGE_HEARTBEAT: HEARTBEAT,
      SKLADBRIDGE_PER_HOST: '*=40',
    };
    return Program.serve('worker', this.#folder, env, host);
  }

  /**
   * A run of all tasks that one of both workers has taken up, and in the middle of which something happens to that one.
   * The other stands still until then, so that it is known which; afterwards it is its turn.
   */
  async #inTheMiddle(
    changes: number,
    happen: (victim: Program) => Promise<() => Promise<unknown>>,
  ): Promise<void> {
    const { live } = this.#page.engine;
    const [victim, other] = this.#workers as [Program, Program];
    const { requests } = this.#world.sandbox;
    const writes = requests.writes();
    other.child.kill('SIGSTOP');
    let then: () => Promise<unknown>;
    try {
      await live.start(PROFILE, { tasks: null, isConfirmed: true });
      const until = performance.now() + TAKEN_MS;
      while (performance.now() < until && !(await this.#isTaken(writes + changes)))
        await sleep(LOOK_MS, WITHOUT_END);
      then = await happen(victim);
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind === 'bug') throw error;
      return;
    } finally {
      other.child.kill('SIGCONT');
    }
    await this.#silence();
    await then();
    await this.#untilOver(PROFILE);
    const { error } = (await live.work(PROFILE)) ?? {};
    if (error?.code === 'run.alreadyRunning') throw new Error('the next worker took the last one for alive');
  }

  /** Whether the work is over, or somebody is at it and so many requests have changed the shop. */
  async #isTaken(writes: number): Promise<boolean> {
    const rows = await askMemory(
      this.#folder,
      'select holder, is_over from hosted_works order by profile_id',
    );
    const { holder, is_over: isOver } = rows.at(-1) ?? {};
    return isOver === true || (holder !== '' && this.#world.sandbox.requests.writes() >= writes);
  }

  /** The queue believes that whoever does a job has been silent for a heartbeat. */
  async #silence(): Promise<void> {
    await this.#askQueue("update JOBS set heartbeat_on = now() - interval '1 hour' where state = 'active'");
  }

  async #askQueue(statement: string): ReturnType<typeof askMemory> {
    const [row] = await askMemory(this.#folder, 'select current_schema() as name');
    return askMemory(this.#folder, statement.replace('JOBS', `"${String(row?.['name'])}_jobs".job`));
  }

  /**
   * The work is over, and nobody has it in hand any more: whoever was killed between its end and that of its job leaves
   * it to the next worker, who does it once more.
   */
  async #untilOver(profile: string): Promise<void> {
    const { live } = this.#page.engine;
    const until = performance.now() + LONGEST_MS;
    const undone = "select 1 from JOBS where name = 'runs' and state < 'completed'";
    while ((await live.isBusy(profile)) || (await this.#askQueue(undone)).length > 0) {
      if (performance.now() > until) throw new Error(`the work of ${profile} does not end`);
      await sleep(LOOK_MS, WITHOUT_END);
    }
  }
}
