import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Session } from '../../model/account.ts';
import { ROLES } from '../../model/account.ts';
import { Cookies } from '../cookies.ts';
import { addressOf } from '../own-place.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { AnyObject, call, Done, z } from '../route.ts';

const Language = z.enum(['bg', 'en']);
const SessionAnswer = z
  .object({
    account: z.object({ id: z.number(), name: z.string(), role: z.enum(ROLES), language: Language }),
    csrfToken: z.string(),
  })
  .openapi('Session');
const Login = z.object({ name: z.string().max(200), password: z.string().max(1000) });

function sessionAnswer({ account, csrfToken }: Session): z.infer<typeof SessionAnswer> {
  const { id, name, role, language } = account;
  return { account: { id, name, role, language }, csrfToken };
}

export const SESSION_CALLS = {
  start: call({
    method: 'get',
    path: '/api/start',
    summary: 'whether the first account is still to be made',
    needs: 'public',
    answer: z.object({ isNew: z.boolean() }),
  }),
  setUp: call({
    method: 'post',
    path: '/api/setup',
    summary: 'make the first account with the code of the terminal',
    needs: 'public',
    body: Login.extend({ code: z.string().max(50), language: Language.default('bg') }),
    answer: SessionAnswer,
  }),
  logIn: call({
    method: 'post',
    path: '/api/login',
    summary: 'sign in',
    needs: 'public',
    body: Login,
    answer: SessionAnswer,
  }),
  follow: call({
    method: 'post',
    path: '/api/link',
    summary: 'sign in by a one-time link',
    needs: 'public',
    body: z.object({ token: z.string().max(200) }),
    answer: SessionAnswer,
  }),
  show: call({
    method: 'get',
    path: '/api/session',
    summary: 'who is signed in',
    needs: 'operator',
    answer: SessionAnswer,
  }),
  logOut: call({
    method: 'delete',
    path: '/api/session',
    summary: 'sign out',
    needs: 'operator',
    answer: Done,
  }),
  language: call({
    method: 'put',
    path: '/api/session/language',
    summary: 'change the language',
    needs: 'operator',
    body: z.object({ language: Language }),
    answer: Done,
  }),
  password: call({
    method: 'put',
    path: '/api/session/password',
    summary: 'change the own password; ends all other sessions',
    needs: 'operator',
    body: z.object({ before: z.string().max(1000), after: z.string().max(1000) }),
    answer: SessionAnswer,
  }),
  accounts: call({
    method: 'get',
    path: '/api/accounts',
    summary: 'all accounts',
    needs: 'owner',
    answer: z.array(AnyObject),
  }),
  addAccount: call({
    method: 'post',
    path: '/api/accounts',
    summary: 'add an account',
    needs: 'owner',
    body: Login.extend({ role: z.enum(ROLES), language: Language.default('bg') }),
    answer: AnyObject,
  }),
  removeAccount: call({
    method: 'delete',
    path: '/api/accounts/{id}',
    summary: 'remove an account and its sessions',
    needs: 'owner',
    params: z.object({ id: z.string().regex(/^\d{1,9}$/) }),
    answer: Done,
  }),
} as const;

/** Coming in and going out, and who may. */
export function sessionRoutes(hono: OpenAPIHono<HttpEnv>, { app, origin }: HttpParts): void {
  const cookies = new Cookies(origin);
  const { access } = app;
  hono.openapi(SESSION_CALLS.start, async (context) => context.json({ isNew: await access.isNew() }, 200));
  hono.openapi(SESSION_CALLS.setUp, async (context) => {
    const { code, ...who } = context.req.valid('json');
    const opened = await access.setUp(code, { ...who, from: addressOf(context, origin) });
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(SESSION_CALLS.logIn, async (context) => {
    const { device } = cookies.read(context);
    const from = addressOf(context, origin);
    const opened = await access.logIn({ ...context.req.valid('json'), from, device });
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(SESSION_CALLS.follow, async (context) => {
    const opened = await access.followLink(context.req.valid('json').token);
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(SESSION_CALLS.show, (context) => context.json(sessionAnswer(context.get('session')), 200));
  hono.openapi(SESSION_CALLS.logOut, async (context) => {
    await access.logOut(context.get('token'));
    cookies.close(context);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(SESSION_CALLS.language, async (context) => {
    await access.setLanguage(context.get('session').account, context.req.valid('json').language);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(SESSION_CALLS.password, async (context) => {
    const { before, after } = context.req.valid('json');
    const opened = await access.changePassword(context.get('session').account, before, after);
    cookies.open(context, opened);
    return context.json(sessionAnswer(opened.session), 200);
  });
  hono.openapi(SESSION_CALLS.accounts, async (context) =>
    context.json(
      [...(await access.accounts())].map((account) => ({ ...account })),
      200,
    ),
  );
  hono.openapi(SESSION_CALLS.addAccount, async (context) =>
    context.json({ ...(await access.addAccount(context.req.valid('json'))) }, 200),
  );
  hono.openapi(SESSION_CALLS.removeAccount, async (context) => {
    await access.removeAccount(Number(context.req.valid('param').id));
    return context.json({ ok: true } as const, 200);
  });
}
