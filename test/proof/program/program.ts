import type { App } from '../../../src/app/app.ts';
import type { RunSummary } from '../../../src/app/app.ts';
import type { TaskName } from '../../../src/model/run.ts';
import type { WrongClock } from '../../support/child.ts';

/** A run that somebody asks for. */
export interface AskedRun {
  readonly profile: string;
  /** Null: all. */
  readonly tasks: readonly TaskName[] | null;
  /** Told of changes while they are being made. */
  readonly onChange: () => void;
}

/** Where it works, as it finds it when it is started. */
export interface ProgramMachine {
  readonly host: string;
  /** So far its clock goes ahead of the right one; negative: behind. Milliseconds. */
  readonly offsetMs: number;
}

/** The end of a process in the middle of a run. */
export interface SuddenEnd {
  /** After so many changes. */
  readonly changes: number;
  /** By what clock it works, or whoever comes in its place; null: the right one. */
  readonly clock: WrongClock | null;
}

/** The program of a history: in one process, or as several over one database. */
export interface HistoryProgram {
  /** What a person sees and answers with. */
  readonly app: App;
  /** Whoever does it, how it ended. Rejects where it could not begin. */
  run(asked: AskedRun): Promise<Pick<RunSummary, 'end' | 'error'>>;
  /** All of it ends and is started again. */
  reopen(machine: ProgramMachine): Promise<void>;
  /** A run of all tasks whose process is killed with SIGKILL; resolves when nothing goes on any more. */
  kill(end: SuddenEnd): Promise<void>;
  /** A run whose process stands still until another has done all; nothing where there is no other. */
  freeze(changes: number): Promise<void>;
  /** A copy of the memory is opened on another machine. */
  copy(folder: string, machine: ProgramMachine): Promise<App>;
  close(): Promise<void>;
}
