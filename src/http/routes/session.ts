import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ShownSession } from '../../access/account-desk.ts';
import type { App } from '../../app/app.ts';
import type { Account, Session } from '../../model/account.ts';
import { Cookies } from '../cookies.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { callsFor } from '../may.ts';
import type { PagePlace } from '../place/page-place.ts';
import { routeOf } from '../route-of.ts';
import { SESSION_CALLS } from '../../api/session.ts';
import type { ListedSession, SessionAnswer } from '../../api/session.ts';

/** Who is signed in, and among which firms he may choose: whoever has one has no choice to make. */
async function sessionAnswer(
  { app, version }: Pick<HttpParts, 'app' | 'version'>,
  { account, csrfToken, tenant }: Session,
): Promise<SessionAnswer> {
  const { createdAt: _, ...shown } = account;
  const firms = (await app.access.firms.of(account)).map((firm) => firm?.name ?? null);
  const isSole = (await app.tenants.list()).length <= 1;
  return {
    account: shown,
    csrfToken,
    firm: tenant?.name ?? null,
    firms: firms.length > 1 ? firms : [],
    may: [...callsFor(account.role, isSole)],
    version,
  };
}

function listedSession({ account, createdAtMs, lastSeenAtMs, ...rest }: ShownSession): ListedSession {
  const [createdAt, lastSeenAt] = [createdAtMs, lastSeenAtMs].map((at) => new Date(at).toISOString());
  return { ...rest, account: account.name, createdAt: createdAt ?? '', lastSeenAt: lastSeenAt ?? '' };
}

/** Where a browser signs in from, and what it says of itself. */
function placeOf(context: Context, place: PagePlace): { readonly from: string; readonly browser: string } {
  return { from: place.clientOf(context), browser: context.req.header('User-Agent') ?? '' };
}

function ownSessionRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app, place } = parts;
  const cookies = new Cookies(place);
  const { access } = app;
  hono.openapi(routeOf(SESSION_CALLS.start), async (context) =>
    context.json({ isNew: await access.isNew() }, 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.setUp), async (context) => {
    const { code, ...who } = context.req.valid('json');
    const opened = await access.setUp(code, { ...who, ...placeOf(context, place) });
    cookies.open(context, opened);
    return context.json(await sessionAnswer(parts, opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.logIn), async (context) => {
    const { device } = cookies.read(context);
    const { name, password, code = '' } = context.req.valid('json');
    const opened = await access.logIn({ name, password, code, device, ...placeOf(context, place) });
    cookies.open(context, opened);
    return context.json(await sessionAnswer(parts, opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.follow), async (context) => {
    const opened = await access.followLink(context.req.valid('json').token, placeOf(context, place));
    cookies.open(context, opened);
    return context.json(await sessionAnswer(parts, opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.show), async (context) =>
    context.json(await sessionAnswer(parts, context.get('session')), 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.firm), async (context) => {
    const { account } = context.get('session');
    const { firm } = context.req.valid('json');
    const session = await access.firms.moveTo(account, context.get('token'), firm);
    return context.json(await sessionAnswer(parts, session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.logOut), async (context) => {
    await access.logOut(context.get('token'));
    cookies.close(context);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.language), async (context) => {
    await access.desk.setLanguage(context.get('session').account, context.req.valid('json').language);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.password), async (context) => {
    const words = context.req.valid('json');
    const { account } = context.get('session');
    const opened = await access.changePassword(account, words, placeOf(context, place));
    cookies.open(context, opened);
    return context.json(await sessionAnswer(parts, opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.person), async (context) => {
    await access.desk.setPerson(context.get('session').account, context.req.valid('json'));
    return context.json({ ok: true } as const, 200);
  });
}

/** Browsers that are signed in. Whoever is no owner sees and ends his own alone. */
function openSessionRoutes(hono: OpenAPIHono<HttpEnv>, { access }: App): void {
  const reach = ({ account }: Session): Account | null => (account.role === 'owner' ? null : account);
  hono.openapi(routeOf(SESSION_CALLS.sessions), async (context) => {
    const listed = await access.sessions(reach(context.get('session')), context.get('token'));
    return context.json(listed.map(listedSession), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.endSession), async (context) => {
    await access.desk.endSession(reach(context.get('session')), context.req.valid('param').id);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.endOthers), async (context) => {
    await access.endOthers(context.get('session').account, context.get('token'));
    return context.json({ ok: true } as const, 200);
  });
}

function factorRoutes(hono: OpenAPIHono<HttpEnv>, { access }: App): void {
  hono.openapi(routeOf(SESSION_CALLS.secondFactor), async (context) => {
    const { account } = context.get('session');
    const codesLeft = await access.secondFactors.codesLeft(account);
    return context.json({ isOn: account.hasSecondFactor, codesLeft }, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.offerFactor), async (context) => {
    const { account } = context.get('session');
    await access.provePassword(account, context.req.valid('json').password);
    return context.json({ ...access.secondFactors.offer(account) }, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.confirmFactor), async (context) => {
    const { account } = context.get('session');
    const { code } = context.req.valid('json');
    const codes = await access.confirmSecondFactor(account, code, context.get('token'));
    return context.json({ codes: [...codes] }, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.removeFactor), async (context) => {
    await access.removeSecondFactor(context.get('session').account, context.req.valid('json').password);
    return context.json({ ok: true } as const, 200);
  });
}

/** Coming in and going out, the own account, and sessions. */
export function sessionRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  ownSessionRoutes(hono, parts);
  openSessionRoutes(hono, parts.app);
  factorRoutes(hono, parts.app);
}
