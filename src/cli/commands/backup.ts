import type { App } from '../../app/app.ts';
import { formatBytes, formatMoment, formatSchedule } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { MOST_KEPT } from '../../model/backup.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { tell } from '../tell.ts';
import { withMemory } from '../with-app.ts';

/** What `backup` was asked for. */
export interface BackupOptions {
  readonly every?: string;
  readonly keep?: string;
  readonly folder?: string;
  readonly list?: boolean;
}

/** Into a file where one is named, else into the folder of backups; or the plan that makes them. */
export async function backupCommand(
  session: CliSession,
  file: string | undefined,
  options: BackupOptions,
): Promise<number> {
  return withMemory(session, async (app) => {
    const { every, keep, folder } = options;
    if (every !== undefined || keep !== undefined || folder !== undefined) await changePlan(app, options);
    else if (options.list !== true) return makeOne(session, app, file);
    await tellStatus(session, app);
    return EXIT.done;
  });
}

async function makeOne(session: CliSession, app: App, file: string | undefined): Promise<number> {
  if (file !== undefined) await app.upkeep.backup(file);
  const made = file ?? (await app.backups.make()).name;
  const text = fill(session.texts.phrases['upkeep.backedUp'], { file: made });
  tell(session, { json: { backup: made }, text });
  return EXIT.done;
}

async function changePlan(app: App, options: BackupOptions): Promise<void> {
  const plan = await app.backups.plan();
  await app.backups.setPlan({
    every: options.every === 'off' ? '' : (options.every ?? plan.every),
    keep: wholeNumber('--keep', options.keep, { missing: plan.keep, most: MOST_KEPT }),
    folder: options.folder ?? plan.folder,
  });
}

async function tellStatus(session: CliSession, app: App): Promise<void> {
  const status = await app.backups.status();
  const { plan, folder, files } = status;
  if (session.isJson) {
    session.printJson(status);
    return;
  }
  const { phrases } = session.texts;
  const columns = [
    { heading: phrases['backups.name'], isWhole: true },
    { heading: phrases['backups.madeAt'], isWhole: true },
    { heading: phrases['backups.size'], isNumber: true },
  ];
  const rows = files.map(({ name, madeAtMs, bytes }) => [
    name,
    formatMoment(new Date(madeAtMs).toISOString(), session.language),
    formatBytes(bytes, session.language),
  ]);
  session.printTable(columns, rows);
  if (files.length === 0) session.print(fill(phrases['backups.none'], { folder }));
  const { keep } = plan;
  const every = formatSchedule(plan.every, session.language);
  session.print(
    plan.every === '' ? phrases['backups.planOff'] : fill(phrases['backups.planOn'], { every, folder, keep }),
  );
}
