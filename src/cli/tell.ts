import { SyncError } from '../model/sync-error.ts';
import { fill } from '../texts/text.ts';
import type { CliSession } from './session.ts';

/** What cannot be taken back needs `--yes`: nothing was done without it. */
export function needYes(session: CliSession, isConfirmed: boolean): void {
  if (!isConfirmed) throw new SyncError('cli.wrongUse', { message: session.texts.phrases['upkeep.needYes'] });
}

/** What is told where exactly one of a few had to be typed. */
export function oneOf({ texts }: CliSession, names: readonly string[]): string {
  return fill(texts.help.wrong.oneOf, { names: names.join(' | ') });
}

/** One outcome: an object for scripts, a sentence for people. */
export function tell(session: CliSession, what: { readonly json: unknown; readonly text: string }): void {
  if (session.isJson) session.printJson(what.json);
  else session.print(what.text);
}
