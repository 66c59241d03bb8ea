import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import { SyncError } from '../../model/sync-error.ts';
import { HttpClient } from '../seliton-http/http-client.ts';
import type { HttpAnswer, HttpRequest } from '../seliton-http/http-client.ts';
import { shopBase } from '../seliton-http/shop-address.ts';
import { EXPORT_FEED, GUIDE } from './codec.ts';
import type { FeedAccess } from './export-feed.ts';
import { findLostLetters, parseAnswer } from './xml-answer.ts';
import type { XmlAnswer } from './xml-answer.ts';
import { findElement } from './xml-document.ts';
import { checkStatus, ShopRefusal } from './xml-errors.ts';

export interface XmlClientOptions {
  readonly address: string;
  readonly username: string;
  readonly secret: string;
  readonly feed: FeedAccess | null;
  readonly rateLimit: { readonly atOnce: number; readonly perSecond: number };
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly onRetry?: (retry: { readonly code: ErrorCode; readonly waitMs: number }) => void;
}

/** One action of the XML API. */
export interface XmlCall {
  readonly action: (typeof GUIDE.actions)[keyof typeof GUIDE.actions];
  /** Parameters besides the four of every request. */
  readonly fields: Readonly<Record<string, string>>;
  /** Elements of the answer to be handed out as text; without it the whole answer is the frame. */
  readonly record?: string;
  /**
   * When true, an answer that is lost is told as `shop.write.answerLost` and the request is not made
   * again.
   */
  readonly isOnce?: boolean;
}

/** A shop's 500 products take their time. */
const TIMEOUT_MS = 60_000;
const CATALOGUE_BYTES = 256 * 1024 * 1024;
/** Answers that came but were cut or malformed are asked for again so often. */
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 400;
const INTERFACE = 'xml';

/** Opens a client; nothing is asked yet. Throws `settings.shopAddress.malformed`. */
export function openXmlClient(options: XmlClientOptions): XmlClient {
  return new XmlClient(options);
}

/**
 * Speaks the XML API and fetches the export feed. Every action is safe to repeat by our reading (reads;
 * writes keyed by code or order number), so requests are repeated with back-off when they fail or their
 * answer is lost or cut.
 */
export class XmlClient {
  /** The shop's address for people and errors. */
  readonly address: string;
  /** Texts that must never appear in a message. */
  readonly secrets: readonly string[];
  readonly #options: XmlClientOptions;
  readonly #base: string;
  readonly #http: HttpClient;

  constructor(options: XmlClientOptions) {
    this.#options = options;
    this.address = options.address;
    this.secrets = [options.secret, options.feed?.signature ?? ''];
    this.#base = shopBase(options.address);
    const { address, rateLimit, clock, sleep, random, onRetry } = options;
    const told = onRetry === undefined ? {} : { onRetry };
    this.#http = new HttpClient({ address, rateLimit, clock, sleep, random, timeoutMs: TIMEOUT_MS, ...told });
  }

  /**
   * The answer to an action whose status is ok. Rejects a ShopRefusal when the shop says no, else
   * SyncErrors (`shop.secret.refused`, `shop.wrongInterface`, `shop.answer.unreadable`, connection
   * faults).
   */
  async call(call: XmlCall, signal: AbortSignal): Promise<XmlAnswer> {
    const { username, secret } = this.#options;
    const names = GUIDE.fields;
    const form = new URLSearchParams({
      [names.action]: call.action,
      [names.version]: GUIDE.version,
      [names.username]: username,
      [names.secret]: secret,
      ...call.fields,
    });
    const request: HttpRequest = {
      method: 'POST',
      url: `${this.#base}${GUIDE.path}`,
      kind:
        call.isOnce === true
          ? 'create'
          : call.action === GUIDE.actions.getOrders
            ? 'read'
            : 'repeatableWrite',
      what: call.action,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    };
    const about = { address: this.address, what: call.action, secrets: this.secrets };
    return this.#parsed(request, signal, (text) => {
      const answer = parseAnswer(text, call.record ?? null, about);
      checkStatus(answer.frame, about);
      return answer;
    });
  }

  /** The records of the export feed's products, as they stand in it. */
  async fetchFeed(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly string[]> {
    const what = EXPORT_FEED.path;
    const request: HttpRequest = {
      method: 'GET',
      url: `${this.#base}${EXPORT_FEED.path}?${new URLSearchParams(query).toString()}`,
      kind: 'read',
      what,
      maxBytes: CATALOGUE_BYTES,
    };
    const about = { address: this.address, what, secrets: this.secrets };
    return this.#parsed(request, signal, (text) => {
      const { frame, records } = parseAnswer(text, EXPORT_FEED.product, about);
      // An error in XML must not pass for a shop without products.
      if (findElement(frame, EXPORT_FEED.products) === undefined) checkStatus(frame, about);
      return records;
    });
  }

  /** Frees connections. Repeatable. */
  async close(): Promise<void> {
    await this.#http.close();
  }

  async #parsed<T>(request: HttpRequest, signal: AbortSignal, parse: (text: string) => T): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#http.send(request, signal);
      try {
        return parse(this.#accepted(answer, request.what));
      } catch (error) {
        const isUnreadable = error instanceof SyncError && error.code === 'shop.answer.unreadable';
        if (!isUnreadable) throw error;
        if (request.kind === 'create')
          throw new SyncError('shop.write.answerLost', { what: request.what }, { cause: error });
        if (attempt >= ATTEMPTS) throw error;
        await this.#wait(error.code, attempt, signal);
      }
    }
  }

  /** The text of an answer that may be one of ours. */
  #accepted(answer: HttpAnswer, what: string): string {
    const { status, body, isHtml } = answer;
    const { address } = this;
    if (status === 401 || status === 403) throw new SyncError('shop.secret.refused', { address });
    if (isHtml || status === 404 || status === 405 || (status >= 300 && status < 400))
      throw new SyncError('shop.wrongInterface', { address, interface: INTERFACE });
    if (status >= 400) throw new ShopRefusal(String(status), `HTTP ${status}`);
    if (findLostLetters(body)) throw new SyncError('shop.answer.unreadable', { address, what });
    return body.startsWith('\ufeff') ? body.slice(1) : body;
  }

  async #wait(code: ErrorCode, attempt: number, signal: AbortSignal): Promise<void> {
    const { random, onRetry, sleep } = this.#options;
    const waitMs = Math.round(FIRST_WAIT_MS * 2 ** attempt * random());
    onRetry?.({ code, waitMs });
    await sleep(waitMs, signal);
  }
}
