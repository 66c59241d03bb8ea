import { runningClock } from '../../lib/clock.ts';
import { SyncError } from '../../model/sync-error.ts';
import { HttpClient } from '../../wire/http-client.ts';
import type { HttpClientOptions, RequestKind } from '../../wire/http-client.ts';
import type { HttpAnswer } from '../../wire/judge-answer.ts';
import { readJson } from '../../wire/read-json.ts';
import { WireFault } from '../../wire/wire-fault.ts';
import { shopBase } from '../seliton-http/shop-address.ts';
import { shopFault } from '../seliton-http/shop-faults.ts';
import { refusal } from './rest-errors.ts';
import { tokenSchema } from './wire.ts';

/**
 * A user name with its secret key, changed for tokens by `client_credentials` (our reading), or a token
 * pasted in.
 */
export type RestCredentials =
  | { readonly kind: 'client'; readonly username: string; readonly secret: string }
  | { readonly kind: 'token'; readonly token: string };

export interface RestClientOptions extends Omit<HttpClientOptions, 'translate'> {
  /** The shop's web address; `http://` is assumed where no scheme is written. */
  readonly address: string;
  readonly credentials: RestCredentials;
  /** Where tokens come from; without it the shop's own address. */
  readonly oauthAddress?: string;
}

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Behind `/api/v1/`: `products/` for lists and creates, `products/7` for one record. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly kind: RequestKind;
  readonly what: string;
}

export interface RestAnswer {
  readonly status: number;
  /** Parsed JSON; null where a write was answered by a success that cannot be read: unknown, not done. */
  readonly body: unknown;
}

/** A token is renewed so long before it ends, so that none ends under way. */
const RENEW_MS = 60_000;
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
  #token: { readonly text: string; readonly endsMs: number } | null = null;
  #asking: Promise<string> | null = null;

  constructor(options: RestClientOptions) {
    this.#options = options;
    this.address = shopBase(options.address);
    this.#http = new HttpClient({ ...options, translate: shopFault(options.address) });
  }

  /**
   * The answer to a call. A token that the shop does not take any more is renewed once. Rejects
   * `shop.secret.refused`, `shop.scope.missing`, `shop.wrongInterface`, and what `shopFault` makes of faults.
   */
  async call(call: RestCall, signal: AbortSignal): Promise<RestAnswer> {
    const { address } = this;
    let answer = await this.#send(call, await this.#currentToken(signal), signal);
    if (answer.status === 401 && this.#options.credentials.kind === 'client') {
      this.#token = null;
      answer = await this.#send(call, await this.#currentToken(signal), signal);
    }
    if (answer.status === 401) throw new SyncError('shop.secret.refused', { address });
    if (answer.status === 403) throw refusal(answer, address);
    return answer;
  }

  /** An answer as it came, whatever its status; `token`: another one than ours, wrong on purpose. */
  async ask(path: string, how: { readonly token?: string; readonly signal: AbortSignal }): Promise<string> {
    const token = how.token ?? (await this.#currentToken(how.signal));
    const query = new URLSearchParams({ access_token: token });
    const request = {
      method: 'GET',
      base: this.address,
      path: `/api/v1/${path}${path.includes('?') ? '&' : '?'}${query.toString()}`,
      kind: 'read',
      what: 'collect',
    } as const;
    return this.#http.send(request, how.signal, ({ status, body }) => `HTTP ${status}\n${body}`);
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  async #send(call: RestCall, token: string, signal: AbortSignal): Promise<RestAnswer> {
    const query = new URLSearchParams({ access_token: token, ...call.query });
    const { method, path, kind, what, body } = call;
    const request = {
      method,
      base: this.address,
      path: `/api/v1/${path}?${query.toString()}`,
      kind,
      what,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    };
    return this.#http.send(request, signal, (answer) => this.#read(call, answer));
  }

  #read(call: RestCall, answer: HttpAnswer): RestAnswer {
    const { status, isHtml, body } = answer;
    if (status === 401) return { status, body: null };
    if (isHtml && status >= 400)
      throw new SyncError('shop.wrongInterface', { address: this.address, interface: 'rest' });
    try {
      // A redirect to another page of the shop has done nothing that could be seen.
      if (status >= 300 && status < 400) throw new WireFault('unreadable', `HTTP ${status}`);
      return { status, body: readJson(body) };
    } catch (error) {
      // The API refuses in JSON; other words are those of something before it.
      if (status === 403) throw new WireFault('wall', 'HTTP 403', { cause: error });
      if (call.kind === 'repeatableWrite' && status < 400) return { status, body: null };
      throw error;
    }
  }

  async #currentToken(signal: AbortSignal): Promise<string> {
    const { credentials } = this.#options;
    if (credentials.kind === 'token') return credentials.token;
    if (this.#token !== null && this.#token.endsMs > runningClock.now()) return this.#token.text;
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
    return this.#http.send(
      {
        method: 'POST',
        base,
        path: '/token',
        // It changes nothing of the shop.
        kind: 'read',
        what: 'token',
        headers: {
          authorization: `Basic ${basic}`,
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        },
        body: multipart({ grant_type: 'client_credentials' }),
      },
      signal,
      (answer) => this.#readToken(answer),
    );
  }

  #readToken({ status, body, isHtml }: HttpAnswer): string {
    const { address } = this;
    if (status === 401) throw new SyncError('shop.secret.refused', { address });
    const wrongInterface = new SyncError('shop.wrongInterface', { address, interface: 'rest' });
    let json: unknown;
    try {
      json = readJson(body);
    } catch (error) {
      if (status === 403) throw new WireFault('wall', 'HTTP 403', { cause: error });
      // A success that was cut is whole the next time; anything else does not speak OAuth.
      throw status < 300 && !isHtml ? error : wrongInterface;
    }
    const parsed = tokenSchema.safeParse(json);
    if (status < 400 && parsed.success) {
      const { access_token: text, expires_in: seconds } = parsed.data;
      this.#token = { text, endsMs: runningClock.now() + Math.max(seconds * 1000 - RENEW_MS, 1000) };
      return text;
    }
    if (status === 400 || status === 403) throw new SyncError('shop.secret.refused', { address });
    throw wrongInterface;
  }
}
