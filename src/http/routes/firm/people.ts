import type { OpenAPIHono } from '@hono/zod-openapi';
import { PEOPLE_CALLS } from '../../../api/firm/people.ts';
import type { App } from '../../../app/app.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { fill, textsOf } from '../../../texts/text.ts';
import { answerFile } from '../../answer-file.ts';
import { languageOf } from '../../error-answer.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { fileRouteOf, routeOf } from '../../route-of.ts';

/** Each version of each order, with the document and the УНП that came of it (I16). */
async function* archiveLines(archive: ReturnType<App['upkeep']['archive']>): AsyncGenerator<string> {
  for await (const records of archive)
    for (const { pastSeries, entry, versions } of records)
      for (const version of versions) yield `${JSON.stringify({ ...entry, ...version, pastSeries })}\n`;
}

function peopleRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(PEOPLE_CALLS.search), async (context) => {
    const { name } = context.req.valid('param');
    return context.json(await app.upkeep.findCustomer(name, context.req.valid('json').text), 200);
  });
  hono.openapi(routeOf(PEOPLE_CALLS.erase), async (context) => {
    const orders = context.req.valid('json').orders.map(({ pastSeries, order }) => ({
      pastSeries,
      order: order as OrderNumber,
    }));
    const { name } = context.req.valid('param');
    const erased = await app.upkeep.eraseCustomer(name, { contact: null, order: null, orders });
    return context.json({ erased: erased.length }, 200);
  });
}

function auditRoutes(hono: OpenAPIHono<HttpEnv>, { app, onFault }: HttpParts): void {
  hono.openapi(routeOf(PEOPLE_CALLS.audit), async (context) => {
    const { name, month } = context.req.valid('param');
    const { bytes, notices } = await app.upkeep.auditFile(name, { month, signal: context.req.raw.signal });
    const { notices: words } = textsOf(languageOf(context));
    const told = notices.map(({ code, facts }) => fill(words[code], facts));
    return context.json({ bytes: bytes.length, notices: told }, 200);
  });
  hono.openapi(fileRouteOf(PEOPLE_CALLS.auditFile), async (context) => {
    const { name, month } = context.req.valid('param');
    const { bytes } = await app.upkeep.auditFile(name, { month, signal: context.req.raw.signal });
    const pieces = (async function* whole() {
      yield bytes;
    })();
    return answerFile(context, { name: `audit-${month}.xml`, type: 'application/xml', pieces }, onFault);
  });
}

/** What an owner does for others: a buyer who wants to be forgotten, the revenue agency, whoever is told. */
export function peopleAndAuditRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, onFault, testNotification } = parts;
  peopleRoutes(hono, parts);
  auditRoutes(hono, parts);
  hono.openapi(fileRouteOf(PEOPLE_CALLS.archive), async (context) => {
    const { name } = context.req.valid('param');
    // Asked first: once the answer has begun, nothing can be refused any more.
    await app.summary(name);
    const pieces = archiveLines(app.upkeep.archive(name));
    return answerFile(context, { name: 'archive.jsonl', type: 'application/jsonl', pieces }, onFault);
  });
  hono.openapi(routeOf(PEOPLE_CALLS.testNotification), async (context) => {
    await testNotification(context.req.valid('param').name, context.req.valid('json').way);
    return context.json({ ok: true } as const, 200);
  });
}
