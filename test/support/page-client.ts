import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Call } from '../../src/api/call.ts';
import { servePage } from '../../src/compose/serve-page.ts';
import type { ServedPage } from '../../src/cli/program.ts';
import { callOf, contractFault } from './contract/contract-fault.ts';
import type { World } from './world.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface PageReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  readonly body: Json;
}

export interface PageRequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Leaves out the token that a page sends with a change. */
  readonly isForeign?: boolean;
}

/** Where a browser stands, and whom it trusts. */
export interface ClientPlace {
  /** Certificates that it trusts, as PEM. */
  readonly ca?: Buffer;
  /** Address of this machine from which it comes. */
  readonly localAddress?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A browser without a screen: it keeps its cookie and its token, and everything it was ever answered. Rejects
 * whatever answer is not as the contract describes it.
 */
export class PageClient {
  readonly url: string;
  readonly place: ClientPlace;
  readonly answers: string[] = [];
  /** Calls of the contract that were answered, and as they describe it. */
  readonly answered = new Set<Call>();
  cookie = '';
  csrfToken = 'login';

  constructor(url: string, place: ClientPlace = {}) {
    this.url = url;
    this.place = place;
  }

  async call(method: string, path: string, options: PageRequestOptions = {}): Promise<PageReply> {
    const hasBody = options.body !== undefined && method !== 'GET';
    const text = hasBody ? JSON.stringify(options.body) : undefined;
    const headers = {
      ...(this.cookie === '' ? {} : { Cookie: this.cookie }),
      ...(text === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
      ...(options.isForeign === true ? {} : { 'X-CSRF-Token': this.csrfToken }),
      ...this.place.headers,
      ...options.headers,
    };
    const { ca, localAddress } = this.place;
    const how = { method, headers, ...(localAddress === undefined ? {} : { localAddress }) };
    return new Promise((resolve, reject) => {
      const receive = (response: IncomingMessage): void => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('end', () => {
          this.answers.push(answer);
          const { statusCode: status = 0 } = response;
          const fault = contractFault({
            method,
            path,
            status,
            media: response.headers['content-type'],
            answer,
          });
          if (fault !== null) return reject(new Error(fault));
          const made = callOf(method, path);
          if (status === 200 && made !== undefined) this.answered.add(made);
          for (const cookie of response.headers['set-cookie'] ?? []) this.#keep(cookie.split(';')[0] ?? '');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: answer,
            body: parsed(answer),
          });
        });
      };
      const address = `${this.url}${path}`;
      const sending = address.startsWith('https:')
        ? requestTls(address, { ...how, agent: false, ...(ca === undefined ? {} : { ca }) }, receive)
        : request(address, how, receive);
      sending.once('error', reject);
      sending.end(text);
    });
  }

  #keep(cookie: string): void {
    const name = cookie.split('=')[0] ?? '';
    const others = this.cookie.split('; ').filter((kept) => kept !== '' && !kept.startsWith(`${name}=`));
    this.cookie = [...others, ...(cookie.endsWith('=') ? [] : [cookie])].join('; ');
  }

  /** Signs in; the token of the session is used from now on. */
  async enter(path: string, body: unknown): Promise<PageReply> {
    this.csrfToken = 'login';
    const reply = await this.call('POST', path, { body });
    if (reply.status === 200) this.csrfToken = String(reply.body['csrfToken']);
    return reply;
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

/** The page of a world's program. Closing it closes the program too. */
export async function openPage(world: World): Promise<ServedPage> {
  return servePage(world.app, {
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    onFault: (error) => process.stderr.write(`page: ${String(error)}\n`),
  });
}

/** A call's path with something in each place. */
export function pathOf(route: Call, values: Readonly<Record<string, string>>): string {
  return route.path.replace(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(values[name] ?? '1'));
}
