import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';
import { SyncError } from '../model/sync-error.ts';
import { HttpClient } from './http-client.ts';
import type { RequestKind } from './http-client.ts';

/** A server that counts, and a process that is frozen while it is connected to it: by then nothing holds. */
describe('a change whose connection was long in the making', () => {
  let server: Server;
  let arrived = 0;
  let holds = true;
  let asked = 0;
  let freezes = 1;
  let http: HttpClient;

  beforeEach(async () => {
    [arrived, asked, holds, freezes] = [0, 0, true, 1];
    server = createServer((_, response) => {
      arrived += 1;
      response.end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await http.close();
    await new Promise((resolve) => server.close(resolve));
  });

  async function send(kind: RequestKind, again: () => void): Promise<string> {
    http = new HttpClient({
      translate: (fault) => new SyncError('shop.unreachable', { address: '', reason: fault.kind }),
      rateLimit: { atOnce: 1, perSecond: 10_000 },
      clock: systemClock,
      sleep: async (_ms, signal) => sleep(1, signal),
      random: () => 0,
      beforeChange: async () => {
        asked += 1;
        if (asked > 1) again();
        holds = true;
        return () => holds;
      },
      guard: {
        refusal: () => null,
        lookup: (_host, _options, done) => {
          holds = freezes === 0;
          freezes = Math.max(freezes - 1, 0);
          setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }]));
        },
        connect: () => {
          throw new Error('HTTP connects by itself');
        },
      },
    });
    const base = `http://shop.test:${(server.address() as AddressInfo).port}`;
    const request = { method: kind === 'read' ? 'GET' : 'POST', base, path: '/', kind, what: 'x' } as const;
    return http.send(request, new AbortController().signal, ({ body }) => body);
  }

  it.each(['create', 'repeatableWrite'] as const)(
    '%s: nothing is sent, and it is asked for anew',
    async (kind) => {
      expect(await send(kind, () => undefined)).toBe('ok');
      expect([arrived, asked]).toEqual([1, 2]);
    },
  );

  it('is not sent at all when it is somebody else’s by then', async () => {
    const lost = new SyncError('run.leaseLost', { profile: 'x' });
    const sent = send('create', () => {
      throw lost;
    });
    await expect(sent).rejects.toBe(lost);
    expect([arrived, asked]).toEqual([0, 2]);
  });

  it('goes out where it holds, and a read is not looked at', async () => {
    freezes = 0;
    expect(await send('create', () => undefined)).toBe('ok');
    await http.close();
    freezes = 1;
    expect(await send('read', () => undefined)).toBe('ok');
    expect([arrived, asked]).toEqual([2, 1]);
  });
});
