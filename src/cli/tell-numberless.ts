import type { App } from '../app/app.ts';
import type { AttentionNote } from '../model/run.ts';
import { errorText } from '../texts/text.ts';
import { plainText } from './terminal/plain-text.ts';
import type { CliSession } from './session.ts';

/**
 * Orders without a number are in no ledger and in no archive (Q10): whoever lists orders is told of them
 * beside the list, so that a file of lines stays one.
 */
export function tellNumberless(session: CliSession, notes: readonly AttentionNote[]): void {
  if (session.isJson) return;
  for (const note of notes) session.printFault(`! ${plainText(errorText(session.texts, note).what)}`);
}

/** The same of those that stand on the attention list of a profile; one that was removed has none. */
export async function tellNumberlessOf(session: CliSession, app: App, profile: string): Promise<void> {
  const known = (await app.listProfiles()).some((summary) => summary.profile.name === profile);
  if (!known) return;
  const items = await app.attention(profile);
  tellNumberless(
    session,
    items.filter(({ code }) => code === 'order.numberless'),
  );
}
