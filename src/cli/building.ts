import type { Texts } from '../texts/texts.ts';
import type { CliSession } from './session.ts';

/** Turns a command's work into what commander calls. */
export type Action = (work: (session: CliSession) => Promise<number>) => () => Promise<void>;

/** What commands are built with: their words, and how their work is called. */
export interface Building {
  readonly texts: Texts;
  readonly version: string;
  /** Names of everything that a sandbox can switch on. */
  readonly sandboxSwitches: readonly string[];
  readonly action: Action;
}
