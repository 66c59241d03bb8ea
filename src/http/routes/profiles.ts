import type { OpenAPIHono } from '@hono/zod-openapi';
import { PROFILE_CALLS } from '../../api/profiles.ts';
import type { ShownProfile, StoredProfile } from '../../api/profiles.ts';
import type { Profile } from '../../model/profile.ts';
import { forCopy } from '../../model/pair.ts';
import { defaultSettings } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Language } from '../../texts/text.ts';
import { draftOf, settingsFrom } from '../draft.ts';
import { faultOf, fieldsOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { serverState, wordedServer } from '../server-row.ts';

function shown(profile: Profile): StoredProfile {
  return { name: profile.name, version: profile.version, settings: profile.settings };
}

/** A server for its form. */
async function shownForm({ app }: HttpParts, name: string, language: Language): Promise<ShownProfile> {
  const { profile, secrets, faults } = await app.showProfile(name);
  return { ...shown(profile), secrets, faults: fieldsOf(faults, language) };
}

/** Servers of the manual (S33, S34): list, add, show, save, remove. */
export function profileRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(PROFILE_CALLS.list), async (context) => {
    const language = languageOf(context);
    const summaries = await app.listProfiles();
    const standings = await parts.live.standings();
    const states = await Promise.all(summaries.map((summary) => serverState(summary, standings, parts)));
    return context.json(
      states.map((state) => wordedServer(state, language)),
      200,
    );
  });
  hono.openapi(routeOf(PROFILE_CALLS.add), async (context) => {
    const { name, copyOf, settings } = context.req.valid('json');
    // What belongs to the pair of the other one is not copied (Q3).
    const base =
      copyOf === undefined ? defaultSettings() : forCopy((await app.showProfile(copyOf)).profile.settings);
    const added = await app.addProfile(name, settingsFrom(settings ?? {}, base));
    return context.json(shown(added), 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.show), async (context) => {
    return context.json(await shownForm(parts, context.req.valid('param').name, languageOf(context)), 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.save), async (context) => {
    const { version, name, ...typed } = context.req.valid('json');
    const language = languageOf(context);
    const { profile } = await app.showProfile(context.req.valid('param').name);
    const { settings, secrets } = draftOf(typed, profile.settings);
    const { voided, unchecked } = await app.saveProfile({ ...profile, version, name, settings }, secrets);
    await parts.live.forgetPlan(name);
    const told = { voided, unchecked: unchecked === null ? null : faultOf(unchecked, language) };
    return context.json({ ...(await shownForm(parts, name, language)), ...told }, 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.remove), async (context) => {
    const { name } = context.req.valid('param');
    if (context.req.valid('json').confirm !== name) throw new SyncError('profile.notFound', { name });
    await app.removeProfile(name);
    return context.json({ ok: true } as const, 200);
  });
}
