import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { SandboxContent } from './content-file.ts';
import { RESOURCES } from './resources/all-resources.ts';
import { makeToken, readToken } from './token.ts';
import type { Claims } from './token.ts';

const CODE_SECONDS = 30;
const TOKEN_SECONDS = 3600;

/** All scopes there are; `write_orders` and the script codes' are not documented and yet not refused. */
const SCOPES = new Set(
  Object.values(RESOURCES).flatMap((resource) => [resource.scopes.read, resource.scopes.write]),
);

interface IssuedCode {
  readonly clientId: string;
  readonly scope: string;
  readonly expires: number;
  readonly shop: OAuthShop;
}

/** A shop as the OAuth host knows it. */
export interface OAuthShop {
  readonly content: Pick<SandboxContent, 'apps' | 'apiUsers'>;
  /** What its tokens are signed with: one of another shop is none here. */
  readonly key: string;
  /** Public host of the shop, as `shop` must name it. */
  readonly host: () => string;
}

/**
 * What the shops of one process share: the platform has one OAuth host for all of them, where `shop` says
 * which one is meant.
 */
export class OAuthHost {
  readonly shops: OAuthShop[] = [];
  readonly codes = new Map<string, IssuedCode>();
}

export interface OAuthOptions {
  readonly shop: OAuthShop;
  readonly shared: OAuthHost;
  readonly clock: () => Date;
}

interface Answered {
  readonly audience: string;
  readonly scope: string;
  readonly shop: OAuthShop;
}

/** The OAuth host of the shop: authorisation by code, and tokens (facts of the platform, section 6). */
export class OAuth {
  readonly #options: OAuthOptions;

  constructor(options: OAuthOptions) {
    this.#options = options;
    options.shared.shops.push(options.shop);
  }

  /**
   * Claims of the request's token: in the query, or in a Bearer header, never both. Null when it has no
   * valid one.
   */
  claims(context: Context): Claims | null {
    const query = context.req.query('access_token');
    const header = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    if (query !== undefined && header !== undefined) return null;
    const token = query ?? header;
    return token === undefined ? null : readToken(token, this.#options.shop.key, this.#now());
  }

  routes(): Hono {
    const app = new Hono();
    app.get('/authorize', (context) => this.#consentPage(context));
    app.post('/authorize', (context) => this.#consent(context));
    app.post('/token', (context) => this.#token(context));
    return app;
  }

  #now(): number {
    return Math.floor(this.#options.clock().getTime() / 1000);
  }

  #request(
    context: Context,
  ): { clientId: string; scope: string; redirect: string; shop: OAuthShop } | Response {
    // Both forms are met: a full address and the bare host.
    const named = (context.req.query('shop') ?? '').replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    const shop = this.#options.shared.shops.find((known) => known.host() === named.toLowerCase());
    if (shop === undefined)
      return oauthError(context, 400, { error: 'invalid_request', description: 'unknown shop' });
    const app = shop.content.apps.find((known) => known.clientId === context.req.query('client_id'));
    if (app === undefined)
      return oauthError(context, 400, { error: 'invalid_client', description: 'unknown client_id' });
    if (context.req.query('response_type') !== 'code') {
      return oauthError(context, 400, {
        error: 'unsupported_response_type',
        description: 'response_type must be code',
      });
    }
    const scopes = (context.req.query('scope') ?? '').split(/[\s+]+/).filter((scope) => scope !== '');
    const unknown = scopes.find((scope) => !SCOPES.has(scope));
    if (unknown !== undefined)
      return oauthError(context, 400, { error: 'invalid_scope', description: unknown });
    return { clientId: app.clientId, scope: scopes.join(' '), redirect: app.redirectPath, shop };
  }

  #consentPage(context: Context): Response | Promise<Response> {
    const asked = this.#request(context);
    if (asked instanceof Response) return asked;
    return context.html(
      html`<!doctype html>
        <html lang="bg">
          <head>
            <meta charset="utf-8" />
            <title>Разрешение за достъп</title>
          </head>
          <body>
            <h1>Разрешение за достъп</h1>
            <p>Приложението ${asked.clientId} иска: ${asked.scope}</p>
            <form method="post" enctype="multipart/form-data">
              <button name="authorized" value="Accept">Разрешавам</button>
              <button name="authorized" value="Deny">Отказвам</button>
            </form>
          </body>
        </html>`,
    );
  }

  async #consent(context: Context): Promise<Response> {
    const asked = this.#request(context);
    if (asked instanceof Response) return asked;
    const state = context.req.query('state');
    const tail = state === undefined ? '' : `&state=${encodeURIComponent(state)}`;
    const form = await context.req.parseBody();
    const join = asked.redirect.includes('?') ? '&' : '?';
    if (form['authorized'] !== 'Accept')
      return context.redirect(`${asked.redirect}${join}error=access_denied${tail}`, 302);
    const code = randomBytes(20).toString('hex');
    this.#options.shared.codes.set(code, {
      clientId: asked.clientId,
      scope: asked.scope,
      shop: asked.shop,
      expires: this.#now() + CODE_SECONDS,
    });
    return context.redirect(`${asked.redirect}${join}code=${code}${tail}`, 302);
  }

  async #token(context: Context): Promise<Response> {
    const form = await context.req.parseBody();
    const basic = readBasic(context.req.header('authorization'));
    const user = basic?.user ?? formText(form['client_id']);
    const secret = basic?.password ?? formText(form['client_secret']);
    if (form['grant_type'] === 'authorization_code')
      return this.#exchange(context, { user, secret, code: formText(form['code']) });
    if (form['grant_type'] === 'client_credentials') return this.#credentials(context, { user, secret });
    return oauthError(context, 400, {
      error: 'unsupported_grant_type',
      description: 'authorization_code or client_credentials',
    });
  }

  #exchange(
    context: Context,
    what: { readonly user: string; readonly secret: string; readonly code: string },
  ): Response {
    const { codes, shops } = this.#options.shared;
    const isClient = (shop: OAuthShop): boolean =>
      shop.content.apps.some((app) => app.clientId === what.user && app.clientSecret === what.secret);
    if (!shops.some((shop) => isClient(shop)))
      return oauthError(context, 401, {
        error: 'invalid_client',
        description: 'client credentials are invalid',
      });
    const issued = codes.get(what.code);
    codes.delete(what.code);
    const isOwn = issued !== undefined && issued.clientId === what.user && isClient(issued.shop);
    if (!isOwn || issued.expires < this.#now()) {
      return oauthError(context, 400, {
        error: 'invalid_grant',
        description: 'the code is invalid or has expired',
      });
    }
    return this.#answer(context, { audience: what.user, scope: issued.scope, shop: issued.shop });
  }

  /** Our reading: user name and secret key of the shop's API user, all scopes. */
  #credentials(context: Context, what: { readonly user: string; readonly secret: string }): Response {
    const { apiUsers, apps } = this.#options.shop.content;
    const isKnown =
      apiUsers.some((known) => known.username === what.user && known.secret === what.secret) ||
      apps.some((known) => known.clientId === what.user && known.clientSecret === what.secret);
    if (!isKnown)
      return oauthError(context, 401, {
        error: 'invalid_client',
        description: 'client credentials are invalid',
      });
    return this.#answer(context, {
      audience: what.user,
      scope: [...SCOPES].join(' '),
      shop: this.#options.shop,
    });
  }

  #answer(context: Context, what: Answered): Response {
    const now = this.#now();
    const claims = {
      iss: what.shop.host(),
      aud: what.audience,
      sub: null,
      exp: now + TOKEN_SECONDS,
      iat: now,
    } as const;
    const token = makeToken({ ...claims, token_type: 'bearer', scope: what.scope }, what.shop.key);
    context.header('Cache-Control', 'no-store');
    return context.json({
      access_token: token,
      expires_in: TOKEN_SECONDS,
      token_type: 'bearer',
      scope: what.scope,
    });
  }
}

/** A form's field as text; a file or a missing one is empty. */
function formText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readBasic(header: string | undefined): { readonly user: string; readonly password: string } | null {
  const encoded = /^Basic (\S+)$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function oauthError(
  context: Context,
  status: 400 | 401,
  what: { readonly error: string; readonly description: string },
): Response {
  return context.json({ error: what.error, error_description: what.description }, status);
}
