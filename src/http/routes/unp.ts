import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import { UNP_CALLS } from '../../api/unp.ts';
import type { UnpAnswer, UnpFilterQuery, UnpRow } from '../../api/unp.ts';
import { unpSide } from '../../model/issued-unp.ts';
import type { IssuedUnp, UnpFilter } from '../../model/issued-unp.ts';
import { LAST_SEQUENCE } from '../../model/unp.ts';
import { hasSupto } from '../../model/warehouse-version.ts';
import { answerSheet } from '../answer-file.ts';
import type { SheetFormat } from '../answer-file.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { unpSheet } from '../order-sheets.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';

const PAGE = 100;
/** From so much of the range on a person is told that it ends (A6). */
const NEAR_END = 0.9;
const ALL: UnpFilter = { device: '', side: null, search: '', from: '', to: '', first: null, last: null };

type Asked = z.infer<typeof UnpFilterQuery>;

function filterOf({ side, first, last, ...rest }: Asked): UnpFilter {
  return { ...rest, side: side === '' ? null : side, first: first ?? null, last: last ?? null };
}

function rowOf(issued: IssuedUnp): UnpRow {
  const { unp, deviceSerial, sequence, orderNumber, pastSeries, documentNumber, ...rest } = issued;
  return {
    unp,
    device: deviceSerial,
    sequence,
    order: orderNumber,
    isPast: pastSeries !== null,
    document: documentNumber,
    ...rest,
    side: unpSide(issued),
  };
}

/** What is known of the numbers of a server's device. */
async function unpUse({ app }: HttpParts, name: string): Promise<UnpAnswer> {
  const { settings } = (await app.showProfile(name)).profile;
  const { devices, gaps } = await app.orderDesk.devices(name);
  const found = async (filter: Partial<UnpFilter>) =>
    app.orderDesk.unps(name, { ...ALL, ...filter }, { page: 1, size: 1 });
  const { deviceSerial: device, unpFrom: from } = settings;
  const to = Math.min(settings.unpTo, LAST_SEQUENCE);
  const own = devices.find(({ deviceSerial }) => deviceSerial === device);
  const [newest] = device === '' ? [] : (await found({ device })).rows;
  const last = own === undefined ? from - 1 : Math.min(Math.max(own.last, from - 1), to);
  return {
    isSupto: hasSupto(settings.warehouseBuild),
    device,
    from,
    to,
    last: newest?.unp ?? '',
    used: devices.reduce((sum, { count }) => sum + count, 0),
    left: to - last,
    isNearEnd: last - from + 1 >= NEAR_END * (to - from + 1),
    waiting: (await found({ side: 'warehouse' })).found,
    missing: (await found({ side: 'missing' })).found,
    devices: devices.map(({ deviceSerial, ...used }) => ({ device: deviceSerial, ...used })),
    gaps,
  };
}

async function numbersFile(
  { app, onFault }: HttpParts,
  context: Context<HttpEnv>,
  what: { readonly name: string; readonly query: Asked; readonly format: SheetFormat },
): Promise<Response> {
  const { name, query, format } = what;
  const { language } = context.get('session').account;
  // Asked first: once the answer has begun, nothing can be refused any more.
  await app.summary(name);
  const sheet = unpSheet(app.orderDesk.eachUnp(name, filterOf(query)), language);
  return answerSheet(context, sheet, { format, name: 'unp', language, onFault });
}

/** The numbers of a server's fiscal device. */
export function unpRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(UNP_CALLS.unp), async (context) =>
    context.json(await unpUse(parts, context.req.valid('param').name), 200),
  );
  hono.openapi(routeOf(UNP_CALLS.numbers), async (context) => {
    const { page, ...asked } = context.req.valid('query');
    const { name } = context.req.valid('param');
    const { found, rows } = await app.orderDesk.unps(name, filterOf(asked), { page, size: PAGE });
    return context.json({ found, pageSize: PAGE, numbers: rows.map(rowOf) }, 200);
  });
  hono.openapi(fileRouteOf(UNP_CALLS.numbersCsv), async (context) => {
    const { name } = context.req.valid('param');
    return numbersFile(parts, context, { name, query: context.req.valid('query'), format: 'csv' });
  });
  hono.openapi(fileRouteOf(UNP_CALLS.numbersXlsx), async (context) => {
    const { name } = context.req.valid('param');
    return numbersFile(parts, context, { name, query: context.req.valid('query'), format: 'xlsx' });
  });
  hono.openapi(routeOf(UNP_CALLS.use), async (context) => {
    const use = await app.orderDesk.unpUse(context.req.valid('param').name, context.req.raw.signal);
    const nobody = { foreignRows: 0, foreignLast: 0, receiptRows: 0, lastInRange: 0 };
    return context.json(use ?? nobody, 200);
  });
}
