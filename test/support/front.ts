import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as ask } from 'undici';

/** An answer of the server behind, or of what stands before it. */
export interface FrontAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface FrontRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What stands before a server: null lets its answer through as `change` makes it. */
export interface Front {
  readonly instead?: (request: FrontRequest) => FrontAnswer | null;
  readonly change?: (answer: FrontAnswer, request: FrontRequest) => FrontAnswer;
}

export interface RunningFront {
  readonly url: string;
  readonly asked: readonly FrontRequest[];
  close(): Promise<void>;
}

/** Stands before a real server, as caches, firewalls and hosting do, and changes what comes from it. */
export async function startFront(behind: () => string, front: Front): Promise<RunningFront> {
  const asked: FrontRequest[] = [];
  const passed = async (request: FrontRequest): Promise<FrontAnswer> => {
    const { method, url, body } = request;
    const { authorization, 'content-type': type } = request.headers;
    const real = await ask(`${behind()}${url}`, {
      method: method as 'GET',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body: body === '' ? null : body,
    });
    const answer = {
      status: real.statusCode,
      headers: { 'content-type': String(real.headers['content-type'] ?? 'text/plain') },
      body: Buffer.from(await real.body.arrayBuffer()),
    };
    return front.change?.(answer, request) ?? answer;
  };
  const server = createServer((incoming, outgoing) => {
    const answer = async (): Promise<void> => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const { method = 'GET', url = '/', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(parts).toString() };
      asked.push(request);
      const instead = front.instead?.(request) ?? null;
      const { status, headers: sent, body } = instead ?? (await passed(request));
      outgoing.writeHead(status, sent);
      outgoing.end(body);
    };
    // A server behind that goes away takes its answer with it.
    answer().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
