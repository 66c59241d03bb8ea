import type { OpenAPIHono } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { languageOf } from '../error-answer.ts';
import { answerSheet } from '../answer-file.ts';
import { ordersSheet } from '../order-sheets.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';
import { REMOVED_CALLS } from '../../api/removed-profiles.ts';

const RUNS = 100;

/** Servers that were removed: what stays of them, and the way back. */
export function removedRoutes(hono: OpenAPIHono<HttpEnv>, { app, onFault }: HttpParts): void {
  const { removed } = app;
  hono.openapi(routeOf(REMOVED_CALLS.list), async (context) => {
    const listed = (await removed.list()).map(({ id, name, removedAt, movedAt, orders, settings }) => ({
      id,
      name,
      removedAt,
      movedAt,
      orders,
      shop: settings.shopAddress,
    }));
    return context.json(listed, 200);
  });
  hono.openapi(routeOf(REMOVED_CALLS.restore), async (context) => {
    const { id } = context.req.valid('param');
    const { name } = await removed.restore(Number(id), { name: context.req.valid('json').name ?? null });
    return context.json({ name }, 200);
  });
  hono.openapi(fileRouteOf(REMOVED_CALLS.ordersCsv), async (context) => {
    const key = Number(context.req.valid('param').id);
    // Asked first: once the answer has begun, nothing can be refused any more.
    const ways = await removed.refundWays(key);
    const sheet = ordersSheet(removed.listedOrders(key), ways, languageOf(context));
    return answerSheet(context, sheet, { format: 'csv', name: 'orders', onFault });
  });
  hono.openapi(fileRouteOf(REMOVED_CALLS.archive), async (context) => {
    const key = Number(context.req.valid('param').id);
    // Asked first: once the answer has begun, nothing can be refused any more.
    await removed.lastRun(key, {});
    context.header('Content-Type', 'application/jsonl; charset=utf-8');
    context.header('Content-Disposition', 'attachment; filename="archive.jsonl"');
    return stream(
      context,
      async (answer) => {
        for await (const records of removed.archive(key))
          for (const { entry, versions } of records)
            for (const version of versions)
              await answer.write(`${JSON.stringify({ ...entry, ...version })}\n`);
      },
      async (error) => onFault(error),
    );
  });
  hono.openapi(routeOf(REMOVED_CALLS.runs), async (context) => {
    const runs = await removed.runs(Number(context.req.valid('param').id), RUNS);
    return context.json(runs, 200);
  });
}
