import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ProfileSummary } from '../../app/app.ts';
import { nextStarts } from '../../app/scheduler.ts';
import type { Profile } from '../../model/profile.ts';
import { forCopy } from '../../model/pair.ts';
import { defaultSettings, PROFILE_TYPE, SECRETS } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { readSettings } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import { agedOrdersText, fill, pricesText, textsOf } from '../../texts/text.ts';
import { describeSettings } from '../describe-settings.ts';
import { errorBody, FormFaults, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { AnyObject, call, Done, ProfileParams, z } from '../route.ts';

const NEXT_STARTS = 5;
const Name = z.string().max(200);
const Secret = ProfileParams.extend({ secret: z.enum(SECRETS) });

export const PROFILE_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles',
    summary: 'all servers with their state',
    needs: 'operator',
    answer: z.array(AnyObject),
  }),
  settings: call({
    method: 'get',
    path: '/api/settings',
    summary: 'what settings there are, for a form',
    needs: 'owner',
    answer: AnyObject,
  }),
  add: call({
    method: 'post',
    path: '/api/profiles',
    summary:
      'add a server, empty or as a copy of another, without its secrets, identity, first order, feed and УНП range',
    needs: 'owner',
    body: z.object({ name: Name, copyOf: Name.optional(), settings: AnyObject.optional() }),
    answer: AnyObject,
  }),
  show: call({
    method: 'get',
    path: '/api/profiles/{name}',
    summary: 'a server with its settings; of its secrets only which are set',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  save: call({
    method: 'put',
    path: '/api/profiles/{name}',
    summary: 'save a server, if nobody else has since the given version',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ version: z.int(), name: Name, settings: AnyObject }),
    answer: AnyObject,
  }),
  remove: call({
    method: 'delete',
    path: '/api/profiles/{name}',
    summary: 'remove a server; its name is typed again',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ confirm: Name }),
    answer: Done,
  }),
  choices: call({
    method: 'get',
    path: '/api/profiles/{name}/choices',
    summary: 'groups, objects, users … of the warehouse to choose from',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  test: call({
    method: 'post',
    path: '/api/profiles/{name}/test',
    summary: 'test the connection to both sides; writes nothing',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  evidence: call({
    method: 'get',
    path: '/api/profiles/{name}/evidence.json',
    summary: 'evidence of what is assumed, from both sides; reads only, personal data blanked',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  setSecret: call({
    method: 'put',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'set a secret; it is never read out again',
    needs: 'owner',
    params: Secret,
    body: z.object({ value: z.string().min(1).max(10_000) }),
    answer: Done,
  }),
  removeSecret: call({
    method: 'delete',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'forget a secret',
    needs: 'owner',
    params: Secret,
    answer: Done,
  }),
  schedule: call({
    method: 'post',
    path: '/api/schedule',
    summary: 'the next five starts of a schedule, as it is typed',
    needs: 'owner',
    body: z.object({ schedule: z.string().max(100) }),
    answer: z.object({ starts: z.array(z.string()) }),
  }),
} as const;

/** When the schedule starts next, counted as it counts: from its own last start; a missed one is due now. */
async function nextStartOf({ profile }: ProfileSummary, { app, clock }: HttpParts): Promise<string | null> {
  const now = clock.now();
  const last = await app.lastRun(profile.name, { trigger: 'schedule' });
  const from = last === null ? now : Math.min(Date.parse(last.startedAt), now);
  const [next] = nextStarts(profile.settings.schedule, from, 1);
  return next === undefined ? null : new Date(Math.max(next, now)).toISOString();
}

async function listed(summary: ProfileSummary, parts: HttpParts): Promise<Record<string, unknown>> {
  const { live } = parts;
  const { profile, lastRun, attention, cursor, stages } = summary;
  return {
    name: profile.name,
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

function shown(profile: Profile): Record<string, unknown> {
  return { name: profile.name, version: profile.version, settings: profile.settings };
}

function settingsFrom(posted: Readonly<Record<string, unknown>>, base: Settings): Settings {
  const reading = readSettings(posted, base);
  if (reading.settings === undefined) throw new FormFaults(reading.faults);
  return reading.settings;
}

function sideRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(PROFILE_CALLS.choices, async (context) =>
    context.json({ ...(await app.choices(context.req.valid('param').name, context.req.raw.signal)) }, 200),
  );
  hono.openapi(PROFILE_CALLS.test, async (context) => {
    const test = await app.testProfile(context.req.valid('param').name, context.req.raw.signal);
    const language = languageOf(context);
    const points = test.points.map(({ point, isOk, error }) => ({
      point,
      label: textsOf(language).points[point] ?? point,
      isOk,
      error: error === null ? null : errorBody(error, language),
    }));
    const { warehouse, shop, limits } = test;
    const texts = textsOf(language);
    const prices = pricesText(texts, test.prices);
    const notes = [
      ...test.oddities.map(({ kind, table, name }) => fill(texts.oddities[kind], { table, name })),
      ...limits.map((limit) => texts.limits[limit] ?? limit),
    ];
    const agedOrders = agedOrdersText(texts, test.agedOrders);
    return context.json({ points, warehouse, shop, limits, prices, agedOrders, notes }, 200);
  });
  hono.openapi(PROFILE_CALLS.evidence, async (context) => {
    const evidence = await app.collect(context.req.valid('param').name, context.req.raw.signal);
    context.header('Content-Disposition', 'attachment; filename="evidence.json"');
    return context.json({ ...evidence }, 200);
  });
  hono.openapi(PROFILE_CALLS.setSecret, async (context) => {
    const { name, secret } = context.req.valid('param');
    await app.setSecret(name, secret, context.req.valid('json').value);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(PROFILE_CALLS.removeSecret, async (context) => {
    const { name, secret } = context.req.valid('param');
    await app.setSecret(name, secret, null);
    return context.json({ ok: true } as const, 200);
  });
}

/** Servers of the manual (S33, S34): list, form, secrets, connection test. */
export function profileRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, clock } = parts;
  sideRoutes(hono, parts);
  hono.openapi(PROFILE_CALLS.list, async (context) =>
    context.json(await Promise.all((await app.listProfiles()).map((summary) => listed(summary, parts))), 200),
  );
  hono.openapi(PROFILE_CALLS.settings, (context) => context.json(describeSettings(languageOf(context)), 200));
  hono.openapi(PROFILE_CALLS.add, async (context) => {
    const { name, copyOf, settings } = context.req.valid('json');
    // What belongs to the pair of the other one is not copied (Q3).
    const base =
      copyOf === undefined ? defaultSettings() : forCopy((await app.showProfile(copyOf)).profile.settings);
    const added = await app.addProfile(name, settingsFrom(settings ?? {}, base));
    return context.json(shown(added), 200);
  });
  hono.openapi(PROFILE_CALLS.show, async (context) => {
    const { profile, secrets, faults } = await app.showProfile(context.req.valid('param').name);
    const language = languageOf(context);
    const fields = Object.fromEntries(faults.map(({ key, error }) => [key, errorBody(error, language)]));
    return context.json({ ...shown(profile), secrets, faults: fields }, 200);
  });
  hono.openapi(PROFILE_CALLS.save, async (context) => {
    const { version, name, settings } = context.req.valid('json');
    const { profile } = await app.showProfile(context.req.valid('param').name);
    const changed = settingsFrom(settings, profile.settings);
    const saved = await app.saveProfile({ ...profile, version, name, settings: changed });
    parts.live.forgetPlan(profile.name);
    return context.json(shown(saved), 200);
  });
  hono.openapi(PROFILE_CALLS.remove, async (context) => {
    const { name } = context.req.valid('param');
    if (context.req.valid('json').confirm !== name) throw new SyncError('profile.notFound', { name });
    await app.removeProfile(name);
    parts.live.forgetPlan(name);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(PROFILE_CALLS.schedule, (context) => {
    const starts = nextStarts(context.req.valid('json').schedule, clock.now(), NEXT_STARTS);
    return context.json({ starts: starts.map((at) => new Date(at).toISOString()) }, 200);
  });
}
