import type { OpenAPIHono } from '@hono/zod-openapi';
import { SETTING_CALLS } from '../../api/settings.ts';
import { nextStarts } from '../../app/due.ts';
import { agedOrdersText, agentText, fill, pricesText, textsOf } from '../../texts/text.ts';
import { describeSettings } from '../describe-settings.ts';
import { draftOf } from '../draft.ts';
import { faultOf, fieldsOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';

const NEXT_STARTS = 5;

/** The form of a server: what there is to set and to choose, secrets, the connection test. */
export function settingRoutes(hono: OpenAPIHono<HttpEnv>, { app, clock }: HttpParts): void {
  hono.openapi(routeOf(SETTING_CALLS.choices), async (context) =>
    context.json(await app.choices(context.req.valid('param').name, context.req.raw.signal), 200),
  );
  hono.openapi(routeOf(SETTING_CALLS.test), async (context) => {
    const { name } = context.req.valid('param');
    const draft = draftOf(context.req.valid('json'), (await app.showProfile(name)).profile.settings);
    const test = await app.testProfile(name, context.req.raw.signal, draft);
    const language = languageOf(context);
    const points = test.points.map(({ point, isOk, error }) => ({
      point,
      label: textsOf(language).points[point] ?? point,
      isOk,
      error: error === null ? null : faultOf(error, language),
    }));
    const { warehouse, shop, limits } = test;
    const texts = textsOf(language);
    const prices = pricesText(texts, test.prices);
    const notes = [
      ...test.oddities.map(({ kind, table, name }) => fill(texts.oddities[kind], { table, name })),
      ...limits.map((limit) => texts.limits[limit] ?? limit),
    ];
    const agedOrders = agedOrdersText(texts, test.agedOrders);
    const agent = agentText(texts, test);
    const fields = fieldsOf(test.faults, language);
    const said = { agent, prices, agedOrders, notes };
    return context.json({ points, fields, warehouse, shop, limits, ...said }, 200);
  });
  hono.openapi(routeOf(SETTING_CALLS.evidence), async (context) => {
    const evidence = await app.collect(context.req.valid('param').name, context.req.raw.signal);
    context.header('Content-Disposition', 'attachment; filename="evidence.json"');
    return context.json(evidence, 200);
  });
  hono.openapi(routeOf(SETTING_CALLS.setSecret), async (context) => {
    const { name, secret } = context.req.valid('param');
    await app.setSecret(name, secret, context.req.valid('json').value);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SETTING_CALLS.removeSecret), async (context) => {
    const { name, secret } = context.req.valid('param');
    await app.setSecret(name, secret, null);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SETTING_CALLS.described), (context) =>
    context.json(describeSettings(languageOf(context)), 200),
  );
  hono.openapi(routeOf(SETTING_CALLS.schedule), (context) => {
    const starts = nextStarts(context.req.valid('json').schedule, clock.now(), NEXT_STARTS);
    return context.json({ starts: starts.map((at) => new Date(at).toISOString()) }, 200);
  });
}
