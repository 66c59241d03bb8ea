import type { Readable, Writable } from 'node:stream';
import type { Log } from '../lib/log.ts';
import type { Plan } from '../model/plan.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';
import type { Column } from './terminal/print-table.ts';
import type { ScreenBar } from './terminal/screen-bar.ts';
import type { Program } from './program.ts';

/** What the command line reads and writes; handed in, so that nothing here reaches for the process. */
export interface CliIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the person typed to get here (`npm run skladbridge --`, `skladbridge`): remedies name it. */
  readonly called: string;
  /** Calls back on a polite stop (Ctrl-C, SIGTERM); returns how to stop listening. */
  readonly onStop: (stop: () => void) => () => void;
}

/** One call of the program: what every command works with. */
export interface CliSession {
  readonly program: Program;
  readonly io: CliIo;
  /** What `--data` or the environment names, else the standard place. */
  readonly dataFolder: string;
  /** A memory of an earlier version in the current folder that nobody has named; null = none. */
  readonly leftData: string | null;
  /** Of several firms that share the memory the one that is meant; null = nobody has said which. */
  readonly firm: string | null;
  readonly isJson: boolean;
  readonly language: Language;
  readonly texts: Texts;
  readonly signal: AbortSignal;
  /** For whoever looks after the program; tells nothing unless it was asked for. */
  readonly log: Log;
  /** Columns of the terminal; null for a pipe, where nothing is cut or folded. */
  readonly width: number | null;
  /** What moves while work goes on; printing takes it away. */
  readonly bar: ScreenBar;
  /** A line for people on standard output: whatever stands in it, it is one line, folded to the terminal. */
  readonly print: (line: string) => void;
  /** A table for people, cut to the terminal; nothing for no rows. */
  readonly printTable: (columns: readonly Column[], rows: readonly (readonly string[])[]) => void;
  /** A line of a file that is printed: as it is, but for a terminal, which gets it on one line. */
  readonly printData: (line: string) => void;
  /** A line about what went wrong, on standard error. */
  readonly printFault: (line: string) => void;
  /** An object for scripts, on a line of its own; its decimals are numbers. */
  readonly printJson: (value: unknown) => void;
  /** A plan as `apply` reads it: the same text as in its file. */
  readonly printPlan: (plan: Plan) => void;
}
