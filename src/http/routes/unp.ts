import type { OpenAPIHono } from '@hono/zod-openapi';
import { UNP_CALLS } from '../../api/unp.ts';
import type { UnpAnswer } from '../../api/unp.ts';
import { hasSupto } from '../../model/warehouse-version.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { ordersOf } from './orders.ts';

/**
 * What is known of the numbers of a server's device: its range, the last one used, what the shop was not
 * told.
 */
async function unpUse(parts: HttpParts, name: string): Promise<UnpAnswer> {
  const { settings } = (await parts.app.showProfile(name)).profile;
  const pending = await ordersOf(parts, name, { search: '', stage: 'recorded' });
  const done = await ordersOf(parts, name, { search: '', stage: 'acknowledged' });
  const last =
    [...pending, ...done]
      .map((entry) => entry.unp ?? '')
      .toSorted()
      .at(-1) ?? '';
  return {
    isSupto: hasSupto(settings.warehouseBuild),
    device: settings.deviceSerial,
    from: settings.unpFrom,
    to: settings.unpTo,
    last,
    pending: pending.flatMap(({ orderNumber, documentNumber, unp, recordedAt }) =>
      unp === null ? [] : [{ order: orderNumber, document: documentNumber, unp, recordedAt }],
    ),
  };
}

/** The numbers of a server's fiscal device. */
export function unpRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  hono.openapi(routeOf(UNP_CALLS.unp), async (context) =>
    context.json(await unpUse(parts, context.req.valid('param').name), 200),
  );
}
