import type { App } from '../../app/app.ts';
import type { LastForgetting } from '../../model/retention.ts';
import { RETENTION_DAYS } from '../../model/retention.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatBytes, formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { tell } from '../tell.ts';
import { memoryFolder, withApp, withMemory } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';
import { existsSync } from 'node:fs';

/** Instead of a file: standard output. */
const STANDARD_OUTPUT = '-';

/** Before the first process of a new program starts: its tables, while the older ones go on. */
export async function migrateCommand(
  session: CliSession,
  { pageRole }: { readonly pageRole?: string } = {},
): Promise<number> {
  const { before, after, pages } = await session.program.migrateMemory(memoryFolder(session), pageRole);
  if (session.isJson) session.printJson({ before, after, ...(pages === undefined ? {} : { pages }) });
  else {
    const { phrases } = session.texts;
    const phrase = before === after ? 'migrate.nothing' : 'migrate.done';
    session.print(fill(phrases[phrase], { version: after }));
    if (pages !== undefined) session.print(fill(phrases['migrate.pages'], { ...pages }));
  }
  return EXIT.done;
}

/** One file for support, of one profile or of all; never over a file that is there. */
export async function diagnoseCommand(
  session: CliSession,
  profile: string | undefined,
  { out = STANDARD_OUTPUT }: { readonly out?: string },
): Promise<number> {
  const isFile = out !== STANDARD_OUTPUT;
  if (isFile) {
    if (existsSync(out)) throw new SyncError('backup.fileExists', { file: out });
    await refuseUnwritable(out);
  }
  return withApp(session, async (app) => {
    const { phrases } = session.texts;
    const onStep = (step: string): void => {
      const text = step === 'program' || step === 'log' ? phrases[`diagnose.${step}`] : step;
      if (!session.isJson) session.printFault(fill(phrases['diagnose.step'], { step: text }));
    };
    const { signal, dataFolder } = session;
    const text = await session.program.diagnose(app, {
      profile: profile ?? null,
      dataFolder,
      signal,
      onStep,
    });
    if (!isFile) {
      session.printData(text.trimEnd());
      return EXIT.done;
    }
    await writeWhole(out, text);
    if (session.isJson) session.printJson({ out });
    else session.print(fill(phrases['diagnose.made'], { file: out }));
    return EXIT.done;
  });
}

/** What `retention` was asked for. */
export interface RetentionOptions {
  readonly days?: string;
  readonly now?: boolean;
}

/** For how long the log of runs is kept: shown, changed, and (`--now`) obeyed at once. */
export async function retentionCommand(session: CliSession, options: RetentionOptions): Promise<number> {
  return withMemory(session, async (app) => {
    if (options.days !== undefined) {
      const { least, most } = RETENTION_DAYS;
      await app.retention.setDays(wholeNumber('--days', options.days, { missing: least, most }));
    }
    if (options.now === true) await app.retention.forget({ signal: session.signal });
    await tellStatus(session, app);
    return EXIT.done;
  });
}

async function tellStatus(session: CliSession, app: App): Promise<void> {
  const status = await app.retention.status();
  if (session.isJson) {
    session.printJson(status);
    return;
  }
  const { phrases } = session.texts;
  const bytes = (count: number): string => formatBytes(count, session.language);
  session.print(fill(phrases['retention.days'], { days: status.days }));
  const room = { size: bytes(status.bytes), free: bytes(status.freeBytes) };
  session.print(fill(phrases['retention.room'], room));
  if (status.last === null) session.print(phrases['retention.never']);
  else for (const line of lastLines(session, status.last)) session.print(line);
}

function lastLines(session: CliSession, last: LastForgetting): readonly string[] {
  const { phrases } = session.texts;
  const at = formatMoment(last.at, session.language);
  const freed = formatBytes(last.freedBytes, session.language);
  const { runs, events, dismissed, sessions, logFiles, compaction } = last;
  const gone = fill(phrases['retention.last'], { at, runs, events, dismissed, sessions, logFiles });
  if (compaction === 'no') return [gone];
  return [gone, fill(phrases[`retention.${compaction}`], { freed })];
}

/** Another master key lets itself in; where the program keeps it itself, it takes the former one's place at once. */
export async function rotateKeyCommand(session: CliSession): Promise<number> {
  const next = await session.program.nextMasterKey();
  return withMemory(session, async (app) => {
    const isDone = await app.keys.rotate(next);
    const text = session.texts.phrases[isDone ? 'key.rotated' : 'key.letIn'];
    tell(session, { json: { isDone }, text });
    return EXIT.done;
  });
}

/** Former master keys open nothing any more. */
export async function finishKeyCommand(session: CliSession): Promise<number> {
  return withMemory(session, async (app) => {
    const removed = await app.keys.finish();
    tell(session, { json: { removed }, text: fill(session.texts.phrases['key.finished'], { n: removed }) });
    return EXIT.done;
  });
}
