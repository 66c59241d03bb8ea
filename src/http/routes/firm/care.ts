import type { OpenAPIHono } from '@hono/zod-openapi';
import { CARE_CALLS } from '../../../api/firm/care.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { routeOf } from '../../route-of.ts';

/** What an owner does for the program itself. */
export function careRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(CARE_CALLS.retention), async (context) =>
    context.json(await app.retention.status(), 200),
  );
  hono.openapi(routeOf(CARE_CALLS.setRetention), async (context) => {
    await app.retention.setDays(context.req.valid('json').days);
    return context.json(await app.retention.status(), 200);
  });
}
