import type { OpenAPIHono } from '@hono/zod-openapi';
import { textsOf, wordMeaningText, wordText } from '../../texts/text.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { AnyObject, call, Done, ProfileParams, z } from '../route.ts';

export const WORD_CALLS = {
  words: call({
    method: 'get',
    path: '/api/profiles/{name}/words',
    summary: "the shop's own words with their meanings, and what each may mean",
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  decideWord: call({
    method: 'put',
    path: '/api/profiles/{name}/words',
    summary: 'what a word means from the next run on; an empty meaning takes it back',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ kind: z.string().max(40), word: z.string().max(200), meaning: z.string().max(40) }),
    answer: Done,
  }),
} as const;

/** The words of a server's shop. */
export function wordRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(WORD_CALLS.words, async (context) => {
    const texts = textsOf(languageOf(context));
    const words = await app.words(context.req.valid('param').name);
    const shown = words.map((word) => ({
      ...word,
      shown: wordText(texts, word),
      kindLabel: texts.wordKinds[word.kind],
      choices: word.choices.map((meaning) => ({ value: meaning, label: wordMeaningText(texts, meaning) })),
    }));
    return context.json(shown, 200);
  });
  hono.openapi(WORD_CALLS.decideWord, async (context) => {
    await app.decideWord(context.req.valid('param').name, context.req.valid('json'));
    return context.json({ ok: true } as const, 200);
  });
}
