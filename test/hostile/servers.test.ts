import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../support/api-client.ts';
import type { ServedSample } from '../support/api-client.ts';
import { openPage } from '../support/page-client.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const SEED = Number(process.env['SKLADBRIDGE_SEED'] ?? 20_261_124);
const RUNS = 150 * Number(process.env['SKLADBRIDGE_FUZZ'] ?? 1);

/** Sends bytes as they are; the status of the answer, 0 when the line was cut instead. */
function raw(url: string, bytes: string | Buffer): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const done = (): void => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    socket.setTimeout(500, done);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.write(bytes);
  });
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'FOO'];
const path = fc.oneof(
  fc.string({ maxLength: 60 }).map((text) => `/${encodeURIComponent(text)}`),
  fc.constantFrom(
    '/',
    '/api',
    '/api/profiles',
    '/api/../etc/passwd',
    '/%2e%2e/%2e%2e/key',
    '/api/profiles/%00',
    '/Items?filter=%',
    '/Operation',
    '/Items?constructor=1',
    '/Items?__proto__=1&toString=2',
    '/Store?hasOwnProperty=a',
    '//',
    '/assets/..%2f..%2fpackage.json',
    `/${'a'.repeat(20_000)}`,
  ),
);
const body = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  fc.constantFrom('[', '{"a":'.repeat(5000), `"${'x'.repeat(100_000)}"`, '{"__proto__":{"x":1}}', '\u0000'),
);

describe(`hostile requests (seed ${SEED})`, () => {
  let world: World;
  let page: Awaited<ReturnType<typeof openPage>>;
  let sample: ServedSample;

  beforeAll(async () => {
    world = await makeWorld({ orders: 1 });
    page = await openPage(world);
    sample = await serveSample();
  });

  afterAll(async () => {
    await page.close();
    await world.close();
    await sample.close();
  });

  for (const name of ['the page', 'the warehouse’s REST API', 'the sandbox'] as const) {
    it(`${name}: whatever is asked is answered without a fault of the server, and it answers on`, async () => {
      const url =
        name === 'the page' ? page.url : name === 'the sandbox' ? world.sandbox.url : sample.api.url;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...METHODS), path, body, async (method, target, text) => {
          const bytes = Buffer.from(text);
          const head = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
          const status = await raw(url, Buffer.concat([Buffer.from(head), bytes]));
          expect([method, target.slice(0, 80), status >= 500 && status !== 501]).toEqual([
            method,
            target.slice(0, 80),
            false,
          ]);
        }),
        { seed: SEED, numRuns: RUNS },
      );
      for (const bytes of [
        '\u0000\u0001\u0002',
        'GET / HTTP/9.9\r\n\r\n',
        `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(5000)}\r\n`,
        'POST /api/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
      ])
        expect(await raw(url, bytes)).toBeLessThan(500);
      expect((await fetch(`${url}/`)).status).toBeLessThan(500);
    }, 120_000);
  }

  it('bodies beyond the limit are refused, not gathered', async () => {
    const large = 'x'.repeat(12 * 1024 * 1024);
    for (const url of [`${page.url}/api/login`, `${sample.api.url}/Operation`]) {
      const answer = await fetch(url, {
        method: 'POST',
        body: large,
        headers: { 'Content-Type': 'application/json' },
      }).then(
        (response) => response.status,
        // The line was cut before everything was sent: refused too.
        () => 413,
      );
      expect([url, answer >= 400 && answer < 500]).toEqual([url, true]);
    }
  });
});
