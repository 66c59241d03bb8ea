import type { App } from '../../app/app.ts';
import { RETENTION_DAYS } from '../../model/retention.ts';
import type { LastForgetting } from '../../model/retention.ts';
import { formatBytes, formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

/** What `retention` was asked for. */
export interface RetentionOptions {
  readonly days?: string;
  readonly now?: boolean;
}

/** For how long the log of runs is kept: shown, changed, and (`--now`) obeyed at once. */
export async function retentionCommand(session: CliSession, options: RetentionOptions): Promise<number> {
  return withApp(session, async (app) => {
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
