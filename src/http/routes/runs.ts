import type { OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { SSEStreamingApi } from 'hono/streaming';
import { RUN_CALLS } from '../../api/runs.ts';
import type { WorkState } from '../../api/runs.ts';
import type { LiveWork } from '../../app/live-runs.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';
import { wordedEvent, wordedRunEvent } from '../worded-change.ts';

const PAGE = 100;
const RUNS = 100;
const SESSION_LOOK_MS = 1000;

function work(found: LiveWork | null, language: Language): WorkState {
  if (found === null) return { kind: null, isOver: true, error: null, progress: [], startedAt: null };
  const { kind, startedAt, isOver, error, progress } = found;
  return { kind, startedAt, isOver, error: error === null ? null : faultOf(error, language), progress };
}

/** Resolves when the stream is over, or its session is. */
async function whenEnded(stream: SSEStreamingApi, isOpen: () => Promise<boolean>): Promise<void> {
  do await stream.sleep(SESSION_LOOK_MS);
  while (!stream.aborted && !stream.closed && (await isOpen()));
}

function liveRoute(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(fileRouteOf(RUN_CALLS.live), (context) => {
    const { name } = context.req.valid('param');
    const token = context.get('token');
    const language = languageOf(context);
    const after = Number(context.req.header('Last-Event-ID') ?? context.req.query('after') ?? 0) || 0;
    return streamSSE(context, async (stream) => {
      await new Promise<void>((resolve) => {
        const stop = live.listen(name, after, (event) => {
          if (event === null) {
            void stream.writeSSE({ event: 'over', data: '{}' }).then(() => resolve());
            return;
          }
          const words = { ...event, event: wordedRunEvent(event.event, language) };
          void stream.writeSSE({ id: String(event.id), data: JSON.stringify(words) });
        });
        const end = (): void => {
          stop();
          resolve();
        };
        stream.onAbort(end);
        // A stream outlives the request that the guard let in: it ends when its session does.
        void whenEnded(stream, () => app.access.isOpen(token)).then(end, end);
      });
    });
  });
}

/** Run, watch, stop, look back. */
export function runRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, live } = parts;
  liveRoute(hono, parts);
  hono.openapi(routeOf(RUN_CALLS.start), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    const { tasks, first } = context.req.valid('json');
    live.start(name, { tasks, ...(first === undefined ? {} : { first }) });
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(RUN_CALLS.stop), (context) =>
    context.json({ ok: live.stop(context.req.valid('param').name) }, 200),
  );
  hono.openapi(routeOf(RUN_CALLS.work), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    return context.json(work(live.work(name), languageOf(context)), 200);
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
