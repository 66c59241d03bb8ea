import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTcp } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { SyncError } from '../model/sync-error.ts';
import { HttpClient } from './http-client.ts';
import type { HttpClientOptions, HttpRequest, RequestKind } from './http-client.ts';
import type { Limits } from './limits.ts';
import { USER_AGENT } from './user-agent.ts';
import { WireFault } from './wire-fault.ts';

const never = new AbortController().signal;
const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function addressOf(server: Server | ReturnType<typeof createTcp>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return addressOf(server);
}

/** Speaks on the bare socket, so that an answer can come as no server would send it. */
async function serveBare(speak: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createTcp((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => speak(socket));
  });
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return addressOf(server);
}

/** Says something every so often until nobody listens any more. */
function repeat(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.on('close', () => clearInterval(timer));
}

interface Told {
  readonly client: HttpClient;
  readonly faults: WireFault[];
  readonly waits: number[];
}

function client(
  limits: Partial<Limits> = {},
  beforeChange = async (): Promise<() => boolean> => () => true,
  more: Partial<HttpClientOptions> = {},
): Told {
  const faults: WireFault[] = [];
  const waits: number[] = [];
  const http = new HttpClient({
    translate: (fault) => {
      faults.push(fault);
      return new SyncError('shop.unreachable', { address: '', reason: fault.kind }, { cause: fault });
    },
    rateLimit: { atOnce: 4, perSecond: 10_000 },
    clock: systemClock,
    sleep: async (ms, signal) => {
      waits.push(ms);
      signal?.throwIfAborted();
    },
    random: () => 0.5,
    beforeChange,
    limits,
    ...more,
  });
  open.push(() => http.close());
  return { client: http, faults, waits };
}

function request(base: string, kind: RequestKind = 'read', path = '/api?key=1'): HttpRequest {
  return { method: kind === 'read' ? 'GET' : 'POST', base, path, kind, what: 'x' };
}

async function kindOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.facts['reason'] : error;
}

const text = (told: Told, asked: HttpRequest): Promise<string> =>
  told.client.send(asked, never, (answer) => answer.body);

describe('Q7: a clock that is set anew', () => {
  it('makes no request wait, nor come too early, once it was put back', async () => {
    let isBack = false;
    const clock = { now: () => Date.now() - (isBack ? 3_600_000 : 0) };
    const base = await serve((_request, response) => response.end('ok'));
    const told = client({}, undefined, { clock, rateLimit: { atOnce: 1, perSecond: 100 } });
    await text(told, request(base));
    isBack = true;
    for (let times = 0; times < 3; times += 1) await text(told, request(base));
    expect(Math.max(0, ...told.waits)).toBeLessThan(1000);
  });
});

describe('nothing outside hangs a request', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';

  it('a header a second is ended when the answer does not begin in time', async () => {
    const base = await serveBare((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      repeat(socket, 'X-Slow: 1\r\n');
    });
    const told = client({ connectMs: 50, beginMs: 100 });
    expect(await kindOf(text(told, request(base, 'create')))).toBe('timeout');
  });

  it('a byte a second is ended by the least rate', async () => {
    const base = await serveBare((socket) => {
      socket.write(`${HEAD}Content-Length: 1000000\r\n\r\n`);
      repeat(socket, 'x');
    });
    const started = performance.now();
    expect(await kindOf(text(client({ leastBytes: 1000, rateMs: 150 }), request(base)))).toBe('slow');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a body without end is ended by the limit of the whole answer', async () => {
    const base = await serveBare((socket) => {
      socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      repeat(socket, `400\r\n${'x'.repeat(1024)}\r\n`);
    });
    expect(await kindOf(text(client({ wholeMs: 200 }), request(base)))).toBe('slow');
  });

  it('a body larger than is taken is not kept', async () => {
    const base = await serve((_, response) => response.end('x'.repeat(2000)));
    expect(await kindOf(text(client({ maxBytes: 1000 }), request(base)))).toBe('tooLarge');
  });

  it('a slow but steady answer is taken', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200);
      let left = 10;
      const timer = setInterval(() => {
        response.write('x'.repeat(100));
        left -= 1;
        if (left > 0) return;
        clearInterval(timer);
        response.end();
      }, 20);
    });
    expect(await text(client({ leastBytes: 100, rateMs: 100 }), request(base))).toHaveLength(1000);
  });

  it('a stop ends it at once, with its own reason', async () => {
    const base = await serveBare(() => undefined);
    const stop = new AbortController();
    const work = client().client.send(request(base), stop.signal, () => null);
    setTimeout(() => stop.abort(new SyncError('run.cancelled')), 20);
    await expect(work).rejects.toMatchObject({ code: 'run.cancelled' });
  });
});

describe('who repeats', () => {
  async function failing(status: number): Promise<{ readonly base: string; readonly count: () => number }> {
    let count = 0;
    const base = await serve((_, response) => {
      count += 1;
      response.writeHead(status);
      response.end();
    });
    return { base, count: () => count };
  }

  it.each<[number, RequestKind, number]>([
    [503, 'read', 6],
    [503, 'repeatableWrite', 6],
    [503, 'create', 1],
    [429, 'create', 6],
    [404, 'read', 1],
  ])('%i on a %s: sent %i times', async (status, kind, times) => {
    const { base, count } = await failing(status);
    await text(client(), request(base, kind)).catch(() => undefined);
    expect(count()).toBe(times);
  });

  it('whoever guards what is changed is asked before each attempt, and not before reads', async () => {
    let requests = 0;
    const base = await serve((_, response) => {
      requests += 1;
      response.writeHead(503).end();
    });
    let asked = 0;
    const beforeChange = async (): Promise<() => boolean> => {
      asked += 1;
      if (asked === 3) throw new SyncError('run.leaseLost', { profile: 'x' });
      return () => true;
    };
    await text(client({}, beforeChange), request(base, 'read')).catch(() => undefined);
    expect([requests, asked]).toEqual([6, 0]);
    const write = text(client({}, beforeChange), request(base, 'repeatableWrite'));
    await expect(write).rejects.toMatchObject({ code: 'run.leaseLost' });
    expect([requests, asked]).toEqual([6 + 2, 3]);
  });

  it('an answer that cannot be read counts among the same attempts; a create is not sent again for it', async () => {
    for (const [kind, times] of [
      ['read', 6],
      ['create', 1],
    ] as const) {
      const { base, count } = await failing(200);
      const told = client();
      const read = (): never => {
        throw new SyncError('bug.assertion');
      };
      const unreadable = (): never => {
        throw new WireFault('unreadable', 'x');
      };
      expect(await kindOf(told.client.send(request(base, kind), never, unreadable))).toBe('unreadable');
      expect(count()).toBe(times);
      await expect(told.client.send(request(base, kind), never, read)).rejects.toMatchObject({
        code: 'bug.assertion',
      });
      expect(count()).toBe(times + 1);
    }
  });

  it('a server that asks for ever longer waits is given up', async () => {
    const base = await serve((_, response) => {
      response.writeHead(503, { 'retry-after': '300' });
      response.end();
    });
    const told = client();
    await text(told, request(base)).catch(() => undefined);
    expect(told.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(600_000);
  });

  it('where nobody listens, nothing was sent', async () => {
    const told = client();
    expect(await kindOf(text(told, request('http://127.0.0.1:1', 'create')))).toBe('notSent');
    expect(told.faults.every((fault) => fault.isNothingDone)).toBe(true);
  });
});

describe('what stands before a server', () => {
  it('calls itself by its name and version', async () => {
    const base = await serve((asked, response) => response.end(asked.headers['user-agent']));
    expect(await text(client(), request(base))).toBe(USER_AGENT);
    expect(USER_AGENT).toMatch(/^Skladbridge\/\d+\.\d+\.\d+$/);
  });

  it('follows redirects of a GET, and tells other requests the address to be used', async () => {
    const target = await serve((asked, response) => response.end(asked.url));
    const base = await serve((asked, response) => {
      response.writeHead(301, { location: `${target}/shop${asked.url ?? ''}` });
      response.end();
    });
    expect(await text(client(), request(base))).toBe('/shop/api?key=1');
    const told = client();
    expect(await kindOf(text(told, request(base, 'create')))).toBe('elsewhere');
    expect(told.faults.map((fault) => fault.leadsTo)).toEqual([`${target}/shop`]);
  });

  it('tells no other server a key that was entered for this one', async () => {
    const seen: (string | undefined)[] = [];
    const target = await serve((asked, response) => {
      seen.push(asked.headers.authorization);
      response.end('');
    });
    const base = await serve((_, response) => {
      response.writeHead(302, { location: `${target}/api` });
      response.end();
    });
    const asked = { ...request(base), headers: { authorization: 'Basic planted' } };
    expect(await kindOf(text(client(), asked))).toBe('elsewhere');
    expect(seen).toEqual([]);
  });

  it('ends a circle of redirects', async () => {
    const base = await serve((asked, response) => {
      response.writeHead(302, { location: asked.url });
      response.end();
    });
    expect(await kindOf(text(client(), request(base)))).toBe('unreadable');
  });

  it.each<[number, Record<string, string>, string, string]>([
    [403, {}, '<!DOCTYPE html><html><title>Forbidden</title></html>', 'wall'],
    [503, { 'cf-mitigated': 'challenge' }, '', 'wall'],
    [503, {}, '<html><title>Just a moment...</title></html>', 'wall'],
    [503, {}, '<html><title>Поддръжка</title></html>', 'broken'],
    [200, {}, '<!-- cached --><!doctype html><html></html>', 'page'],
  ])('%i %j %s is a fault of kind %s', async (status, headers, body, kind) => {
    const base = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers });
      response.end(body);
    });
    expect(await kindOf(text(client(), request(base, 'create')))).toBe(kind);
  });

  it('hands a refusal in data to the adapter', async () => {
    const base = await serve((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"error":"insufficient_scope"}');
    });
    expect(await text(client(), request(base))).toBe('{"error":"insufficient_scope"}');
  });
});
