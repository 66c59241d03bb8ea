import type { App } from '../../app/app.ts';
import type { RemovedProfile } from '../../model/profile.ts';
import type { Settings } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { readSecret } from '../read-secret.ts';
import type { CliSession } from '../session.ts';
import { removedKey } from '../whose-records.ts';
import { withApp } from '../with-app.ts';

function json(removed: RemovedProfile): Readonly<Record<string, unknown>> {
  const { id, name, removedAt, movedAt, orders, settings } = removed;
  return { id, name, removedAt, movedAt, orders, shopAddress: settings.shopAddress };
}

/** When it went; one that was moved away is told from one that was removed. */
function leftAt({ removedAt, movedAt }: RemovedProfile, session: CliSession): string {
  const at = formatMoment(removedAt, session.language);
  return movedAt === null ? at : fill(session.texts.phrases['removed.moved'], { at });
}

export async function listRemovedCommand(session: CliSession): Promise<number> {
  return withApp(session, async (app) => {
    const { phrases } = session.texts;
    const removed = await app.removed.list();
    if (session.isJson) {
      for (const each of removed) session.printJson(json(each));
      return EXIT.done;
    }
    const columns = [
      { heading: phrases['column.number'], isNumber: true },
      { heading: phrases['column.name'] },
      { heading: phrases['column.shop'] },
      { heading: phrases['column.removedAt'], isWhole: true },
      { heading: phrases['column.orders'], isNumber: true },
    ];
    const rows = removed.map((each) => [
      String(each.id),
      each.name,
      each.settings.shopAddress,
      leftAt(each, session),
      String(each.orders),
    ]);
    session.printTable(columns, rows);
    session.print(removed.length === 0 ? phrases['removed.none'] : phrases['removed.hint']);
    return EXIT.done;
  });
}

export async function restoreProfileCommand(
  session: CliSession,
  name: string,
  options: { readonly id?: string; readonly as?: string; readonly movedBack?: boolean },
): Promise<number> {
  return withApp(session, async (app) => {
    const restored = await app.removed.restore(removedKey(name, options.id), {
      name: options.as ?? null,
      isMovedBack: options.movedBack === true,
    });
    if (session.isJson) session.printJson({ profile: restored.name, version: restored.version });
    else session.print(fill(session.texts.phrases['removed.restored'], { name: restored.name }));
    return EXIT.done;
  });
}

/**
 * Saves or adds a profile, and tells what became of the ledgers of removed profiles of its shop: one was
 * taken over, or the new one begins without them.
 */
export async function tellingOfRemoved<T>(
  session: CliSession,
  what: { readonly app: App; readonly settings: Settings },
  work: () => Promise<T>,
): Promise<T> {
  const before = await what.app.removed.ofShop(what.settings);
  const done = await work();
  const left = (await what.app.removed.ofShop(what.settings)).map((each) => each.id);
  for (const removed of before) {
    const isLeft = left.includes(removed.id);
    if (session.isJson)
      session.printJson({ type: isLeft ? 'removedOfShop' : 'ledgerTakenOver', ...json(removed) });
    else {
      const { id, name, orders } = removed;
      const phrase = session.texts.phrases[isLeft ? 'removed.ofShop' : 'removed.takenOver'];
      session.print(fill(phrase, { id, name, n: orders }));
    }
  }
  return done;
}

/** What seals the secrets in the file: typed unseen, from a pipe, or from SKLADBRIDGE_SECRET. */
async function passphraseOf(session: CliSession): Promise<string> {
  const { phrases } = session.texts;
  const passphrase = await readSecret(session, { label: phrases['move.askPassphrase'], isAsked: true });
  if (passphrase === null)
    throw new SyncError('cli.wrongUse', { message: phrases['move.askPassphrase'].trim() });
  return passphrase;
}

export async function exportProfileCommand(session: CliSession, name: string, file: string): Promise<number> {
  const passphrase = await passphraseOf(session);
  return withApp(session, async (app) => {
    await app.moved.export(name, { file, passphrase });
    if (session.isJson) session.printJson({ exported: name, file });
    else session.print(fill(session.texts.phrases['move.exported'], { name, file }));
    return EXIT.done;
  });
}

export async function importProfileCommand(
  session: CliSession,
  file: string,
  options: { readonly as?: string },
): Promise<number> {
  const passphrase = await passphraseOf(session);
  return withApp(session, async (app) => {
    const { name } = await app.moved.import({ file, passphrase }, options.as ?? null);
    if (session.isJson) session.printJson({ imported: name });
    else session.print(fill(session.texts.phrases['move.imported'], { name, file }));
    return EXIT.done;
  });
}
