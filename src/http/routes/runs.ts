import type { OpenAPIHono } from '@hono/zod-openapi';
import { RUN_CALLS } from '../../api/runs.ts';
import type { WorkState } from '../../api/runs.ts';
import type { LiveWork } from '../../app/work/work.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { wordedEvent } from '../worded-change.ts';

const PAGE = 100;
const RUNS = 100;

function work(found: LiveWork | null, language: Language): WorkState {
  if (found === null)
    return { kind: null, isOver: true, error: null, progress: [], startedAt: null, by: null };
  const { error, ...rest } = found;
  return { ...rest, error: error === null ? null : faultOf(error, language) };
}

/** Run, watch, stop, look back. */
export function runRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, live } = parts;
  hono.openapi(routeOf(RUN_CALLS.start), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    const { tasks, first } = context.req.valid('json');
    const startedBy = context.get('session').account.name;
    await live.start(name, { tasks, startedBy, ...(first === undefined ? {} : { first }) });
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(RUN_CALLS.stop), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    return context.json({ ok: await live.stop(name) }, 200);
  });
  hono.openapi(routeOf(RUN_CALLS.work), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    return context.json(work(await live.work(name), languageOf(context)), 200);
  });
  hono.openapi(routeOf(RUN_CALLS.runs), async (context) =>
    context.json(await app.runs(context.req.valid('param').name, RUNS), 200),
  );
  hono.openapi(routeOf(RUN_CALLS.events), async (context) => {
    const { name, id } = context.req.valid('param');
    const { search, kind, page } = context.req.valid('query');
    const { found, rows } = await app.runPage(name, Number(id), { search, kind, page, size: PAGE });
    const events = rows.map((stored) => wordedEvent(stored, languageOf(context)));
    return context.json({ found, pageSize: PAGE, events }, 200);
  });
}
