import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PairQuestion } from '../../model/pair.ts';
import { pairError } from '../../model/pair-error.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { PAIR_CALLS } from '../../api/pair.ts';
import type { QuestionView } from '../../api/pair.ts';

function worded(question: PairQuestion | null, name: string, language: Language): QuestionView | null {
  return question === null ? null : { ...question, ...faultOf(pairError(question, name), language) };
}

/** Whether a server still works with the shop and the warehouse that its memory is of (Q3). */
export function pairRoutes(hono: OpenAPIHono<HttpEnv>, { app, live }: HttpParts): void {
  hono.openapi(routeOf(PAIR_CALLS.look), async (context) => {
    const { name } = context.req.valid('param');
    const question = await app.pairs.look(name, context.req.raw.signal);
    return context.json({ question: worded(question, name, languageOf(context)) }, 200);
  });
  hono.openapi(routeOf(PAIR_CALLS.answer), async (context) => {
    const { name } = context.req.valid('param');
    const { answer } = context.req.valid('json');
    const { isFormer, question } = await app.pairs.answer(name, answer, context.req.raw.signal);
    // Made before the answer: of another pair, or under another identity.
    await live.forgetPlan(name);
    return context.json({ isFormer, question: worded(question, name, languageOf(context)) }, 200);
  });
}
