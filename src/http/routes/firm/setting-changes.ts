import type { OpenAPIHono } from '@hono/zod-openapi';
import { CHANGE_CALLS } from '../../../api/firm/setting-changes.ts';
import type { ListedChange } from '../../../api/firm/setting-changes.ts';
import type { SettingChange } from '../../../model/setting-change.ts';
import type { Language } from '../../../texts/text.ts';
import { languageOf } from '../../error-answer.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { routeOf } from '../../route-of.ts';
import { wordedChangeNote } from '../../worded-note.ts';

const PAGE = 100;

function listedChange(change: SettingChange, language: Language): ListedChange {
  const { what: label, before, after } = wordedChangeNote(change, language);
  return { ...change, label, before, after };
}

/** Who changed what, and when. */
export function changeRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(CHANGE_CALLS.list), async (context) => {
    const { profile, at, id } = context.req.valid('query');
    const found = await app.changes.list({
      profile: profile === '' ? null : profile,
      before: at === '' ? null : { at, id },
      limit: PAGE + 1,
    });
    const language = languageOf(context);
    const changes = found.slice(0, PAGE).map((change) => listedChange(change, language));
    return context.json({ changes, hasMore: found.length > PAGE }, 200);
  });
}
