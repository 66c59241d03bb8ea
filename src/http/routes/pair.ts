import type { OpenAPIHono } from '@hono/zod-openapi';
import { PAIR_ANSWERS } from '../../model/pair.ts';
import type { PairQuestion } from '../../model/pair.ts';
import { pairError } from '../../model/pair-error.ts';
import type { Language } from '../../texts/text.ts';
import { errorBody, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { AnyObject, call, ProfileParams, z } from '../route.ts';

const Question = AnyObject.nullable();

export const PAIR_CALLS = {
  look: call({
    method: 'get',
    path: '/api/profiles/{name}/pair',
    summary:
      'what has to be said of a changed shop or warehouse, or of a copied memory, before anything is written; null = nothing',
    needs: 'operator',
    params: ProfileParams,
    answer: z.object({ question: Question }),
  }),
  answer: call({
    method: 'post',
    path: '/api/profiles/{name}/pair',
    summary:
      'say that a changed shop or warehouse is the same one (moved) or another one, a copied memory the original or the copy',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ answer: z.enum(PAIR_ANSWERS) }),
    answer: z.object({ isFormer: z.boolean(), question: Question }),
  }),
} as const;

function worded(
  question: PairQuestion | null,
  name: string,
  language: Language,
): Record<string, unknown> | null {
  return question === null ? null : { ...question, ...errorBody(pairError(question, name), language) };
}

/** Whether a server still works with the shop and the warehouse that its memory is of (Q3). */
export function pairRoutes(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(PAIR_CALLS.look, async (context) => {
    const { name } = context.req.valid('param');
    const question = await app.pairs.look(name, context.req.raw.signal);
    return context.json({ question: worded(question, name, languageOf(context)) }, 200);
  });
  hono.openapi(PAIR_CALLS.answer, async (context) => {
    const { name } = context.req.valid('param');
    const { answer } = context.req.valid('json');
    const { isFormer, question } = await app.pairs.answer(name, answer, context.req.raw.signal);
    // Made before the answer: of another pair, or under another identity.
    live.forgetPlan(name);
    return context.json({ isFormer, question: worded(question, name, languageOf(context)) }, 200);
  });
}
