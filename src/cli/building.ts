import type { CommandText, Texts } from '../texts/texts.ts';
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

/** An option that may be repeated. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** The words of a command or an option. */
export function word(building: Building, key: CommandText): string {
  return building.texts.commands[key];
}

/** The words of an option that takes one of a few values. */
export function wordWithValues(building: Building, key: CommandText, values: readonly string[]): string {
  return `${word(building, key)} (${building.texts.help.values}: ${values.join(', ')})`;
}
