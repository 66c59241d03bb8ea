import type { App } from '../../app/app.ts';
import type { RemovedProfile } from '../../model/profile.ts';
import type { Settings } from '../../model/settings.ts';
import { formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { removedKey } from '../whose-records.ts';
import { withApp } from '../with-app.ts';

function json(removed: RemovedProfile): Readonly<Record<string, unknown>> {
  const { id, name, removedAt, orders, settings } = removed;
  return { id, name, removedAt, orders, shopAddress: settings.shopAddress };
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
      { heading: '№', isNumber: true },
      { heading: phrases['column.name'] },
      { heading: phrases['column.shop'] },
      { heading: phrases['column.removedAt'], isWhole: true },
      { heading: phrases['column.orders'], isNumber: true },
    ];
    const rows = removed.map((each) => [
      String(each.id),
      each.name,
      each.settings.shopAddress,
      formatMoment(each.removedAt, session.language),
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
  options: { readonly id?: string; readonly as?: string },
): Promise<number> {
  return withApp(session, async (app) => {
    const restored = await app.removed.restore(removedKey(name, options.id), options.as ?? null);
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
