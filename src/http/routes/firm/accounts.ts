import type { OpenAPIHono } from '@hono/zod-openapi';
import { ACCOUNT_CALLS } from '../../../api/firm/accounts.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { routeOf } from '../../route-of.ts';

/** Who may sign in, as an owner looks after them. */
export function accountRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  const { access } = app;
  hono.openapi(routeOf(ACCOUNT_CALLS.list), async (context) =>
    context.json([...(await access.desk.list())], 200),
  );
  hono.openapi(routeOf(ACCOUNT_CALLS.add), async (context) => {
    const { password, ...draft } = context.req.valid('json');
    if (password === undefined) return context.json(await access.desk.addWithTemporary(draft), 200);
    const account = await access.desk.add({ ...draft, password });
    return context.json({ account, password: null }, 200);
  });
  hono.openapi(routeOf(ACCOUNT_CALLS.setRole), async (context) => {
    await access.desk.setRole(Number(context.req.valid('param').id), context.req.valid('json').role);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(ACCOUNT_CALLS.reset), async (context) => {
    const { secondFactor } = context.req.valid('json');
    const what = { withSecondFactor: secondFactor };
    return context.json(await access.desk.reset(Number(context.req.valid('param').id), what), 200);
  });
  hono.openapi(routeOf(ACCOUNT_CALLS.remove), async (context) => {
    await access.desk.remove(Number(context.req.valid('param').id));
    return context.json({ ok: true } as const, 200);
  });
}
