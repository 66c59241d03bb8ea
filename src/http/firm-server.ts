import type { TenantId } from '../model/tenant.ts';
import { addRoutes, newHono } from './add-routes.ts';
import { answerError } from './error-answer.ts';
import type { FirmParts, FirmServers, HttpParts } from './http-parts.ts';

type Server = ReturnType<FirmServers['serverOf']>;

/**
 * Serves each firm by a server of its own, whose every part is that firm's alone: a call of it has nothing of
 * another one in its hands. Made when somebody of the firm first comes.
 */
export function firmServers(
  common: Omit<HttpParts, keyof FirmParts | 'firms'>,
  partsOf: (tenant: TenantId) => FirmParts,
): FirmServers {
  const known = new Map<TenantId, Server>();
  return {
    serverOf: (tenant) => {
      const server = known.get(tenant) ?? firmServer({ ...common, ...partsOf(tenant) });
      known.set(tenant, server);
      return server;
    },
  };
}

function firmServer(parts: HttpParts): Server {
  const hono = newHono();
  hono.use(async (context, next) => {
    const { entered } = context.env;
    if (entered === undefined) throw new Error('a call of a firm that nobody has let in');
    context.set('session', entered.session);
    context.set('token', entered.token);
    return parts.app.acting.as(entered.session.account.name, () => next());
  });
  addRoutes(hono, parts);
  hono.notFound((context) => context.json({ code: 'http', what: '404' }, 404));
  hono.onError((error, context) => answerError(context, error, parts.onFault));
  return {
    answer: async (context, entered) => hono.request(context.req.raw, undefined, { ...context.env, entered }),
  };
}
