import type { OpenAPIHono } from '@hono/zod-openapi';
import { HOME_CALLS } from '../../api/home.ts';
import type { Summary } from '../../api/home.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';

const LATEST = 30;

async function summary(parts: HttpParts, name: string): Promise<Summary> {
  const found = await parts.app.summary(name);
  const runs = await parts.app.runs(name, LATEST);
  const seconds = (from: string, to: string | null): number | null =>
    to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000;
  return {
    attention: found.attention,
    stages: found.stages,
    cursor: found.cursor,
    isBusy: parts.live.isBusy(name),
    runs: runs.map((run) => ({ ...run, seconds: seconds(run.startedAt, run.endedAt) })),
  };
}

/** A server at first sight. */
export function homeRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  hono.openapi(routeOf(HOME_CALLS.summary), async (context) =>
    context.json(await summary(parts, context.req.valid('param').name), 200),
  );
}
