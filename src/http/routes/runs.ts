import type { OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { SSEStreamingApi } from 'hono/streaming';
import type { LiveWork, PlanOf } from '../../app/live-runs.ts';
import { firstOfPlan } from '../../model/plan.ts';
import type { Change, ChangeKind, Plan } from '../../model/plan.ts';
import type { TaskName } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { errorBody, languageOf } from '../error-answer.ts';
import { textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { RUN_CALLS } from '../../api/runs.ts';
import { wordedChange, wordedEvent } from '../worded-change.ts';

const PAGE = 100;
const RUNS = 100;
const SESSION_LOOK_MS = 1000;

function planOf(asked: {
  readonly tasks: readonly TaskName[] | null;
  readonly of: 'run' | 'reconcile' | 'undo';
  readonly run?: number | undefined;
}): PlanOf {
  if (asked.of === 'run') return { kind: 'run', tasks: asked.tasks };
  if (asked.of === 'reconcile') return { kind: 'reconcile' };
  if (asked.run === undefined) throw new SyncError('run.notFound', { id: '' });
  return { kind: 'undo', runId: asked.run };
}

function work(found: LiveWork | null, language: Language): Record<string, unknown> {
  if (found === null) return { kind: null, isOver: true, error: null, progress: [], startedAt: null };
  return { ...found, error: found.error === null ? null : errorBody(found.error, language) };
}

function isWanted(change: Change, query: { readonly search: string; readonly kind: string }): boolean {
  if (query.kind !== '' && change.kind !== query.kind) return false;
  const needle = query.search.toLowerCase();
  return needle === '' || `${change.label} ${change.subject}`.toLowerCase().includes(needle);
}

function planPage(
  plan: Plan,
  language: Language,
  query: { readonly page: number; readonly search: string; readonly kind: string },
): Record<string, unknown> {
  const changes = plan.tasks.flatMap((task) => task.changes);
  const kinds: Record<string, number> = {};
  for (const change of changes) kinds[change.kind] = (kinds[change.kind] ?? 0) + 1;
  const found = changes.filter((change) => isWanted(change, query));
  const start = (query.page - 1) * PAGE;
  return {
    total: changes.length,
    found: found.length,
    pageSize: PAGE,
    kinds: Object.entries(kinds).map(([kind, count]) => ({
      kind,
      label: textsOf(language).changes[kind as ChangeKind],
      count,
    })),
    changes: found.slice(start, start + PAGE).map((change) => wordedChange(change, language)),
    first: firstOfPlan(plan),
    tasks: plan.tasks.map(({ changes: made, ...task }) => ({ ...task, changes: made.length })),
  };
}

/** Resolves when the stream is over, or its session is. */
async function whenEnded(stream: SSEStreamingApi, isOpen: () => Promise<boolean>): Promise<void> {
  do await stream.sleep(SESSION_LOOK_MS);
  while (!stream.aborted && !stream.closed && (await isOpen()));
}

function planRoutes(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(routeOf(RUN_CALLS.startPlan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    live.startPlan(name, planOf(context.req.valid('json')));
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(RUN_CALLS.plan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    const kept = live.plan(name);
    if (kept === null) return context.json({ madeAt: null }, 200);
    return context.json(
      {
        madeAt: kept.madeAt,
        of: kept.of,
        ...planPage(kept.plan, languageOf(context), context.req.valid('query')),
      },
      200,
    );
  });
  hono.openapi(routeOf(RUN_CALLS.apply), async (context) => {
    const { name } = context.req.valid('param');
    // Only what was looked at is made: a plan that somebody computed since is another one.
    const { madeAt, first } = context.req.valid('json');
    live.apply(name, madeAt, first);
    return context.json({ ok: true } as const, 200);
  });
}

function liveRoute(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(routeOf(RUN_CALLS.live), (context) => {
    // A stream is no JSON: the description says what it carries.
    const { name } = context.req.valid('param');
    const token = context.get('token');
    const after = Number(context.req.header('Last-Event-ID') ?? context.req.query('after') ?? 0) || 0;
    const answer = streamSSE(context, async (stream) => {
      await new Promise<void>((resolve) => {
        const stop = live.listen(name, after, (event) => {
          if (event === null) {
            void stream.writeSSE({ event: 'over', data: '{}' }).then(() => resolve());
            return;
          }
          void stream.writeSSE({ id: String(event.id), data: JSON.stringify(event) });
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
    return answer as never;
  });
}

/** Plan, run, watch, stop, look back. */
export function runRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, live } = parts;
  planRoutes(hono, parts);
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
    context.json(
      [...(await app.runs(context.req.valid('param').name, RUNS))].map((run) => ({ ...run })),
      200,
    ),
  );
  hono.openapi(routeOf(RUN_CALLS.events), async (context) => {
    const { name, id } = context.req.valid('param');
    const { search, kind, page } = context.req.valid('query');
    const { found, rows } = await app.runPage(name, Number(id), { search, kind, page, size: PAGE });
    const events = rows.map((stored) => wordedEvent(stored, languageOf(context)));
    return context.json({ found, pageSize: PAGE, events }, 200);
  });
}
