import type { OpenAPIHono } from '@hono/zod-openapi';
import { PLAN_CALLS } from '../../api/plan.ts';
import type { PlanPage, PlanTask } from '../../api/plan.ts';
import type { KeptPlan, PlanOf } from '../../app/live-runs.ts';
import { firstOfPlan } from '../../model/plan.ts';
import type { Change, ChangeKind, TaskPlan } from '../../model/plan.ts';
import type { TaskName } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { wordedChange, wordedNote, wordedNotice } from '../worded-change.ts';

const PAGE = 100;

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

function isWanted(change: Change, query: { readonly search: string; readonly kind: string }): boolean {
  if (query.kind !== '' && change.kind !== query.kind) return false;
  const needle = query.search.toLowerCase();
  return needle === '' || `${change.label} ${change.subject}`.toLowerCase().includes(needle);
}

function planTask(made: TaskPlan, language: Language): PlanTask {
  const { task, changes, unchanged, attention, skipped, notices } = made;
  return {
    task,
    changes: changes.length,
    unchanged,
    attention: attention.map((note) => wordedNote(note, language)),
    skipped,
    notices: notices.map((notice) => wordedNotice(notice, language)),
  };
}

function planPage(
  { madeAt, of, plan }: KeptPlan,
  language: Language,
  query: { readonly page: number; readonly search: string; readonly kind: string },
): PlanPage {
  const changes = plan.tasks.flatMap((task) => task.changes);
  const kinds = new Map<ChangeKind, number>();
  for (const { kind } of changes) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const found = changes.filter((change) => isWanted(change, query));
  const start = (query.page - 1) * PAGE;
  return {
    madeAt,
    of,
    total: changes.length,
    found: found.length,
    pageSize: PAGE,
    kinds: [...kinds].map(([kind, count]) => ({ kind, label: textsOf(language).changes[kind], count })),
    changes: found.slice(start, start + PAGE).map((change) => wordedChange(change, language)),
    first: firstOfPlan(plan),
    tasks: plan.tasks.map((task) => planTask(task, language)),
  };
}

/** What would be changed, page by page, and that exactly this is made. */
export function planRoutes(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(routeOf(PLAN_CALLS.startPlan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    live.startPlan(name, planOf(context.req.valid('json')));
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(PLAN_CALLS.plan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    const kept = live.plan(name);
    if (kept === null) return context.json({ madeAt: null }, 200);
    return context.json(planPage(kept, languageOf(context), context.req.valid('query')), 200);
  });
  hono.openapi(routeOf(PLAN_CALLS.apply), async (context) => {
    const { name } = context.req.valid('param');
    // Only what was looked at is made: a plan that somebody computed since is another one.
    const { madeAt, first } = context.req.valid('json');
    live.apply(name, madeAt, first);
    return context.json({ ok: true } as const, 200);
  });
}
