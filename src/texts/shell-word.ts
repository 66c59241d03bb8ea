import type { ErrorFacts } from '../model/sync-error.ts';
import { fill } from './fill.ts';

/** A name as it is typed in a terminal: in quotes where it would fall apart or mean something there. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_.,:/@+=-]+$/u.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** What stands in quotes: a command begins with words that the program spells, a name or a label does not. */
const QUOTED = /([„“"][^„“”"]*[“”"])/u;
const COMMAND = /^[„“"][\w./\\-]+ /;

/** A text that names commands, with its facts filled in: in a command each as it is typed. */
export function fillCommands(text: string, facts: ErrorFacts): string {
  const typed = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? shellWord(value) : value,
    ]),
  );
  return text
    .split(QUOTED)
    .map((part) => fill(part, COMMAND.test(part) ? typed : facts))
    .join('');
}
