import type { OpenAPIHono } from '@hono/zod-openapi';
import { PLAN_CALLS } from '../../api/plan.ts';
import type { PlannedChange } from '../../api/plan.ts';
import type { PlanOf } from '../../app/work/work.ts';
import type { Change } from '../../model/plan.ts';
import type { TaskName } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { heldKeys, planPage } from '../plan-page.ts';
import { routeOf } from '../route-of.ts';
import { documentView, wordedChange } from '../worded-change.ts';

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

/** What the warehouse calls the goods of a document. A warehouse that cannot be asked hides no document. */
async function goodNames(
  { app }: HttpParts,
  name: string,
  { document }: Change,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set((document?.lines ?? []).map(({ goodId }) => goodId))].filter((id) => id > 0);
  if (ids.length === 0) return new Map();
  const { profile } = await app.showProfile(name);
  const draft = { settings: profile.settings, secrets: {} };
  const asked = app.setup.search(name, { draft, query: { kind: 'good', ids }, signal });
  const found = await asked.catch(() => []);
  return new Map(found.map((good) => [good.id, good.name]));
}

/** What would be changed, page by page, and that exactly this is made. */
export function planRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, live } = parts;
  hono.openapi(routeOf(PLAN_CALLS.startPlan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    await live.startPlan(name, planOf(context.req.valid('json')), context.get('session').account.name);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(PLAN_CALLS.plan), async (context) => {
    const { name } = context.req.valid('param');
    await app.runs(name, 1);
    const kept = await live.plan(name);
    if (kept === null) return context.json({ madeAt: null }, 200);
    return context.json(planPage(kept, languageOf(context), context.req.valid('query')), 200);
  });
  hono.openapi(routeOf(PLAN_CALLS.change), async (context) => {
    const { name, key } = context.req.valid('param');
    await app.runs(name, 1);
    const plan = (await live.plan(name))?.plan;
    const change = plan?.tasks.flatMap(({ changes }) => changes).find((each) => each.key === key);
    if (plan === undefined || change === undefined) throw new SyncError('plan.gone');
    const names = await goodNames(parts, name, change, context.req.raw.signal);
    const worded: PlannedChange = {
      ...wordedChange(change, languageOf(context)),
      ...(change.document === undefined
        ? {}
        : { document: documentView(change.document, change.currency, names) }),
      isHeld: heldKeys(plan).has(key),
    };
    return context.json(worded, 200);
  });
  hono.openapi(routeOf(PLAN_CALLS.apply), async (context) => {
    const { name } = context.req.valid('param');
    // Only what was looked at is made: a plan that somebody computed since is another one.
    const { madeAt, first, choice } = context.req.valid('json');
    await live.apply(name, madeAt, {
      startedBy: context.get('session').account.name,
      ...(first === undefined ? {} : { first }),
      ...(choice === undefined ? {} : { choice }),
    });
    return context.json({ ok: true } as const, 200);
  });
}
