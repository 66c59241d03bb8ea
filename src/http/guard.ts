import type { Context, MiddlewareHandler } from 'hono';
import type { Needs } from '../api/call.ts';
import type { Session } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import { Cookies } from './cookies.ts';
import type { HttpEnv, HttpParts } from './http-parts.ts';
import { mayCall } from './may.ts';
import type { SignedIn } from './may.ts';
import type { PagePlace } from './place/page-place.ts';

const CSRF_HEADER = 'X-CSRF-Token';
const BEARER = /^Bearer\s+(\S{1,200})$/i;
/** What a page sends before it has a session: a form of a foreign page cannot set a header at all. */
export const BEFORE_LOGIN = 'login';
/** Calls about the own session: also for whoever has to change the password first. */
function isOwnSession(path: string): boolean {
  return path === '/api/session' || path.startsWith('/api/session/');
}

function isChange(context: Context): boolean {
  return !['GET', 'HEAD'].includes(context.req.method);
}

/** A change comes from the page itself: same origin where the browser tells, the token in a header. */
function refuseForeign(context: Context, place: PagePlace, csrfToken: string): void {
  if (!isChange(context)) return;
  const site = context.req.header('Sec-Fetch-Site');
  const isOwn = place.isOwnOrigin(context);
  const isSame = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn || !isSame || context.req.header(CSRF_HEADER) !== csrfToken)
    throw new SyncError('access.tokenMissing');
}

/** Lets in whoever has the token of a reporting shop. No cookie counts, so no foreign page can send it. */
function reporterGuard({ app, place }: HttpParts): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const [, token = ''] = BEARER.exec(context.req.header('Authorization') ?? '') ?? [];
    context.set('reporter', await app.reporters.admit(token, place.clientOf(context)));
    return next();
  };
}

/** Throws `access.*` and `tenant.suspended` unless the call is for whoever this session is of. */
async function refuseOthers(
  { app }: Pick<HttpParts, 'app'>,
  needs: SignedIn,
  { account, tenant }: Session,
): Promise<void> {
  const { role } = account;
  if (!mayCall(needs, role, true)) throw new SyncError('access.notAllowed');
  if (needs === 'person') return;
  if (tenant !== null && tenant.suspendedAt !== null)
    throw new SyncError('tenant.suspended', { name: tenant.name });
  // How many firms there are is asked for only where it matters.
  if (!mayCall(needs, role, false) && (await app.tenants.list()).length > 1)
    throw new SyncError('access.notAllowed');
}

/**
 * Lets in whom a call is for. From here on it is answered by the server of the session's firm, which knows of no
 * other one. Throws `access.*`, `tenant.suspended`.
 */
export function guard(parts: HttpParts, needs: Needs): MiddlewareHandler<HttpEnv> {
  if (needs === 'reporter') return reporterGuard(parts);
  const { app, place, firms } = parts;
  const cookies = new Cookies(place);
  return async (context, next) => {
    if (needs === 'public') {
      refuseForeign(context, place, BEFORE_LOGIN);
      return next();
    }
    const { token } = cookies.read(context);
    const session = token === '' ? null : await app.access.session(token);
    if (session === null) throw new SyncError('access.loginNeeded');
    refuseForeign(context, place, session.csrfToken);
    await refuseOthers(parts, needs, session);
    // A password that somebody else knows opens nothing but the way to one's own.
    if (session.account.mustChange && !isOwnSession(context.req.path))
      throw new SyncError('access.passwordMustChange');
    const { tenant } = session;
    if (firms !== undefined && tenant !== null)
      return firms.serverOf(tenant.id).answer(context, { session, token });
    context.set('session', session);
    context.set('token', token);
    return app.acting.as(session.account.name, () => next());
  };
}

/** Refuses requests under a name that is not this server's. */
export function ownNamesOnly(place: PagePlace): MiddlewareHandler {
  return async (context, next) => {
    if (place.isOwnName(context.req.header('Host') ?? '')) return next();
    return context.text('421 Misdirected Request', 421);
  };
}

/** What a page of ours may load: its own files and nothing else; `styles` names style elements let in too. */
export function contentPolicy(styles: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self' ${styles}; img-src 'self' data:; ` +
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  );
}

/** Half a year: whoever takes the certificate away again must not lock browsers out for longer. */
const HSTS = 'max-age=15552000';

/** Headers of every answer: nothing from elsewhere, nothing framed, nothing guessed, no way back from TLS. */
export function secureHeaders({ hasTls }: PagePlace): MiddlewareHandler {
  return async (context, next) => {
    await next();
    // Behind a proxy it is the proxy's to say: the name may serve more than this page.
    if (hasTls) context.res.headers.set('Strict-Transport-Security', HSTS);
    setHeaders(context.res.headers);
  };
}

function setHeaders(headers: Headers): void {
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentPolicy(''));
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
}
