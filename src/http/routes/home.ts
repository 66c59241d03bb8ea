import type { OpenAPIHono } from '@hono/zod-openapi';
import { HOME_CALLS } from '../../api/home.ts';
import type { Home } from '../../api/home.ts';
import type { AtWork, HomeLook } from '../../app/app.ts';
import { UNKNOWN_HEALTH } from '../../app/side-health.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';

/** What goes on at a server. */
async function atWork({ live }: Pick<HttpParts, 'live'>, name: string): Promise<AtWork> {
  const kept = await live.plan(name);
  const plan =
    kept === null || kept.of.kind !== 'run'
      ? null
      : {
          madeAt: kept.madeAt,
          changes: kept.plan.tasks.reduce((sum, { changes }) => sum + changes.length, 0),
        };
  const { isBusy = false, health = UNKNOWN_HEALTH } = (await live.standings()).get(name) ?? {};
  return { isBusy, health, plan };
}

function worded({ reason, summary, ...rest }: HomeLook, language: Language): Home {
  const { lastRun, attention, stages } = summary;
  return { ...rest, reason: reason === null ? null : faultOf(reason, language), lastRun, attention, stages };
}

/** A server at first sight. */
export function homeRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  hono.openapi(routeOf(HOME_CALLS.home), async (context) => {
    const { name } = context.req.valid('param');
    const look = await parts.app.home(name, await atWork(parts, name));
    return context.json(worded(look, languageOf(context)), 200);
  });
}
