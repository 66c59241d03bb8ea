import type { OpenAPIHono } from '@hono/zod-openapi';
import { textsOf, wordMeaningText, wordText } from '../../texts/text.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { WORD_CALLS } from '../../api/words.ts';

/** The words of a server's shop. */
export function wordRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(WORD_CALLS.words), async (context) => {
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
  hono.openapi(routeOf(WORD_CALLS.decideWord), async (context) => {
    await app.decideWord(context.req.valid('param').name, context.req.valid('json'));
    return context.json({ ok: true } as const, 200);
  });
}
