import type { Clock } from '../../lib/clock.ts';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { Retrying } from '../../model/sync-error.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formText } from '../../wire/form-text.ts';
import { HttpClient } from '../../wire/http-client.ts';
import type { HttpRequest } from '../../wire/http-client.ts';
import type { HttpAnswer } from '../../wire/judge-answer.ts';
import type { Limits } from '../../wire/limits.ts';
import { WireFault } from '../../wire/wire-fault.ts';
import { shopBase } from '../seliton-http/shop-address.ts';
import { shopFault } from '../seliton-http/shop-faults.ts';
import { EXPORT_FEED, GUIDE } from './codec.ts';
import type { FeedAccess } from './feed-access.ts';
import { findLostLetters, parseAnswer, withoutNoise } from './xml-answer.ts';
import type { XmlAnswer } from './xml-answer.ts';
import { findElement } from './xml-document.ts';
import { checkStatus, isModuleInactive, ShopRefusal } from './xml-errors.ts';

export interface XmlClientOptions {
  readonly address: string;
  readonly username: string;
  readonly secret: string;
  readonly feed: FeedAccess | null;
  readonly rateLimit: { readonly atOnce: number; readonly perSecond: number };
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly beforeChange?: () => Promise<() => boolean>;
  readonly onRetry?: (retry: Retrying) => void;
  readonly limits?: Partial<Limits>;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
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
const BEGIN_MS = 60_000;
/** The export feed is the whole catalogue in one answer. */
const CATALOGUE: Partial<Limits> = { maxBytes: 256 * 1024 * 1024, wholeMs: 15 * 60_000 };
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
    const limits = { beginMs: BEGIN_MS, ...options.limits };
    this.#http = new HttpClient({ ...options, limits, translate: shopFault(options.address) });
  }

  /**
   * The answer to an action whose status is ok. Rejects a ShopRefusal when the shop says no, else
   * SyncErrors (`shop.secret.refused`, `shop.wrongInterface`, `shop.answer.unreadable`, connection
   * faults).
   */
  async call(call: XmlCall, signal: AbortSignal): Promise<XmlAnswer> {
    const { username, secret } = this.#options;
    const names = GUIDE.fields;
    const form = {
      [names.action]: call.action,
      [names.version]: GUIDE.version,
      [names.username]: username,
      [names.secret]: secret,
      ...call.fields,
    };
    const request: HttpRequest = {
      method: 'POST',
      base: this.#base,
      path: GUIDE.path,
      kind:
        call.isOnce === true
          ? 'create'
          : call.action === GUIDE.actions.getOrders
            ? 'read'
            : 'repeatableWrite',
      what: call.action,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formText(form),
    };
    const about = { address: this.address, what: call.action, secrets: this.secrets };
    return this.#send(request, signal, (text) => {
      const answer = parseAnswer(text, call.record ?? null, about);
      checkStatus(answer.frame, { ...about, records: answer.records.length });
      return answer;
    });
  }

  /** An answer as it came, whatever its status, to a form that may be wrong on purpose. */
  async ask(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
    const { username, secret } = this.#options;
    const names = GUIDE.fields;
    const own = { [names.version]: GUIDE.version, [names.username]: username, [names.secret]: secret };
    const request: HttpRequest = {
      method: 'POST',
      base: this.#base,
      path: GUIDE.path,
      kind: 'read',
      what: 'collect',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formText({ ...own, ...form }),
    };
    return this.#http.send(request, signal, ({ status, body }) => `HTTP ${status}\n${body}`);
  }

  /** The records of the export feed's products, as they stand in it. */
  async fetchFeed(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly string[]> {
    const what = EXPORT_FEED.path;
    const request: HttpRequest = {
      method: 'GET',
      base: this.#base,
      path: `${EXPORT_FEED.path}?${new URLSearchParams(query).toString()}`,
      kind: 'read',
      what,
      limits: { ...CATALOGUE, ...this.#options.limits },
    };
    const about = { address: this.address, what, secrets: this.secrets };
    return this.#send(request, signal, (text) => {
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

  async #send<T>(request: HttpRequest, signal: AbortSignal, parse: (text: string) => T): Promise<T> {
    return this.#http.send(request, signal, (answer) => {
      try {
        return parse(this.#accepted(answer, request.what));
      } catch (error) {
        // What cannot be read is asked for again where that is safe, like an answer that was lost.
        const isUnreadable = error instanceof SyncError && error.code === 'shop.answer.unreadable';
        throw isUnreadable ? new WireFault('unreadable', request.what, { cause: error }) : error;
      }
    });
  }

  /** The text of an answer that may be one of ours. */
  #accepted({ status, body, isHtml }: HttpAnswer, what: string): string {
    const { address } = this;
    const isXml = !isHtml && body.includes('<');
    if (!(isXml && status < 300) && isModuleInactive(body))
      throw new SyncError('shop.module.inactive', { address });
    if (status === 401 || status === 403) throw new SyncError('shop.secret.refused', { address });
    if (isHtml || status === 404 || status === 405 || (status >= 300 && status < 400))
      throw new SyncError('shop.wrongInterface', { address, interface: INTERFACE });
    if (status >= 400) throw new ShopRefusal(String(status), `HTTP ${status}`);
    if (findLostLetters(body)) throw new SyncError('shop.answer.unreadable', { address, what });
    return withoutNoise(body);
  }
}
