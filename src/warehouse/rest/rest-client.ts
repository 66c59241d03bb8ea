import { systemClock } from '../../lib/clock.ts';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import type { Sleep } from '../../lib/sleep.ts';
import { SyncError } from '../../model/sync-error.ts';
import { HttpClient } from '../../wire/http-client.ts';
import type { HttpRequest } from '../../wire/http-client.ts';
import { headerOf } from '../../wire/judge-answer.ts';
import type { HttpAnswer } from '../../wire/judge-answer.ts';
import type { Limits } from '../../wire/limits.ts';
import { readJson } from '../../wire/read-json.ts';
import { WireFault } from '../../wire/wire-fault.ts';
import { isErrorBody, messageOf, warehouseFault } from './rest-errors.ts';

export interface RestClientOptions {
  /** `http://host:8700`, without a final slash. */
  readonly address: string;
  /** Null = the server has none configured. */
  readonly apiKey: string | null;
  readonly sleep: Sleep;
  /** 0..1, as Math.random. */
  readonly random: () => number;
  readonly limits?: Partial<Limits>;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
}

export type Parameters = Readonly<Record<string, string | number>>;

/** The server is a desktop program on somebody's machine: few requests at once, as fast as it answers. */
const RATE_LIMIT = { atOnce: 4, perSecond: Number.POSITIVE_INFINITY } as const;
const PAGE_SIZE = 500;
const MOST_PAGES = 100_000;
/** So many pages in a row may bring nothing new before a list is taken to have no end. */
const MOST_EMPTY_PAGES = 3;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly totalPages: number | null;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters?: Parameters;
  readonly body?: unknown;
  /** Of a write: the order it is for, named when its answer is lost. */
  readonly order?: number;
}

/** A row's identity, so that a page that comes twice is noticed. */
interface Identified {
  readonly id: number;
}

/**
 * The one way to the REST API of Utility Center. Reads are repeated; a write is sent once, unless it surely
 * did not arrive, and rejects with `warehouse.record.answerLost` when nobody knows whether it was done.
 */
export class RestClient {
  readonly #options: RestClientOptions;
  readonly #http: HttpClient;

  constructor(options: RestClientOptions) {
    this.#options = options;
    const { address, sleep, random, limits, guard } = options;
    this.#http = new HttpClient({
      translate: warehouseFault(address),
      rateLimit: RATE_LIMIT,
      clock: systemClock,
      sleep,
      random,
      ...(limits === undefined ? {} : { limits }),
      ...(guard === undefined ? {} : { guard }),
    });
  }

  get address(): string {
    return this.#options.address;
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  /**
   * All rows of a list, page by page, each id once. Goes by `X-TotalPages`; where that is missing, until a
   * page brings nothing new: a short page is no end, since a server may give less than was asked for (facts
   * section 6, rule 6). Rejects `warehouse.api.unreadable` for anything that is no array, and for a list that
   * goes on without bringing anything.
   */
  async *list<T extends Identified>(
    path: string,
    what: {
      readonly parameters?: Parameters;
      readonly parse: (row: unknown) => T;
      readonly signal: AbortSignal;
    },
  ): AsyncGenerator<readonly T[]> {
    const seen = new Set<number>();
    let emptyPages = 0;
    const ask = (page: number): Promise<Answer> => {
      const parameters = { ...what.parameters, page, page_size: PAGE_SIZE };
      return this.#read({ method: 'GET', path, parameters }, what.signal);
    };
    let ahead: Promise<Answer> | null = null;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer: Answer = await (ahead ?? ask(page));
      if (!Array.isArray(answer.body)) throw this.#unreadable(path);
      const fresh = answer.body.map(what.parse).filter((row) => !seen.has(row.id));
      for (const row of fresh) seen.add(row.id);
      const isLast = answer.totalPages === null ? fresh.length === 0 : page >= answer.totalPages;
      // Whoever has come back for the second page wants them all: the next is on its way meanwhile.
      ahead = page > 1 && !isLast && answer.totalPages !== null ? ask(page + 1) : null;
      ahead?.catch(() => undefined);
      if (fresh.length > 0) yield fresh;
      if (isLast) return;
      emptyPages = fresh.length === 0 ? emptyPages + 1 : 0;
      if (emptyPages > MOST_EMPTY_PAGES) break;
    }
    throw this.#unreadable(path);
  }

  /** All rows of a list at once. */
  async all<T extends Identified>(
    path: string,
    what: {
      readonly parameters?: Parameters;
      readonly parse: (row: unknown) => T;
      readonly signal: AbortSignal;
    },
  ): Promise<readonly T[]> {
    const rows: T[] = [];
    for await (const page of this.list(path, what)) for (const row of page) rows.push(row);
    return rows;
  }

  /** One record; null when there is none (404). */
  async one<T>(
    path: string,
    what: {
      readonly parameters: Parameters;
      readonly parse: (row: unknown) => T;
      readonly signal: AbortSignal;
    },
  ): Promise<T | null> {
    const answer = await this.#read({ method: 'GET', path, parameters: what.parameters }, what.signal);
    if (answer.status === 404) return null;
    if (typeof answer.body !== 'object' || answer.body === null || Array.isArray(answer.body))
      throw this.#unreadable(path);
    return what.parse(answer.body);
  }

  /** Sends a write once; answers its body. Rejects `warehouse.api.refused` with the server's words. */
  async write(
    path: string,
    what: { readonly body: unknown; readonly order: number; readonly signal: AbortSignal },
  ): Promise<unknown> {
    const { body, order, signal } = what;
    const call = { method: 'POST', path, body, order } as const;
    return this.#http.send(this.#request(call), signal, (raw) => {
      const answer = this.#answer(raw);
      const isDone = answer.status >= 200 && answer.status < 300;
      // Neither a success nor a refusal: the document may stand nevertheless.
      if (answer.status < 200 || (answer.status >= 300 && answer.status < 400))
        throw new WireFault('unreadable', `HTTP ${answer.status}`);
      if (isDone && !isErrorBody(answer.body)) return answer.body;
      throw new SyncError('warehouse.api.refused', { message: messageOf(answer.body, answer.status) });
    });
  }

  async #read(call: Call, signal: AbortSignal): Promise<Answer> {
    return this.#http.send(this.#request(call), signal, (raw) => {
      const answer = this.#answer(raw);
      const { status, body } = answer;
      const isFound = status >= 200 && status < 300;
      if (!isFound && status !== 404)
        throw new SyncError('warehouse.api.refused', { message: messageOf(body, status) });
      // An error object must never be taken for data.
      if (isFound && isErrorBody(body)) throw this.#unreadable(call.path);
      return answer;
    });
  }

  #unreadable(path: string): SyncError {
    return new SyncError('warehouse.api.unreadable', { address: this.address, path });
  }

  /** The order that a write is for, or the path that a read asks for, is what its errors name. */
  #request(call: Call): HttpRequest {
    const { apiKey } = this.#options;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.parameters ?? {})) query.set(name, String(value));
    return {
      method: call.method,
      base: this.address,
      path: query.size === 0 ? call.path : `${call.path}?${query.toString()}`,
      kind: call.method === 'GET' ? 'read' : 'create',
      what: call.method === 'GET' ? call.path : String(call.order ?? 0),
      headers: {
        accept: 'application/json',
        ...(apiKey === null ? {} : { 'x-api-key': apiKey }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    };
  }

  #answer({ status, headers, body }: HttpAnswer): Answer {
    if (status === 401 || status === 403)
      throw new SyncError('warehouse.accessRefused', { address: this.address });
    const header = headerOf(headers, 'x-totalpages');
    const pages = Number(header);
    const totalPages = header !== '' && Number.isInteger(pages) && pages >= 0 ? pages : null;
    try {
      return { status, body: readJson(body), totalPages };
    } catch (error) {
      if (status >= 200 && status < 300) throw error;
      return { status, body: null, totalPages };
    }
  }
}

/** The first batch of a stream; the rest is not asked for. */
export async function firstOf<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  for await (const batch of source) return [batch];
  return [];
}
