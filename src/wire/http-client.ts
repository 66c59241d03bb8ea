import { Agent, buildConnector, request as send } from 'undici';
import type { Dispatcher } from 'undici';
import { runningClock } from '../lib/clock.ts';
import type { HostGuard } from '../lib/net/host-guard.ts';
import type { Clock } from '../lib/clock.ts';
import { isNotSentCode, systemCode } from '../lib/not-sent.ts';
import { retry } from '../lib/retry.ts';
import type { Verdict } from '../lib/retry.ts';
import type { Sleep } from '../lib/sleep.ts';
import { guardRefusal } from '../model/guard-refusal.ts';
import type { Retrying, SyncError } from '../model/sync-error.ts';
import { AnswerWatch } from './answer-watch.ts';
import { decodeText, unpackBody } from './decode-body.ts';
import { headerOf, judge, readRetryAfter } from './judge-answer.ts';
import type { HttpAnswer } from './judge-answer.ts';
import { withLastLook } from './last-look.ts';
import { LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { RateLimit } from './rate-limit.ts';
import { redirectOf } from './redirect.ts';
import { USER_AGENT } from './user-agent.ts';
import { WireFault } from './wire-fault.ts';

/** What a request is, and so whether it may be sent again: a create whose answer is lost never may. */
export type RequestKind = 'read' | 'repeatableWrite' | 'create';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The address that a person has typed, without a final slash. */
  readonly base: string;
  /** Behind the base, its query included. May carry secrets: never logged, never in an error. */
  readonly path: string;
  readonly kind: RequestKind;
  /** What is asked for, for people: in the error of a lost answer. */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Where this answer may be larger or later than others. */
  readonly limits?: Partial<Limits>;
}

export interface HttpClientOptions {
  /** Makes the adapter's own error of a fault; after a `create` it says whether it may have been done. */
  readonly translate: (fault: WireFault, request: HttpRequest) => SyncError;
  /** Requests at once, and how many a second at most. */
  readonly rateLimit: { readonly atOnce: number; readonly perSecond: number };
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** 0 up to 1, for the jitter of waiting times. */
  readonly random: () => number;
  /**
   * Awaited before each request that is no read, repeated ones too; it rejects: nothing is sent. What it
   * resolves to is asked once more when the connection stands; false: nothing is sent yet, and it is awaited
   * again.
   */
  readonly beforeChange?: () => Promise<() => boolean>;
  /** Told before each wait for a repetition. */
  readonly onRetry?: (retry: Retrying) => void;
  readonly limits?: Partial<Limits>;
  /** How often a request is tried in all; left out = as often as the policy says. */
  readonly attempts?: number;
  /** Which hosts may be connected to, also those that a redirect leads to; absent = all. */
  readonly guard?: HostGuard;
}

const POLICY = {
  attempts: 6,
  firstWaitMs: 200,
  longestWaitMs: 20_000,
  mostWaitingMs: 10 * 60_000,
} as const;
const MOST_REDIRECTS = 5;
const SECRET_HEADERS = ['authorization', 'x-api-key'] as const;
const KEEP_ALIVE_MS = 4000;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/;
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/**
 * The one way out over HTTP: rate limit, time and size limits, decoding, redirects, and the only place that
 * repeats requests. Reads and repeatable writes are repeated after faults of the connection, 429, 5xx and
 * answers that cannot be read; a create only when the server surely has done nothing. Waiting obeys
 * Retry-After, else grows with full jitter. GETs follow redirects; others tell the address to be used.
 */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #limits: Limits;
  readonly #agent: Agent;
  readonly #limit: RateLimit;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#limit = new RateLimit({ ...options.rateLimit, clock: runningClock, sleep: options.sleep });
    this.#agent = new Agent({
      connections: options.rateLimit.atOnce,
      headersTimeout: this.#limits.beginMs,
      bodyTimeout: this.#limits.beginMs,
      connect: connector(this.#limits.connectMs, options.guard),
      keepAliveTimeout: KEEP_ALIVE_MS,
    });
  }

  /**
   * What `read` makes of the answer, whose status is below 500 and not 429. A WireFault that `read` throws is
   * treated as a fault of the answer, and repeated where that is safe. Rejects the adapter's errors, and the
   * signal's reason.
   */
  async send<T>(request: HttpRequest, signal: AbortSignal, read: (answer: HttpAnswer) => T): Promise<T> {
    const { sleep, random, attempts = POLICY.attempts } = this.#options;
    const work = async (): Promise<T> =>
      read(await this.#limit.run(signal, () => this.#once(request, signal)));
    const judgeError = (error: unknown): Verdict => this.#verdict(request, error);
    try {
      return await retry({ ...POLICY, attempts, sleep, random }, { work, judge: judgeError, signal });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error instanceof WireFault ? this.#options.translate(error, request) : error;
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #verdict(request: HttpRequest, error: unknown): Verdict {
    const isSafe = error instanceof WireFault && (request.kind !== 'create' || error.isNothingDone);
    if (!isSafe || error.isLasting) return { isFinal: true };
    const { code, facts } = this.#options.translate(error, request);
    const onWait = (waitMs: number, attempt: number): void => {
      // A server that says "too many" means all of us, not only the request that was told.
      if (error.kind === 'busy') this.#limit.pause(waitMs);
      this.#options.onRetry?.({ code, facts, what: request.what, attempt, waitMs });
    };
    return { isFinal: false, askedMs: error.retryAfterMs, onWait };
  }

  async #once(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const holds = request.kind === 'read' ? undefined : await this.#options.beforeChange?.();
    const dispatcher = holds === undefined ? this.#agent : this.#looking(holds);
    const limits = { ...this.#limits, ...request.limits };
    const watch = new AnswerWatch(limits, signal);
    try {
      const { statusCode: status, headers, body } = await this.#follow(request, dispatcher, watch.signal);
      watch.hasBegun();
      const bytes = await readBytes(body, watch);
      const unpacked = await unpackBody(bytes, headerOf(headers, 'content-encoding'), limits.maxBytes);
      const text = decodeText(unpacked, headerOf(headers, 'content-type'));
      const retryAfterMs = readRetryAfter(headerOf(headers, 'retry-after'), this.#options.clock.now());
      return judge({ status, headers, text, retryAfterMs });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error instanceof WireFault ? error : (guardRefusal(error) ?? connectionFault(error));
    } finally {
      watch.end();
    }
  }

  /** The same way out, for what is sent only where this holds when the first byte is about to leave. */
  #looking(holds: () => boolean): Dispatcher {
    return this.#agent.compose(
      (dispatch) => (options, handler) => dispatch(options, withLastLook(handler, holds)),
    );
  }

  /** The last answer of a chain of redirects; only a GET goes along. */
  async #follow(
    request: HttpRequest,
    dispatcher: Dispatcher,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const headers = { ...request.headers, 'user-agent': USER_AGENT };
    let url = `${request.base}${request.path}`;
    for (let hop = 0; ; hop += 1) {
      const answer = await send(url, {
        dispatcher,
        method: request.method,
        signal,
        headers,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const redirect = redirectOf(url, request, answer);
      if (redirect === null || (redirect.isHere && request.method !== 'GET')) return answer;
      await answer.body.dump();
      // A key that was entered for one server is not told to another.
      const isTrusted = redirect.isHere || !SECRET_HEADERS.some((name) => name in headers);
      if (hop >= MOST_REDIRECTS) throw new WireFault('unreadable', 'redirects');
      if (request.method !== 'GET' || redirect.isDowngrade || !isTrusted)
        throw new WireFault('elsewhere', String(answer.statusCode), { leadsTo: redirect.leadsTo });
      ({ url } = redirect);
    }
  }
}

/**
 * Opens connections to hosts that the guard lets by; to each address that it has looked up, and to no
 * other.
 */
function connector(timeout: number, guard: HostGuard | undefined): buildConnector.connector {
  if (guard === undefined) return buildConnector({ timeout });
  const connect = buildConnector({ timeout, lookup: guard.lookup });
  return (options, done) => {
    const refusal = guard.refusal(options.hostname);
    if (refusal === null) connect(options, done);
    else done(refusal, null);
  };
}

async function readBytes(body: AsyncIterable<Uint8Array>, watch: AnswerWatch): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    watch.received(chunk.length);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks);
}

function connectionFault(error: unknown): WireFault {
  const code = systemCode(error);
  const more = { cause: error };
  if (CERTIFICATE.test(code)) return new WireFault('certificate', code, more);
  if (isNotSentCode(code)) return new WireFault('notSent', code, more);
  if (TIMED_OUT.has(code)) return new WireFault('timeout', code, more);
  return new WireFault('lost', code === '' ? 'connection' : code, more);
}
