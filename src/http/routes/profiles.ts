import type { OpenAPIHono } from '@hono/zod-openapi';
import { PROFILE_CALLS } from '../../api/profiles.ts';
import type { ServerRow, StoredProfile } from '../../api/profiles.ts';
import type { ProfileSummary } from '../../app/app.ts';
import { nextStarts } from '../../app/scheduler.ts';
import type { Profile } from '../../model/profile.ts';
import { forCopy } from '../../model/pair.ts';
import { defaultSettings, PROFILE_TYPE } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { readSettings } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import { faultOf, FormFaults, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';

/** When the schedule starts next, counted as it counts: from its own last start; a missed one is due now. */
async function nextStartOf({ profile }: ProfileSummary, { app, clock }: HttpParts): Promise<string | null> {
  const now = clock.now();
  const last = await app.lastRun(profile.name, { trigger: 'schedule' });
  const from = last === null ? now : Math.min(Date.parse(last.startedAt), now);
  const [next] = nextStarts(profile.settings.schedule, from, 1);
  return next === undefined ? null : new Date(Math.max(next, now)).toISOString();
}

async function listed(summary: ProfileSummary, parts: HttpParts): Promise<ServerRow> {
  const { live } = parts;
  const { profile, lastRun, attention, cursor, stages } = summary;
  return {
    name: profile.name,
    version: profile.version,
    type: PROFILE_TYPE,
    isBusy: live.isBusy(profile.name),
    isConfirmed: profile.confirmedAt !== null,
    shop: profile.settings.shopAddress,
    schedule: profile.settings.schedule,
    nextStart: await nextStartOf(summary, parts),
    lastRun,
    attention,
    cursor,
    stages,
  };
}

function shown(profile: Profile): StoredProfile {
  return { name: profile.name, version: profile.version, settings: profile.settings };
}

function settingsFrom(posted: Readonly<Record<string, unknown>>, base: Settings): Settings {
  const reading = readSettings(posted, base);
  if (reading.settings === undefined) throw new FormFaults(reading.faults);
  return reading.settings;
}

/** Servers of the manual (S33, S34): list, add, show, save, remove. */
export function profileRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(PROFILE_CALLS.list), async (context) =>
    context.json(await Promise.all((await app.listProfiles()).map((summary) => listed(summary, parts))), 200),
  );
  hono.openapi(routeOf(PROFILE_CALLS.add), async (context) => {
    const { name, copyOf, settings } = context.req.valid('json');
    // What belongs to the pair of the other one is not copied (Q3).
    const base =
      copyOf === undefined ? defaultSettings() : forCopy((await app.showProfile(copyOf)).profile.settings);
    const added = await app.addProfile(name, settingsFrom(settings ?? {}, base));
    return context.json(shown(added), 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.show), async (context) => {
    const { profile, secrets, faults } = await app.showProfile(context.req.valid('param').name);
    const language = languageOf(context);
    const fields = Object.fromEntries(faults.map(({ key, error }) => [key, faultOf(error, language)]));
    return context.json({ ...shown(profile), secrets, faults: fields }, 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.save), async (context) => {
    const { version, name, settings } = context.req.valid('json');
    const { profile } = await app.showProfile(context.req.valid('param').name);
    const changed = settingsFrom(settings, profile.settings);
    const saved = await app.saveProfile({ ...profile, version, name, settings: changed });
    parts.live.forgetPlan(profile.name);
    return context.json(shown(saved), 200);
  });
  hono.openapi(routeOf(PROFILE_CALLS.remove), async (context) => {
    const { name } = context.req.valid('param');
    if (context.req.valid('json').confirm !== name) throw new SyncError('profile.notFound', { name });
    await app.removeProfile(name);
    parts.live.forgetPlan(name);
    return context.json({ ok: true } as const, 200);
  });
}
