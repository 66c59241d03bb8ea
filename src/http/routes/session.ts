import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Session } from '../../model/account.ts';
import { Cookies } from '../cookies.ts';
import { addressOf } from '../own-place.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { SESSION_CALLS } from '../../api/session.ts';
import type { SessionAnswer } from '../../api/session.ts';

function sessionAnswer({ account, csrfToken }: Session): SessionAnswer {
  const { id, name, role, language } = account;
  return { account: { id, name, role, language }, csrfToken };
}

/** Coming in and going out, and who may. */
export function sessionRoutes(hono: OpenAPIHono<HttpEnv>, { app, origin }: HttpParts): void {
  const cookies = new Cookies(origin);
  const { access } = app;
  hono.openapi(routeOf(SESSION_CALLS.start), async (context) =>
    context.json({ isNew: await access.isNew() }, 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.setUp), async (context) => {
    const { code, ...who } = context.req.valid('json');
    const opened = await access.setUp(code, { ...who, from: addressOf(context, origin) });
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.logIn), async (context) => {
    const { device } = cookies.read(context);
    const from = addressOf(context, origin);
    const opened = await access.logIn({ ...context.req.valid('json'), from, device });
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.follow), async (context) => {
    const opened = await access.followLink(context.req.valid('json').token);
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.show), (context) =>
    context.json(sessionAnswer(context.get('session')), 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.logOut), async (context) => {
    await access.logOut(context.get('token'));
    cookies.close(context);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.language), async (context) => {
    await access.setLanguage(context.get('session').account, context.req.valid('json').language);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.password), async (context) => {
    const { before, after } = context.req.valid('json');
    const opened = await access.changePassword(context.get('session').account, before, after);
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(routeOf(SESSION_CALLS.accounts), async (context) =>
    context.json(await access.accounts(), 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.addAccount), async (context) =>
    context.json(await access.addAccount(context.req.valid('json')), 200),
  );
  hono.openapi(routeOf(SESSION_CALLS.removeAccount), async (context) => {
    await access.removeAccount(Number(context.req.valid('param').id));
    return context.json({ ok: true } as const, 200);
  });
}
