import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { languageOf } from '../error-answer.ts';
import { wordedNote } from '../worded-change.ts';
import { routeOf } from '../route-of.ts';
import { NUMBERING_CALLS } from '../../api/numbering.ts';

const unheard = (): undefined => undefined;

/** The way out of order numbers that begin again (Q6): first what it would mean, then it is done. */
export function numberingRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(NUMBERING_CALLS.importFromHere), async (context) => {
    const { name } = context.req.valid('param');
    const { confirmed: isConfirmed } = context.req.valid('json');
    const { signal } = context.req.raw;
    const told = await app.upkeep.importFromHere(name, { isConfirmed, signal, onEvent: unheard });
    const language = languageOf(context);
    const numberless = told.numberless.map((note) => wordedNote(note, language));
    return context.json({ ...told, numberless }, 200);
  });
}
