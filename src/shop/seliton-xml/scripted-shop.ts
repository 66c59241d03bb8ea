import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shop } from '../shop.ts';
import { openXmlShop } from './xml-shop.ts';
import type { XmlShopOptions } from './xml-shop.ts';

export type Form = Readonly<Record<string, string>>;
/** A text is an answer of 200; null cuts the connection without one. */
export type Answer =
  | string
  | null
  | { readonly status: number; readonly body: string | Buffer; readonly headers?: Form };
/** What to answer to a request's form (or query) and its number, from 1. */
export type Script = (form: Form, request: number) => Answer;

export interface Asked {
  readonly path: string;
  readonly form: Form;
}

export const SCRIPT_SECRET = 'тайна & ключ';

function send(response: ServerResponse, answer: Answer): void {
  if (answer === null) {
    response.destroy();
    return;
  }
  const { status, body, headers } = typeof answer === 'string' ? { status: 200, body: answer } : answer;
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', ...headers });
  response.end(body);
}

/**
 * For tests only: real servers that answer as a script says, and XML shops opened on them; what was asked
 * is kept.
 */
export class ScriptedShops {
  readonly #servers: Server[] = [];
  readonly #shops: Shop[] = [];

  /** Starts a server and opens a shop on it; time does not pass while the shop waits. */
  async open(
    script: Script,
    more: Partial<XmlShopOptions> = {},
  ): Promise<{ readonly shop: Shop; readonly asked: readonly Asked[] }> {
    const { address, asked } = await this.#serve(script);
    const shop = openXmlShop({
      address,
      username: 'sklad',
      secret: SCRIPT_SECRET,
      language: 'bg',
      feed: null,
      rateLimit: { atOnce: 4, perSecond: 10_000 },
      clock: { now: () => performance.now() },
      sleep: async (_, signal) => signal?.throwIfAborted(),
      random: () => 0.5,
      ...more,
    });
    this.#shops.push(shop);
    return { shop, asked };
  }

  /** Closes all shops and servers. */
  async close(): Promise<void> {
    await Promise.all(this.#shops.splice(0).map((shop) => shop.close()));
    for (const server of this.#servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #serve(script: Script): Promise<{ readonly address: string; readonly asked: readonly Asked[] }> {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://shop');
        const text = request.method === 'POST' ? Buffer.concat(parts).toString() : url.search;
        const form = Object.fromEntries(new URLSearchParams(text));
        asked.push({ path: url.pathname, form });
        send(response, script(form, asked.length));
      });
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }
}

/** An answer that says ok. */
export function okAnswer(content = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Status>ok</Status>${content}</Response>`;
}

/** An answer that says no; the message is XML. */
export function refusalAnswer(code: string, message: string): string {
  const texts = `<ErrorCode>${code}</ErrorCode><ErrorMessage>${message}</ErrorMessage>`;
  return `<Response><Status>error</Status>${texts}</Response>`;
}

/** An answer to `getorders`. */
export function ordersAnswer(...records: readonly string[]): string {
  return okAnswer(`<Orders>${records.join('\n')}</Orders>`);
}
