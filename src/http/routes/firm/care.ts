import type { OpenAPIHono } from '@hono/zod-openapi';
import { CARE_CALLS } from '../../../api/firm/care.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { answerFile } from '../../answer-file.ts';
import { fileRouteOf, routeOf } from '../../route-of.ts';

/** What an owner does for the program itself. */
export function careRoutes(hono: OpenAPIHono<HttpEnv>, { app, diagnose, clock, onFault }: HttpParts): void {
  hono.openapi(routeOf(CARE_CALLS.retention), async (context) =>
    context.json(await app.retention.status(), 200),
  );
  hono.openapi(routeOf(CARE_CALLS.setRetention), async (context) => {
    await app.retention.setDays(context.req.valid('json').days);
    return context.json(await app.retention.status(), 200);
  });
  hono.openapi(fileRouteOf(CARE_CALLS.diagnosis), async (context) => {
    const text = await diagnose(context.req.raw.signal);
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const pieces = (async function* whole() {
      yield text;
    })();
    const file = { name: `skladbridge-diagnosis-${day}.json`, type: 'application/octet-stream', pieces };
    return answerFile(context, file, onFault);
  });
}
