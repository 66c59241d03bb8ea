import type { TenantId } from '../model/tenant.ts';
import { addRoutes, newHono } from './add-routes.ts';
import { answerError } from './error-answer.ts';
import type { FirmParts, FirmServers, HttpParts } from './http-parts.ts';

type Server = ReturnType<FirmServers['serverOf']>;

/** Firms whose servers are kept though nobody of them is here: more than come on one morning to one page. */
const KEPT = 200;

/** A firm's server, and by what it is known whether somebody is in it. */
interface Held {
  readonly server: Server;
  readonly feed: FirmParts['feed'];
  /** Calls that have not been answered. */
  calls: number;
}

/**
 * Serves each firm by a server of its own, whose every part is that firm's alone: a call of it has nothing of
 * another one in its hands. Made when somebody of the firm first comes; of those that nobody is in the ones
 * that were used last are kept (`kept`, by default 200), and what the others have heard of is let go.
 */
export function firmServers(
  common: Omit<HttpParts, keyof FirmParts | 'firms'>,
  partsOf: (tenant: TenantId) => FirmParts,
  kept = KEPT,
): FirmServers {
  /** The one that was used longest ago first. */
  const known = new Map<TenantId, Held>();
  const make = (tenant: TenantId): Held => {
    const parts = partsOf(tenant);
    return { server: firmServer({ ...common, ...parts }), feed: parts.feed, calls: 0 };
  };
  const letGo = (but: Held): void => {
    for (const [tenant, held] of known) {
      if (known.size <= kept) return;
      if (held === but || held.calls > 0 || held.feed.isFollowed) continue;
      known.delete(tenant);
      held.feed.close();
    }
  };
  return {
    serverOf: (tenant) => {
      const held = known.get(tenant) ?? make(tenant);
      known.delete(tenant);
      known.set(tenant, held);
      letGo(held);
      return {
        answer: async (context, entered) => {
          held.calls += 1;
          try {
            return await held.server.answer(context, entered);
          } finally {
            held.calls -= 1;
          }
        },
      };
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
