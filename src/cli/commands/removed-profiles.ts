import type { App } from '../../app/app.ts';
import type { RemovedProfile } from '../../model/profile.ts';
import type { Settings } from '../../model/settings.ts';
import { formatMoment } from '../../texts/number.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { formatTable } from '../print-table.ts';
import type { CliSession } from '../session.ts';
import { removedKey } from '../whose-records.ts';
import { withApp } from '../with-app.ts';

function json(removed: RemovedProfile): unknown {
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
      { heading: phrases['column.removedAt'] },
      { heading: phrases['column.orders'], isNumber: true },
    ];
    const rows = removed.map((each) => [
      String(each.id),
      each.name,
      each.settings.shopAddress,
      formatMoment(each.removedAt, session.language),
      String(each.orders),
    ]);
    for (const line of formatTable(columns, rows)) session.print(line);
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

/** Tells of removed profiles of the same shop: a new one begins without their ledger. */
export async function tellRemovedOfShop(session: CliSession, app: App, settings: Settings): Promise<void> {
  const removed = await app.removed.ofShop(settings);
  if (session.isJson) {
    for (const each of removed) session.printJson({ type: 'removedOfShop', ...(json(each) as object) });
    return;
  }
  for (const { id, name, orders } of removed)
    session.print(fill(session.texts.phrases['removed.ofShop'], { id, name, n: orders }));
}
