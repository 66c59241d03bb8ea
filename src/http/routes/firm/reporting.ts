import type { OpenAPIHono } from '@hono/zod-openapi';
import { REPORT_CALLS } from '../../../api/reports.ts';
import type { ReportLine } from '../../../api/reports.ts';
import type { ReportTarget } from '../../../model/reporting.ts';
import { isErrorCode } from '../../../model/error-codes.ts';
import type { Language } from '../../../texts/text.ts';
import { faultOf, languageOf } from '../../error-answer.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { wordedShop } from '../../reported-shop.ts';
import { routeOf } from '../../route-of.ts';

function lineOf(target: ReportTarget | null, language: Language): ReportLine {
  if (target === null) return { line: null };
  const { address, everyMinutes, answeredAt, fault } = target;
  const told =
    fault !== null && isErrorCode(fault.code) ? faultOf({ ...fault, code: fault.code }, language) : null;
  return { line: { address, everyMinutes, answeredAt, fault: told } };
}

function shopRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(REPORT_CALLS.report), async (context) => {
    const { shop, tenant } = context.get('reporter');
    // Without that firm's server: of thousands that are reported to few are looked at.
    const { reportedShops } = app.of(tenant);
    return context.json(await reportedShops.take(shop, context.req.valid('json')), 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.shops), async (context) => {
    const language = languageOf(context);
    const shops = await app.reportedShops.list();
    return context.json(
      shops.map((shop) => wordedShop(shop, language)),
      200,
    );
  });
  hono.openapi(routeOf(REPORT_CALLS.shop), async (context) => {
    const shop = await app.reportedShops.show(Number(context.req.valid('param').id));
    return context.json(wordedShop(shop, languageOf(context)), 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.add), async (context) => {
    const { shop, token } = await app.reporters.add(context.req.valid('json').name);
    return context.json({ id: shop.id, name: shop.name, token }, 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.renew), async (context) => {
    const { shop, token } = await app.reporters.renew(Number(context.req.valid('param').id));
    return context.json({ id: shop.id, name: shop.name, token }, 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.revoke), async (context) => {
    await app.reporters.revoke(Number(context.req.valid('param').id));
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.remove), async (context) => {
    await app.reporters.remove(Number(context.req.valid('param').id));
    return context.json({ ok: true } as const, 200);
  });
}

/** Reporting: what shops tell this page, and where this installation tells of itself. */
export function reportingRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  shopRoutes(hono, parts);
  hono.openapi(routeOf(REPORT_CALLS.line), async (context) =>
    context.json(lineOf(await app.reporting.target(), languageOf(context)), 200),
  );
  hono.openapi(routeOf(REPORT_CALLS.setLine), async (context) => {
    const target = await app.reporting.set(context.req.valid('json'));
    return context.json(lineOf(target, languageOf(context)), 200);
  });
  hono.openapi(routeOf(REPORT_CALLS.stopLine), async (context) => {
    await app.reporting.stop();
    return context.json({ ok: true } as const, 200);
  });
}
