import { fill, noticeText } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';

/** Makes the audit file of a month, whole or not at all; only its owner may read it. */
export async function auditFileCommand(
  session: CliSession,
  what: { readonly profile: string; readonly month: string; readonly out: string | undefined },
): Promise<number> {
  const { profile, month } = what;
  const file = what.out ?? `audit-${month}.xml`;
  await refuseUnwritable(file);
  return withApp(session, async (app) => {
    const { bytes, notices } = await app.upkeep.auditFile(profile, { month, signal: session.signal });
    await writeWhole(file, bytes);
    if (session.isJson) session.printJson({ file, notices });
    else {
      for (const notice of notices) session.print(`· ${plainText(noticeText(session.texts, notice))}`);
      session.print(fill(session.texts.phrases['upkeep.audited'], { file }));
    }
    return EXIT.done;
  });
}
