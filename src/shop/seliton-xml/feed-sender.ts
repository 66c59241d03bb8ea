import type { ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { isNothingDone } from '../../wire/wire-fault.ts';
import { GUIDE, READING } from './codec.ts';
import { formatProductFeed } from './product-feed.ts';
import type { FeedEntry, FeedSetting } from './product-feed.ts';
import type { XmlCall, XmlClient } from './xml-client.ts';
import { childText, isNamed } from './xml-document.ts';
import type { XmlElement } from './xml-element.ts';
import { cleanMessage, ShopRefusal } from './xml-errors.ts';

/** What came of one product of a feed. `lost`: nobody knows; `unsent`: surely not done. */
export type FeedRow =
  | {
      readonly kind: 'created' | 'updated' | 'unchanged';
      readonly id: ProductId | null;
      /** The answer to an earlier sending was lost, so that one may have done what this one finds done. */
      readonly isRepeated: boolean;
    }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'lost' | 'unsent'; readonly error: SyncError };

/** Feeds in a row that fail, halves of a failed one included, before the shop is taken to be away. */
const FAILURES_TO_STOP = 12;
/** Feeds that the shop may refuse as a whole while the product that it does not like is looked for. */
const REFUSALS = 64;
const DONE = ['created', 'updated', 'unchanged'] as const;
interface Sending {
  readonly signal: AbortSignal;
  readonly isRepeated: boolean;
}

const NUMBER = /^[1-9]\d{0,14}$/;

/**
 * Sends product feeds. A feed is keyed by the product's code, so sending it again changes nothing: it is
 * repeated when its answer is lost. One that fails as a whole is halved until the product is found that
 * spoils it (E9); the feeds of one sender are sent one after the other.
 */
export class FeedSender {
  readonly #client: XmlClient;
  readonly #setting: FeedSetting;
  #failures = 0;
  #refusalsLeft = REFUSALS;
  #away: SyncError | null = null;

  constructor(client: XmlClient, setting: FeedSetting) {
    this.#client = client;
    this.#setting = setting;
  }

  /** Why the shop cannot be reached any more; null while it can. */
  get away(): SyncError | null {
    return this.#away;
  }

  /**
   * One row per entry, in their order; codes must be different. Rejects only for what concerns every feed
   * alike: credentials, the wrong interface, a stop.
   */
  async send(entries: readonly FeedEntry[], signal: AbortSignal): Promise<readonly FeedRow[]> {
    return this.#send(entries, { signal, isRepeated: false });
  }

  async #send(entries: readonly FeedEntry[], sending: Sending): Promise<readonly FeedRow[]> {
    const away = this.#away;
    if (entries.length === 0) return [];
    if (away !== null) return entries.map(() => ({ kind: 'unsent', error: away }));
    try {
      const rows = await this.#ask(entries, sending);
      this.#failures = 0;
      return rows;
    } catch (error) {
      if (error instanceof ShopRefusal) return this.#refused(entries, error, sending);
      if (!(error instanceof SyncError)) throw error;
      if (error.kind === 'uncertain') return this.#failed(entries, error, { ...sending, isRepeated: true });
      if (error.kind === 'connection') return this.#failed(entries, error, sending);
      throw error;
    }
  }

  /** Sends a feed once, and again when that answer was lost, knowing then that it is the second time. */
  async #ask(entries: readonly FeedEntry[], sending: Sending): Promise<readonly FeedRow[]> {
    const fields = { [READING.parameters.feed]: formatProductFeed(entries, this.#setting) };
    const call = { action: GUIDE.actions.postFeed, fields };
    try {
      const answer = await this.#client.call({ ...call, isOnce: true }, sending.signal);
      return this.#rows(entries, answer.frame, sending.isRepeated);
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind !== 'uncertain') throw error;
      return this.#askAgain(entries, call, sending.signal);
    }
  }

  async #askAgain(
    entries: readonly FeedEntry[],
    call: XmlCall,
    signal: AbortSignal,
  ): Promise<readonly FeedRow[]> {
    try {
      const answer = await this.#client.call(call, signal);
      return this.#rows(entries, answer.frame, true);
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind !== 'connection') throw error;
      // Whatever became of this one, the first may have arrived.
      throw new SyncError('shop.write.answerLost', { what: call.action }, { cause: error });
    }
  }

  async #refused(
    entries: readonly FeedEntry[],
    refusal: ShopRefusal,
    sending: Sending,
  ): Promise<readonly FeedRow[]> {
    this.#failures = 0;
    this.#refusalsLeft -= 1;
    if (entries.length > 1 && this.#refusalsLeft > 0) return this.#halves(entries, sending);
    return entries.map(() => ({ kind: 'refused', message: refusal.message }));
  }

  async #failed(
    entries: readonly FeedEntry[],
    error: SyncError,
    sending: Sending,
  ): Promise<readonly FeedRow[]> {
    this.#failures += 1;
    const isAway = isNothingDone(error) || isNothingDone(error.cause);
    if (isAway || this.#failures >= FAILURES_TO_STOP) this.#away = awayError(error);
    else if (entries.length > 1) return this.#halves(entries, sending);
    if (isNothingDone(error) && !sending.isRepeated) return entries.map(() => ({ kind: 'unsent', error }));
    return entries.map((entry) => lostRow(entry, error));
  }

  async #halves(entries: readonly FeedEntry[], sending: Sending): Promise<readonly FeedRow[]> {
    const middle = Math.ceil(entries.length / 2);
    const first = await this.#send(entries.slice(0, middle), sending);
    return [...first, ...(await this.#send(entries.slice(middle), sending))];
  }

  /**
   * The answer's row of each entry: the one at its place if it has its code, else the one that has its
   * code.
   */
  #rows(entries: readonly FeedEntry[], answer: XmlElement, isRepeated: boolean): readonly FeedRow[] {
    const rows = productRows(answer);
    const byCode = new Map(rows.map((row) => [childText(row, READING.feedAnswer.code), row]));
    return entries.map((entry, index) => {
      const code = entry.code.trim();
      const atPlace = rows[index];
      const isAtPlace = childText(atPlace, READING.feedAnswer.code) === code;
      const row = isAtPlace ? atPlace : byCode.get(code);
      return row === undefined ? lostRow(entry) : this.#row(entry, row, isRepeated);
    });
  }

  #row(entry: FeedEntry, row: XmlElement, isRepeated: boolean): FeedRow {
    const names = READING.feedAnswer;
    const result = childText(row, names.result).toLowerCase();
    const text = childText(row, names.id);
    const id = NUMBER.test(text) ? (Number(text) as ProductId) : null;
    if ((names.results.error as readonly string[]).includes(result))
      return { kind: 'refused', message: cleanMessage(childText(row, names.message), this.#client.secrets) };
    const kind = DONE.find((one) => (names.results[one] as readonly string[]).includes(result));
    // A word that we do not know tells nothing of what was done.
    return kind === undefined ? lostRow(entry) : { kind, id, isRepeated };
  }
}

/** The connection fault behind an answer that was lost: it, not one feed, is what ends the work. */
function awayError(error: SyncError): SyncError {
  return error.cause instanceof SyncError && error.cause.kind === 'connection' ? error.cause : error;
}

function lostRow(entry: FeedEntry, cause?: SyncError): FeedRow {
  const error = new SyncError('shop.write.answerLost', { what: entry.code }, { cause });
  return { kind: 'lost', error };
}

function productRows(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    isNamed(child, READING.feedAnswer.product) ? [child] : productRows(child),
  );
}
