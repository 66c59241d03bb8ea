import type { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import { RUN_CALLS } from '../../api/runs.ts';
import type { FoundRun as FoundRunView, RunList, RunQuery, RunReport } from '../../api/runs.ts';
import type { App, FoundRun } from '../../app/app.ts';
import { SyncError } from '../../model/sync-error.ts';
import { numberedLabel, textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { wordedNote, wordedNotice } from '../worded-change.ts';

/** What is told of one run. */
const TOLD = 300;

function foundRun({ run, fault }: FoundRun, language: Language): FoundRunView {
  return { ...run, fault: fault === null ? null : faultOf(new SyncError(fault.code, fault.facts), language) };
}

async function runList(
  app: App,
  name: string,
  { quiet, ...query }: z.output<typeof RunQuery>,
  language: Language,
): Promise<RunList> {
  const { lines, next } = await app.runLines(name, { ...query, isFolded: quiet !== 'yes' });
  const runs = lines.flatMap((line) => (line.kind === 'run' ? [line.run] : []));
  const faults = await app.runFaults(name, runs);
  return {
    lines: lines.map((line) => {
      if (line.kind === 'quiet') return line;
      const { run } = line;
      return { kind: 'run', run: foundRun({ run, fault: faults.get(run.id) ?? null }, language) };
    }),
    next,
  };
}

async function runReport(app: App, name: string, id: number, language: Language): Promise<RunReport> {
  const found = await app.findRun(name, id);
  const all = { search: '', kind: '', page: 1, size: TOLD };
  const told = (await app.runPage(name, id, { ...all, part: 'told' })).rows.map(({ event }) => event);
  const failed = await app.runPage(name, id, { ...all, part: 'failed' });
  return {
    run: foundRun(found, language),
    notices: told.flatMap((event) => (event.type === 'notice' ? [wordedNotice(event, language)] : [])),
    notes: told.flatMap((event) => (event.type === 'attention' ? [wordedNote(event.note, language)] : [])),
    failed: failed.rows.flatMap(({ event }) => {
      if (event.type !== 'change' || event.outcome.kind === 'done') return [];
      const { code, facts } = event.outcome;
      const { subject, label } = event.change;
      return [
        {
          subject,
          label: numberedLabel(label, textsOf(language)),
          fault: faultOf(new SyncError(code, facts), language),
        },
      ];
    }),
    failedCount: failed.found,
  };
}

/** Runs as people look for them, and how one went. */
export function runReportRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(RUN_CALLS.runList), async (context) => {
    const { name } = context.req.valid('param');
    return context.json(await runList(app, name, context.req.valid('query'), languageOf(context)), 200);
  });
  hono.openapi(routeOf(RUN_CALLS.report), async (context) => {
    const { name, id } = context.req.valid('param');
    return context.json(await runReport(app, name, Number(id), languageOf(context)), 200);
  });
}
