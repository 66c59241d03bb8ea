import { readFile } from 'node:fs/promises';
import type { App } from '../../../app/app.ts';
import { readError } from '../../../model/file-error.ts';
import { isErrorCode } from '../../../model/error-codes.ts';
import { REPORT_MINUTES } from '../../../model/reporting.ts';
import type { ReportTarget } from '../../../model/reporting.ts';
import { formatMoment } from '../../../texts/format.ts';
import { errorText, fill } from '../../../texts/text.ts';
import { EXIT } from '../../exit-codes.ts';
import { wholeNumber } from '../../read-number.ts';
import type { CliSession } from '../../session.ts';
import { tell } from '../../tell.ts';
import { withApp } from '../../with-app.ts';

const MINUTES_OF_A_DAY = 1440;

/** What is typed behind `report to`. */
export interface ReportOptions {
  readonly tokenFile?: string;
  readonly every?: string;
}

/** The token is never an argument, where every process of the machine could read it. */
async function readToken(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  return text.trim();
}

/** The token itself is shown nowhere: only that there is one. */
function lineJson({ address, everyMinutes, answeredAt, fault }: ReportTarget): unknown {
  return { type: 'reporting', address, everyMinutes, token: '***', answeredAt, fault: fault?.code ?? null };
}

function lineText({ address, everyMinutes, answeredAt, fault }: ReportTarget, session: CliSession): string {
  const { texts, language } = session;
  const { phrases } = texts;
  const lines = [fill(phrases['report.to'], { address, minutes: everyMinutes })];
  lines.push(
    answeredAt === null
      ? phrases['report.never']
      : fill(phrases['report.last'], { at: formatMoment(answeredAt, language) }),
  );
  if (fault !== null && isErrorCode(fault.code)) {
    const { what, remedy } = errorText(texts, { code: fault.code, facts: fault.facts });
    lines.push(what, remedy);
  }
  return lines.join('\n');
}

async function sendOne(app: App, session: CliSession): Promise<void> {
  const { signal, program } = session;
  await app.reporting.send(
    await app.reporting.draft({ standings: new Map(), version: program.version }),
    signal,
  );
}

/**
 * Reports to a page from now on, and tells it how everything stands at once; where that cannot be reached the
 * wish is kept, and the service goes on trying.
 */
export async function reportToCommand(
  session: CliSession,
  url: string,
  options: ReportOptions,
): Promise<number> {
  const token = await readToken(options.tokenFile);
  return withApp(session, async (app) => {
    const known = await app.reporting.target();
    const everyMinutes = wholeNumber('--every', options.every, {
      missing: known?.everyMinutes ?? REPORT_MINUTES,
      most: MINUTES_OF_A_DAY,
    });
    await app.reporting.set({ address: url, everyMinutes, token });
    await sendOne(app, session);
    return showLine(app, session);
  });
}

async function showLine(app: App, session: CliSession): Promise<number> {
  const target = await app.reporting.target();
  if (target === null)
    tell(session, { json: { type: 'reporting', address: null }, text: session.texts.phrases['report.none'] });
  else tell(session, { json: lineJson(target), text: lineText(target, session) });
  return EXIT.done;
}

/** Where this installation reports, and what came of it last. */
export async function showReportCommand(session: CliSession): Promise<number> {
  return withApp(session, (app) => showLine(app, session));
}

/** Reports nowhere any more; the token is forgotten. */
export async function stopReportCommand(session: CliSession): Promise<number> {
  return withApp(session, async (app) => {
    await app.reporting.stop();
    return showLine(app, session);
  });
}
