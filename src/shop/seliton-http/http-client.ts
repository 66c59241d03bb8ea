import { Agent, request as send } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import { isTransient, SyncError } from '../../model/sync-error.ts';
import { connectionError, readRetryAfter } from './http-errors.ts';
import type { RequestKind } from './http-errors.ts';
import { RateLimit } from './rate-limit.ts';

export interface HttpClientOptions {
  /** The shop's address for people: in errors instead of the URL, which may carry secrets. */
  readonly address: string;
  readonly rateLimit: { readonly atOnce: number; readonly perSecond: number };
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** 0 up to 1, for the jitter of waiting times. */
  readonly random: () => number;
  /** Told before each wait for a repetition. */
  readonly onRetry?: (retry: { readonly code: ErrorCode; readonly waitMs: number }) => void;
  /** How long an answer may take to begin, and how long it may pause. */
  readonly timeoutMs?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** May carry secrets: never logged, never in an error. */
  readonly url: string;
  readonly kind: RequestKind;
  /** What is asked for, for people: in the error of a lost answer. */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most bytes that an answer may have. */
  readonly maxBytes?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** A page for people where data was expected. */
  readonly isHtml: boolean;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 64 * 1024 * 1024;
const ATTEMPTS = 6;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 20_000;
const HTML = /^\s*<(?:!doctype html|html)/i;

/**
 * The one way out to the shop: rate limit, time limits, size limit, and the only place that repeats
 * requests. Reads and repeatable writes are repeated after connection faults, 429 and 5xx; a create only
 * when it surely was not done (429, or nothing was sent). Waiting obeys Retry-After, else grows with full
 * jitter.
 */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #agent: Agent;
  readonly #limit: RateLimit;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    const timeout = options.timeoutMs ?? TIMEOUT_MS;
    this.#limit = new RateLimit({ ...options.rateLimit, clock: options.clock, sleep: options.sleep });
    this.#agent = new Agent({
      connections: options.rateLimit.atOnce,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      connect: { timeout: Math.min(timeout, 10_000) },
      keepAliveTimeout: 4000,
    });
  }

  /**
   * The shop's answer, whatever its status below 500 but 429. Rejects with `shop.*` SyncErrors:
   * `connection` when it may be tried later, `shop.write.answerLost` when nobody knows whether a create was
   * done.
   */
  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#limit.run(signal, () => this.#once(request, signal));
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        // An answer that is too large is as large the next time.
        const isHopeless = !isTransient(error) || (error as SyncError).code === 'shop.answer.tooLarge';
        if (isHopeless || attempt >= ATTEMPTS) throw error;
        await this.#wait(error as SyncError, attempt, signal);
      }
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #wait(error: SyncError, attempt: number, signal: AbortSignal): Promise<void> {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
    const waitMs = error.retryAfterMs ?? Math.round(longest * this.#options.random());
    // A shop that says "too many" means all of us, not only the request that was told.
    if (error.code === 'shop.busy') this.#limit.pause(waitMs);
    this.#options.onRetry?.({ code: error.code, waitMs });
    await this.#options.sleep(waitMs, signal);
  }

  async #once(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { address } = this.#options;
    const about = { address, kind: request.kind, what: request.what };
    try {
      const { statusCode, headers, body } = await send(request.url, {
        dispatcher: this.#agent,
        method: request.method,
        signal,
        ...(request.headers === undefined ? {} : { headers: request.headers }),
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const text = await this.#readBody(body, request.maxBytes ?? MAX_BYTES);
      const retryAfter = headers['retry-after'];
      return this.#judge(request, {
        status: statusCode,
        text,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      });
    } catch (error) {
      if (error instanceof SyncError) throw error;
      if (signal.aborted) throw signal.reason;
      throw connectionError(error, about);
    }
  }

  async #readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw new SyncError('shop.answer.tooLarge', { address: this.#options.address });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #judge(
    request: HttpRequest,
    answer: { readonly status: number; readonly text: string; readonly retryAfter: string | undefined },
  ): HttpAnswer {
    const { address, clock } = this.#options;
    const { status, text } = answer;
    if (status === 429) {
      const retryAfterMs = readRetryAfter(answer.retryAfter, clock.now());
      throw new SyncError('shop.busy', { address }, retryAfterMs === null ? {} : { retryAfterMs });
    }
    const isHtml = HTML.test(text.slice(0, 200));
    const isBroken = status >= 500 || (isHtml && status < 300);
    if (!isBroken) return { status, body: text, isHtml };
    // Behind a gateway's 502 or a page of "maintenance" the shop may have done what was asked.
    if (request.kind === 'create') throw new SyncError('shop.write.answerLost', { what: request.what });
    if (status < 500) throw new SyncError('shop.answer.unreadable', { address, what: 'HTML' });
    const retryAfterMs = readRetryAfter(answer.retryAfter, clock.now());
    throw new SyncError('shop.broken', { address, status }, retryAfterMs === null ? {} : { retryAfterMs });
  }
}
