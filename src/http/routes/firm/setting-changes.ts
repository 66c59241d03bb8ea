import type { OpenAPIHono } from '@hono/zod-openapi';
import { CHANGE_CALLS } from '../../../api/firm/setting-changes.ts';
import type { ListedChange } from '../../../api/firm/setting-changes.ts';
import { isSettingKey, SECRETS } from '../../../model/settings.ts';
import type { SettingChange } from '../../../model/setting-change.ts';
import { textsOf } from '../../../texts/text.ts';
import type { Texts } from '../../../texts/texts.ts';
import { languageOf } from '../../error-answer.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { routeOf } from '../../route-of.ts';

const PAGE = 100;

function labelOf({ kind, field }: SettingChange, texts: Texts): string {
  if (kind === 'setting' && isSettingKey(field)) return texts.settings[field].label;
  const secret = kind === 'secret' ? SECRETS.find((name) => name === field) : undefined;
  return secret === undefined ? field : texts.secrets[secret].label;
}

function listedChange(change: SettingChange, texts: Texts): ListedChange {
  return { ...change, label: labelOf(change, texts) };
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
    const texts = textsOf(languageOf(context));
    const changes = found.slice(0, PAGE).map((change) => listedChange(change, texts));
    return context.json({ changes, hasMore: found.length > PAGE }, 200);
  });
}
