import type { App } from '../../app/app.ts';
import type { RunEvent, RunRecord } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatDuration, formatMoment } from '../../texts/format.ts';
import { errorText, fill, noticeText, numberedLabel } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { changeLine } from '../print-changes.ts';
import { countsText, endText } from '../print-run.ts';
import type { CliSession } from '../session.ts';
import { shellWord } from '../../texts/shell-word.ts';
import { readRecords } from '../whose-records.ts';
import type { RemovedOption } from '../whose-records.ts';
import { withApp } from '../with-app.ts';

const RUNS_SHOWN = 50;

type Whose = RemovedOption & { readonly name: string };

function lastedText({ startedAt, endedAt }: RunRecord, { language }: CliSession): string {
  if (endedAt === null) return '';
  return formatDuration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000, language);
}

async function listRuns(session: CliSession, app: App, whose: Whose): Promise<void> {
  const { texts, language } = session;
  const { phrases } = texts;
  const runs = await readRecords(app, whose, (records, key) => records.runs(key, RUNS_SHOWN));
  if (session.isJson) {
    for (const run of runs) session.printJson(run);
    return;
  }
  if (runs.length === 0) session.print(phrases['run.none']);
  const columns = [
    { heading: phrases['column.number'], isNumber: true },
    { heading: phrases['column.start'], isWhole: true },
    { heading: phrases['column.trigger'] },
    { heading: phrases['column.lasted'], isWhole: true },
    { heading: phrases['column.status'], isWhole: true },
  ];
  const rows = runs.map((run) => [
    String(run.id),
    formatMoment(run.startedAt, language),
    [texts.triggers[run.trigger], run.startedBy ?? ''].filter((text) => text !== '').join(', '),
    lastedText(run, session),
    run.end === null ? '…' : texts.ends[run.end],
  ]);
  session.printTable(columns, rows);
  const bad = runs.find(({ end }) => end === 'failed' || end === 'interrupted');
  if (bad !== undefined)
    session.print(fill(phrases['run.why'], { run: bad.id, profile: shellWord(whose.name) }));
}

/** How a run ended, and if it failed, why and what to do: what a person sees who was not there. */
function endLines(
  event: Extract<RunEvent, { readonly type: 'runEnded' }>,
  { texts }: CliSession,
): readonly string[] {
  if (event.error === null) return [endText(event, texts)];
  const { what, remedy } = errorText(texts, event.error);
  return [
    endText(event, texts),
    `${texts.phrases.error} [${event.error.code}]: ${what}`,
    `${texts.phrases.whatToDo}: ${remedy}`,
  ];
}

function eventLines(event: RunEvent, session: CliSession): readonly string[] {
  const { texts } = session;
  switch (event.type) {
    case 'taskStarted':
      return [`▸ ${texts.tasks[event.task]}`];
    case 'change': {
      const { change, outcome } = event;
      if (outcome.kind === 'done') return [`  ${changeLine(change, outcome, session)}`];
      return [`  ✗ ${numberedLabel(change.label, texts)}: ${errorText(texts, outcome).what}`];
    }
    case 'attention':
      return [`  ! ${errorText(texts, event.note).what}`];
    case 'notice':
      return [`  · ${noticeText(texts, event)}`];
    case 'taskEnded':
      return [`  ${countsText(event.counts, texts)}`];
    case 'runEnded':
      return endLines(event, session);
    case 'runStarted':
    case 'progress':
    case 'retry':
      return [];
  }
}

/** The runs of a profile, or the report of one of them. */
export async function runsCommand(
  session: CliSession,
  whose: Whose,
  id: string | undefined,
): Promise<number> {
  return withApp(session, async (app) => {
    if (id === undefined) {
      await listRuns(session, app, whose);
      return EXIT.done;
    }
    if (!/^\d{1,15}$/.test(id)) throw new SyncError('run.notFound', { id });
    const stored = readRecords(app, whose, (records, key) => records.runEvents(key, Number(id)));
    for await (const events of stored) {
      for (const { at, event } of events) {
        if (session.isJson) session.printJson({ at, ...event });
        else for (const line of eventLines(event, session)) session.print(line);
      }
    }
    return EXIT.done;
  });
}
