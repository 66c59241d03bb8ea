import type { Clock } from '../../lib/clock.ts';
import { SyncError } from '../../model/sync-error.ts';
import { HttpClient } from '../seliton-http/http-client.ts';
import type { HttpAnswer, HttpClientOptions } from '../seliton-http/http-client.ts';
import type { RequestKind } from '../seliton-http/http-errors.ts';
import { shopBase } from '../seliton-http/shop-address.ts';
import { refusal } from './rest-errors.ts';
import { tokenSchema } from './wire.ts';

/**
 * A user name with its secret key, changed for tokens by `client_credentials` (our reading), or a token
 * pasted in.
 */
export type RestCredentials =
  | { readonly kind: 'client'; readonly username: string; readonly secret: string }
  | { readonly kind: 'token'; readonly token: string };

export interface RestClientOptions extends HttpClientOptions {
  readonly credentials: RestCredentials;
  /** Where tokens come from; without it the shop's own address. */
  readonly oauthAddress?: string;
}

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `/api/v1/`: `products/` for lists and creates, `products/7` for one record. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly kind: RequestKind;
  readonly what: string;
}

export interface RestAnswer {
  readonly status: number;
  /** Parsed JSON. */
  readonly body: unknown;
}

/** A token is renewed so long before it ends, so that none ends under way. */
const RENEW_MS = 60_000;
/** So often is an answer read that cannot be understood. */
const READINGS = 3;
const BOUNDARY = 'skladbridge-form-3f9c1d';

/** OAuth's forms are multipart, as the shop's own client sends them. */
function multipart(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

/** Calls of REST API v1 with a valid token; the token travels as the first parameter of the query. */
export class RestClient {
  readonly address: string;
  readonly #options: RestClientOptions;
  readonly #http: HttpClient;
  readonly #clock: Clock;
  #token: { readonly text: string; readonly endsMs: number } | null = null;
  #asking: Promise<string> | null = null;

  constructor(options: RestClientOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.address = shopBase(options.address);
    this.#http = new HttpClient(options);
  }

  /**
   * The answer to a call. A token that the shop does not take any more is renewed once. Rejects
   * `shop.secret.refused`, `shop.scope.missing`, `shop.wrongInterface`, and what `HttpClient.send` rejects.
   */
  async call(call: RestCall, signal: AbortSignal): Promise<RestAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#callOnce(call, signal);
      } catch (error) {
        // A body that was cut on its way is whole the next time; a create is never sent again for it.
        const isCut = error instanceof SyncError && error.code === 'shop.answer.unreadable';
        if (!isCut || call.kind === 'create' || attempt >= READINGS) throw error;
      }
    }
  }

  async #callOnce(call: RestCall, signal: AbortSignal): Promise<RestAnswer> {
    const first = await this.#send(call, await this.#currentToken(signal), signal);
    if (first.status !== 401 || this.#options.credentials.kind === 'token') return this.#read(call, first);
    this.#token = null;
    return this.#read(call, await this.#send(call, await this.#currentToken(signal), signal));
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  async #send(call: RestCall, token: string, signal: AbortSignal): Promise<HttpAnswer> {
    const query = new URLSearchParams({ access_token: token, ...call.query });
    return this.#http.send(
      {
        method: call.method,
        url: `${this.address}/api/v1/${call.path}?${query.toString()}`,
        kind: call.kind,
        what: call.what,
        ...(call.body === undefined
          ? {}
          : { body: JSON.stringify(call.body), headers: { 'content-type': 'application/json' } }),
      },
      signal,
    );
  }

  #read(call: RestCall, answer: HttpAnswer): RestAnswer {
    const { address } = this;
    if (answer.isHtml) throw new SyncError('shop.wrongInterface', { address, interface: 'rest' });
    let body: unknown;
    try {
      body = JSON.parse(answer.body === '' ? '{}' : answer.body);
    } catch (error) {
      if (call.kind === 'create')
        throw new SyncError('shop.write.answerLost', { what: call.what }, { cause: error });
      throw new SyncError('shop.answer.unreadable', { address, what: 'JSON' }, { cause: error });
    }
    if (answer.status === 401) throw new SyncError('shop.secret.refused', { address });
    if (answer.status === 403) throw refusal({ status: 403, body }, address);
    return { status: answer.status, body };
  }

  async #currentToken(signal: AbortSignal): Promise<string> {
    const { credentials } = this.#options;
    if (credentials.kind === 'token') return credentials.token;
    if (this.#token !== null && this.#token.endsMs > this.#clock.now()) return this.#token.text;
    // Many calls may find the token gone at the same moment: one of them asks, the others wait for it.
    this.#asking ??= this.#askToken(signal).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #askToken(signal: AbortSignal): Promise<string> {
    const { credentials, oauthAddress } = this.#options;
    if (credentials.kind === 'token') return credentials.token;
    const basic = Buffer.from(`${credentials.username}:${credentials.secret}`, 'utf8').toString('base64');
    const base = oauthAddress === undefined || oauthAddress === '' ? this.address : shopBase(oauthAddress);
    const answer = await this.#http.send(
      {
        method: 'POST',
        url: `${base}/token`,
        kind: 'repeatableWrite',
        what: 'token',
        headers: {
          authorization: `Basic ${basic}`,
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        },
        body: multipart({ grant_type: 'client_credentials' }),
      },
      signal,
    );
    return this.#readToken(answer);
  }

  #readToken(answer: HttpAnswer): string {
    const { address } = this;
    if (answer.status === 401 || answer.status === 403)
      throw new SyncError('shop.secret.refused', { address });
    let parsed: ReturnType<typeof tokenSchema.safeParse> | null = null;
    try {
      parsed = tokenSchema.safeParse(JSON.parse(answer.body));
    } catch {
      // No JSON: this address does not speak OAuth.
    }
    if (parsed?.success !== true) {
      const isRefused = answer.status === 400 && !answer.isHtml;
      throw new SyncError(isRefused ? 'shop.secret.refused' : 'shop.wrongInterface', {
        address,
        interface: 'rest',
      });
    }
    const { access_token: text, expires_in: seconds } = parsed.data;
    this.#token = { text, endsMs: this.#clock.now() + Math.max(seconds * 1000 - RENEW_MS, 1000) };
    return text;
  }
}
