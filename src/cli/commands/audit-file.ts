import { rename, rm, writeFile } from 'node:fs/promises';
import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

/** Makes the audit file of a month, whole or not at all; only its owner may read it. */
export async function auditFileCommand(
  session: CliSession,
  what: { readonly profile: string; readonly month: string; readonly out: string | undefined },
): Promise<number> {
  const { profile, month } = what;
  const file = what.out ?? `audit-${month}.xml`;
  return withApp(session, async (app) => {
    const bytes = await app.upkeep.auditFile(profile, { month, signal: session.signal });
    const half = `${file}.new`;
    try {
      await writeFile(half, bytes, { mode: 0o600 });
      await rename(half, file);
    } catch (error) {
      await rm(half, { force: true });
      const problem = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new SyncError('backup.notWritten', { file, problem }, { cause: error });
    }
    if (session.isJson) session.printJson({ file });
    else session.print(fill(session.texts.phrases['upkeep.audited'], { file }));
    return EXIT.done;
  });
}
