import type { Readable, Writable } from 'node:stream';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';
import type { Program } from './program.ts';

/** What the command line reads and writes; handed in, so that nothing here reaches for the process. */
export interface CliIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
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
  readonly isJson: boolean;
  readonly language: Language;
  readonly texts: Texts;
  readonly signal: AbortSignal;
  /** A line for people, or a JSON object, on standard output; whatever stands in it, it is one line. */
  readonly print: (line: string) => void;
  /** A line of a file that is printed: as it is, but for a terminal, which gets it as `print` does. */
  readonly printData: (line: string) => void;
  /** A line about what went wrong, on standard error. */
  readonly printFault: (line: string) => void;
  readonly printJson: (value: unknown) => void;
}
