import type { OpenAPIHono } from '@hono/zod-openapi';
import { SyncError } from '../../model/sync-error.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { ATTENTION_CALLS } from '../../api/attention.ts';
import type { AttentionRow } from '../../api/attention.ts';

const MOST_ITEMS = 10_000;

type Waiting = Awaited<ReturnType<HttpParts['app']['attention']>>[number];

function wordedItem(
  { id, subject, since, lastSeenAt, isReleased, ...why }: Waiting,
  language: Language,
): AttentionRow {
  const { code, facts } = why;
  return { id, subject, since, lastSeenAt, isReleased, ...faultOf(new SyncError(code, facts), language) };
}

/** What waits for a person, and which of it stops everything (Q3, Q4, Q6). */
export function attentionRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(ATTENTION_CALLS.attention), async (context) => {
    const language = languageOf(context);
    const items = await app.attention(context.req.valid('param').name);
    return context.json(
      items.slice(0, MOST_ITEMS).map((item) => wordedItem(item, language)),
      200,
    );
  });
  hono.openapi(routeOf(ATTENTION_CALLS.questions), async (context) => {
    const language = languageOf(context);
    const items = await app.questions(context.req.valid('param').name);
    return context.json(
      items.map((item) => wordedItem(item, language)),
      200,
    );
  });
  hono.openapi(routeOf(ATTENTION_CALLS.release), async (context) => {
    const released = await app.release(context.req.valid('param').name, context.req.valid('json').item);
    return context.json({ released }, 200);
  });
}
