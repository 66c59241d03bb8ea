import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { AnyObject, call, ProfileParams, z } from '../route.ts';

const unheard = (): undefined => undefined;

export const NUMBERING_CALLS = {
  importFromHere: call({
    method: 'post',
    path: '/api/profiles/{name}/import-from-here',
    summary: 'where order numbers begin again: import the shop’s orders from here on as a new series',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ confirmed: z.boolean() }),
    answer: AnyObject,
  }),
} as const;

/** The way out of order numbers that begin again (Q6): first what it would mean, then it is done. */
export function numberingRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(NUMBERING_CALLS.importFromHere, async (context) => {
    const { name } = context.req.valid('param');
    const { confirmed: isConfirmed } = context.req.valid('json');
    const { signal } = context.req.raw;
    const told = await app.upkeep.importFromHere(name, { isConfirmed, signal, onEvent: unheard });
    return context.json({ ...told }, 200);
  });
}
