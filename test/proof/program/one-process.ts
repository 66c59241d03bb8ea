import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { App, RunSummary } from '../../../src/app/app.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import type { SeededRandom } from '../../../src/lib/seeded-random.ts';
import { runChild, wrongClock } from '../../support/child.ts';
import { openWorldParts, PROFILE } from '../../support/world.ts';
import type { World } from '../../support/world.ts';
import type { AskedRun, HistoryProgram, ProgramMachine, SuddenEnd } from './program.ts';

/** The application over a data folder, as a process on a machine has it. */
export async function openOn(
  folder: string,
  { host, offsetMs }: ProgramMachine,
  random: SeededRandom,
): Promise<App> {
  const parts = await openWorldParts(folder);
  const machine = { host, boot: `${host} ${random.between(1, 9)}`, processes: '' };
  // A shop of a history does at once what it is asked.
  return makeApp({ ...parts, machine, landingMs: 0, clock: { now: () => Date.now() + offsetMs } });
}

/** Everything in this process, and its memory in a folder: the program on one machine. */
export class OneProcess implements HistoryProgram {
  readonly #random: SeededRandom;
  readonly #folder: string;
  #app: App;

  constructor(world: World, random: SeededRandom) {
    this.#random = random;
    this.#folder = join(world.folder, 'data');
    this.#app = world.app;
  }

  get app(): App {
    return this.#app;
  }

  async run({ profile, tasks, onChange }: AskedRun): Promise<RunSummary> {
    return this.#app.run(profile, {
      tasks,
      isConfirmed: true,
      onEvent: ({ type }) => {
        if (type === 'change') onChange();
      },
      signal: new AbortController().signal,
    });
  }

  async reopen(machine: ProgramMachine): Promise<void> {
    await this.#app.close();
    this.#app = await openOn(this.#folder, machine, this.#random);
  }

  /** The one that is killed is another process over the same folder. */
  async kill({ changes, clock }: SuddenEnd): Promise<void> {
    let seen = -1;
    await runChild({
      args: ['run', PROFILE, '--yes', '--json', '--data', this.#folder],
      env: clock === null ? {} : wrongClock(clock),
      killAfter: (line) => {
        if (line.includes('"type":"change"') || line.includes('"runStarted"')) seen += 1;
        return seen >= changes;
      },
    });
  }

  async freeze(): Promise<void> {}

  async copy(folder: string, machine: ProgramMachine): Promise<App> {
    await this.#app.close();
    cpSync(this.#folder, folder, { recursive: true });
    return openOn(folder, machine, this.#random);
  }

  async close(): Promise<void> {
    await this.#app.close();
  }
}
