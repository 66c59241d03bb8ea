import type { OpenAPIHono } from '@hono/zod-openapi';
import { SETUP_CALLS } from '../../api/setup.ts';
import type { WarehouseAddress } from '../../api/setup.ts';
import type { PostedDraft } from '../../api/draft.ts';
import type { Draft } from '../../app/app.ts';
import {
  addressOfFields,
  emptyFields,
  fieldsOfAddress,
  missingFields,
} from '../../model/warehouse-address.ts';
import type { WarehouseFields } from '../../model/warehouse-address.ts';
import { draftOf } from '../draft.ts';
import { faultOf, fieldsOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';

function addressed(fields: WarehouseFields): WarehouseAddress {
  const missing = missingFields(fields);
  return { address: missing.length === 0 ? addressOfFields(fields) : '', fields, missing };
}

function readAddress(address: string): WarehouseAddress {
  const fields = address === '' ? emptyFields('access') : fieldsOfAddress(address);
  return fields === null ? { address, fields, missing: [] } : { ...addressed(fields), address };
}

function lookRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  const draft = async (name: string, posted: PostedDraft): Promise<Draft> =>
    draftOf(posted, (await app.showProfile(name)).profile.settings);
  hono.openapi(routeOf(SETUP_CALLS.warehouse), async (context) => {
    const { name } = context.req.valid('param');
    const typed = await draft(name, context.req.valid('json'));
    const look = await app.setup.warehouse(name, typed, context.req.raw.signal);
    const { abilities, ...rest } = look;
    const { recordsOrders, writesUnp, writesSales } = abilities;
    return context.json({ ...rest, recordsOrders, writesUnp, writesSales }, 200);
  });
  hono.openapi(routeOf(SETUP_CALLS.shop), async (context) => {
    const { name } = context.req.valid('param');
    const typed = await draft(name, context.req.valid('json'));
    const look = await app.setup.shop(name, typed, context.req.raw.signal);
    const { facts, abilities, chosenFault } = look;
    const fault = chosenFault === null ? null : faultOf(chosenFault, languageOf(context));
    const { readsProducts } = abilities;
    return context.json({ facts, interface: look.interface, chosenFault: fault, readsProducts }, 200);
  });
  hono.openapi(routeOf(SETUP_CALLS.search), async (context) => {
    const { name } = context.req.valid('param');
    const { kind, ids, text, isCharge, limit, ...posted } = context.req.valid('json');
    const query = ids === undefined ? { kind, text, isCharge, limit } : { kind, ids };
    const what = { draft: await draft(name, posted), query, signal: context.req.raw.signal };
    return context.json({ found: await app.setup.search(name, what) }, 200);
  });
  hono.openapi(routeOf(SETUP_CALLS.check), async (context) => {
    const { name } = context.req.valid('param');
    const language = languageOf(context);
    const { asksWarehouse, ...posted } = context.req.valid('json');
    const how = { asksWarehouse, signal: context.req.raw.signal };
    const typed = await draft(name, posted);
    const { faults, voided, unchecked } = await app.setup.check(name, typed, how);
    const told = unchecked === null ? null : faultOf(unchecked, language);
    return context.json({ fields: fieldsOf(faults, language), voided, unchecked: told }, 200);
  });
}

/** Setting up a server: what can be seen, what answers, what there is to choose from, how far it has come. */
export function setupRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  lookRoutes(hono, parts);
  hono.openapi(routeOf(SETUP_CALLS.found), async (context) =>
    context.json({ found: await app.setup.found(context.req.raw.signal) }, 200),
  );
  hono.openapi(routeOf(SETUP_CALLS.engines), async (context) =>
    context.json({ engines: await app.setup.engines() }, 200),
  );
  hono.openapi(routeOf(SETUP_CALLS.address), (context) => {
    const { address, fields } = context.req.valid('json');
    return context.json(fields === undefined ? readAddress(address ?? '') : addressed(fields), 200);
  });
  hono.openapi(routeOf(SETUP_CALLS.state), async (context) =>
    context.json(await app.setup.state(context.req.valid('param').name), 200),
  );
}
