import { Agent, request as send } from 'undici';
import type { Sleep } from '../../lib/sleep.ts';
import { isTransient, SyncError } from '../../model/sync-error.ts';
import { connectionError, isErrorBody, messageOf } from './rest-errors.ts';

export interface RestClientOptions {
  /** `http://host:8700`, without a final slash. */
  readonly address: string;
  /** Null = the server has none configured. */
  readonly apiKey: string | null;
  readonly sleep: Sleep;
  /** 0..1, as Math.random. */
  readonly random: () => number;
  readonly timeoutMs?: number;
}

export type Parameters = Readonly<Record<string, string | number>>;

const TIMEOUT_MS = 30_000;
const CONNECT_MS = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;
const CONNECTIONS = 4;
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 200;
const PAGE_SIZE = 500;
const MOST_PAGES = 100_000;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly isJson: boolean;
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
 * The one way to the REST API of Utility Center. Reads are repeated after connection faults, 429 and 5xx; a
 * write is sent once, and rejects with `warehouse.record.answerLost` when nobody knows whether it was done.
 */
export class RestClient {
  readonly #options: RestClientOptions;
  readonly #agent: Agent;

  constructor(options: RestClientOptions) {
    this.#options = options;
    const timeout = options.timeoutMs ?? TIMEOUT_MS;
    this.#agent = new Agent({
      connections: CONNECTIONS,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      connect: { timeout: Math.min(timeout, CONNECT_MS) },
      keepAliveTimeout: 4000,
    });
  }

  get address(): string {
    return this.#options.address;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /**
   * All rows of a list, page by page, each id once. Goes by `X-TotalPages`; where that is missing, until a
   * page brings nothing new: a short page is no end, since a server may give less than was asked for (facts
   * section 6, rule 6). Rejects `warehouse.api.unreadable` for anything that is no array.
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
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const parameters = { ...what.parameters, page, page_size: PAGE_SIZE };
      const answer = await this.#read({ method: 'GET', path, parameters }, what.signal);
      if (!Array.isArray(answer.body)) throw this.#unreadable(path);
      const fresh = answer.body.map(what.parse).filter((row) => !seen.has(row.id));
      for (const row of fresh) seen.add(row.id);
      if (fresh.length > 0) yield fresh;
      const isLast = answer.totalPages === null ? fresh.length === 0 : page >= answer.totalPages;
      if (isLast) return;
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
    const answer = await this.#once({ method: 'POST', path, body, order }, signal);
    const isDone = answer.status >= 200 && answer.status < 300;
    // After a 5xx, or a page where JSON was promised, the document may stand nevertheless.
    if (answer.status >= 500 || (isDone && !answer.isJson))
      throw new SyncError('warehouse.record.answerLost', { order });
    if (isDone && !isErrorBody(answer.body)) return answer.body;
    throw new SyncError('warehouse.api.refused', { message: messageOf(answer.body, answer.status) });
  }

  async #read(call: Call, signal: AbortSignal): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return this.#judged(call, await this.#once(call, signal));
      } catch (error) {
        if (!isTransient(error) || attempt >= ATTEMPTS) throw error;
        await this.#options.sleep(FIRST_WAIT_MS * 2 ** attempt * this.#options.random(), signal);
      }
    }
  }

  /** The status is looked at before the body: an error object must never be taken for data. */
  #judged(call: Call, answer: Answer): Answer {
    const { address } = this.#options;
    const { status, body } = answer;
    if (status === 429 || status >= 500) throw new SyncError('warehouse.api.broken', { address, status });
    const isFound = status >= 200 && status < 300;
    if (!isFound && status !== 404)
      throw new SyncError('warehouse.api.refused', { message: messageOf(body, status) });
    if (isFound && (!answer.isJson || isErrorBody(body))) throw this.#unreadable(call.path);
    return answer;
  }

  #unreadable(path: string): SyncError {
    return new SyncError('warehouse.api.unreadable', { address: this.#options.address, path });
  }

  async #once(call: Call, signal: AbortSignal): Promise<Answer> {
    const { address, apiKey } = this.#options;
    const url = new URL(`${address}${call.path}`);
    for (const [name, value] of Object.entries(call.parameters ?? {}))
      url.searchParams.set(name, String(value));
    try {
      const { statusCode, headers, body } = await send(url, {
        dispatcher: this.#agent,
        method: call.method,
        signal,
        headers: {
          Accept: 'application/json',
          ...(apiKey === null ? {} : { 'X-API-Key': apiKey }),
          ...(call.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      const text = await this.#readBody(body);
      if (statusCode === 401 || statusCode === 403)
        throw new SyncError('warehouse.accessRefused', { address });
      const pages = Number(headers['x-totalpages']);
      const totalPages =
        Number.isInteger(pages) && pages >= 0 && headers['x-totalpages'] !== '' ? pages : null;
      return { status: statusCode, ...parsed(text), totalPages };
    } catch (error) {
      if (error instanceof SyncError) throw error;
      // A write that was stopped on its way may have arrived.
      const isWrite = call.method === 'POST';
      if (signal.aborted && !isWrite) throw signal.reason;
      throw connectionError(error, { address, isWrite, order: call.order ?? 0 });
    }
  }

  async #readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_BYTES) throw this.#unreadable('');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function parsed(text: string): { readonly body: unknown; readonly isJson: boolean } {
  try {
    return { body: JSON.parse(text), isJson: true };
  } catch {
    return { body: null, isJson: false };
  }
}
