import type { Context, MiddlewareHandler } from 'hono';
import type { Needs } from '../api/call.ts';
import { SyncError } from '../model/sync-error.ts';
import { Cookies } from './cookies.ts';
import { isOwnOrigin } from './own-place.ts';
import type { HttpEnv, HttpParts } from './http-parts.ts';

const CSRF_HEADER = 'X-CSRF-Token';
/** What a page sends before it has a session: a form of a foreign page cannot set a header at all. */
export const BEFORE_LOGIN = 'login';
/** Calls about the own session: also for whoever has to change the password first. */
function isOwnSession(path: string): boolean {
  return path === '/api/session' || path.startsWith('/api/session/');
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

function isChange(context: Context): boolean {
  return !['GET', 'HEAD'].includes(context.req.method);
}

/** A change comes from the page itself: same origin where the browser tells, the token in a header. */
function refuseForeign(context: Context, origin: string | null, csrfToken: string): void {
  if (!isChange(context)) return;
  const site = context.req.header('Sec-Fetch-Site');
  const isOwn = isOwnOrigin(context, origin);
  const isSame = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn || !isSame || context.req.header(CSRF_HEADER) !== csrfToken)
    throw new SyncError('access.tokenMissing');
}

/** Lets in whom a call is for: everybody, whoever is signed in, or the owner. Throws `access.*`. */
export function guard({ app, origin }: HttpParts, needs: Needs): MiddlewareHandler<HttpEnv> {
  const cookies = new Cookies(origin);
  return async (context, next) => {
    if (needs === 'public') {
      refuseForeign(context, origin, BEFORE_LOGIN);
      return next();
    }
    const { token } = cookies.read(context);
    const session = token === '' ? null : await app.access.session(token);
    if (session === null) throw new SyncError('access.loginNeeded');
    refuseForeign(context, origin, session.csrfToken);
    if (needs === 'owner' && session.account.role !== 'owner') throw new SyncError('access.notAllowed');
    context.set('session', session);
    context.set('token', token);
    const { account } = session;
    // A password that somebody else knows opens nothing but the way to one's own.
    if (account.mustChange && !isOwnSession(context.req.path))
      throw new SyncError('access.passwordMustChange');
    return app.acting.as(account.name, () => next());
  };
}

/**
 * Refuses requests under a name that is not this server's: a foreign page whose name was pointed at this
 * machine would otherwise count as the same origin.
 */
export function ownNamesOnly(host: string, origin: string | null): MiddlewareHandler {
  const outside = origin === null ? null : new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1');
  return async (context, next) => {
    const written = (context.req.header('Host') ?? '').toLowerCase();
    const name = written.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
    const isOwn = name === host.toLowerCase() || name === outside || LOOPBACK.has(name);
    // An address that the owner has opened to a network is reached by names that only he knows.
    const isOpen = host === '0.0.0.0' || host === '::';
    if (isOwn || isOpen) return next();
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

/** Headers of every answer: nothing from elsewhere, nothing framed, nothing guessed. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentPolicy(''));
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
};
