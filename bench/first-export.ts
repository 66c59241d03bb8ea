import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { ACCESS, PROFILE, TODAY, worldSettings } from '../test/support/world.ts';
import { beside, median, printTable, PROCESSOR_RATIO, timed, verdict } from './support/measure.ts';
import type { Taken } from './support/measure.ts';
import { startRecorder } from './support/recorder.ts';
import type { SentRequest } from './support/recorder.ts';
import { startSandboxProcess } from './support/sandbox-process.ts';

// B2, B5: the first export of goods over both interfaces, against a bare keep-alive client that sends the
// same requests with the same concurrency to the same shop; and the share of concurrency ÷ latency on slow
// shops.

const GOODS = Number(process.argv[2] ?? 20_000);
/** 0: no slow shop is measured. */
const SLOW_GOODS = Number(process.argv[3] ?? 20_000);
const TIMES = 3;
const AT_ONCE = 8;
type Kind = 'rest' | 'xml';
const MOST_RATIO = { rest: 1.15, xml: 1.3 } as const;
const MOST_GROWTH = 10.5;
const LEAST_SHARE = 97;
/** Requests of a lone client to a slow shop. */
const LONELY = 50;

async function runOurs(folder: string, what: { readonly kind: Kind; readonly url: string }): Promise<Taken> {
  const data = join(folder, 'data');
  await rm(data, { recursive: true, force: true });
  const app = makeApp(await openParts(data));
  const settings = worldSettings(join(folder, 'warehouse.db'), what.url, {
    interface: what.kind,
    requestsAtOnce: AT_ONCE,
    requestsPerSecond: 10_000,
  });
  await app.addProfile(PROFILE, settings);
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  const taken = await timed(async () => {
    const summary = await app.run(PROFILE, {
      tasks: ['export-goods'],
      isConfirmed: true,
      onEvent: () => undefined,
      signal: new AbortController().signal,
    });
    if (summary.error !== null) throw summary.error;
  });
  await app.close();
  return taken;
}

/** What ours sends that changes something, as it was sent, and how it signed in. */
async function record(folder: string, kind: Kind): Promise<readonly SentRequest[]> {
  const shop = await startSandboxProcess(0);
  const recorder = await startRecorder(shop.url);
  await runOurs(folder, { kind, url: recorder.url });
  await recorder.close();
  await shop.close();
  return recorder.sent;
}

function isSignIn(request: SentRequest): boolean {
  return request.path.startsWith('/token');
}

function isWrite(request: SentRequest): boolean {
  return request.method !== 'GET' && !isSignIn(request);
}

async function sendBare(url: string, sent: readonly SentRequest[]): Promise<Taken> {
  const pool = new Pool(url, { connections: AT_ONCE, pipelining: 1 });
  const call = async (request: SentRequest): Promise<string> => {
    const { method, path, headers, body } = request;
    const answer = await pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 400) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`);
    return text;
  };
  const signIn = sent.find(isSignIn);
  const token = signIn === undefined ? '' : (/"access_token":"([^"]+)"/.exec(await call(signIn))?.[1] ?? '');
  const writes = sent.filter(isWrite).map((request) => ({
    ...request,
    path: request.path.replace(/access_token=[^&]*/, `access_token=${encodeURIComponent(token)}`),
  }));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let request = writes[next++]; request !== undefined; request = writes[next++]) await call(request);
  };
  const taken = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, worker)));
  await pool.close();
  return taken;
}

/** How long a slow shop really takes: what a lone client waits for an answer, the median; timers are late. */
async function lonelyWait(url: string): Promise<number> {
  const pool = new Pool(url, { connections: 1, pipelining: 1 });
  const waited: number[] = [];
  for (let time = 0; time < LONELY; time += 1) {
    const { wallMs } = await timed(async () => {
      const answer = await pool.request({ method: 'GET', path: '/api/v1/products/?limit=1' });
      await answer.body.dump();
    });
    waited.push(wallMs);
  }
  await pool.close();
  return median(waited);
}

async function withShop<T>(latency: number, work: (url: string) => Promise<T>): Promise<T> {
  const shop = await startSandboxProcess(latency);
  try {
    return await work(shop.url);
  } finally {
    await shop.close();
  }
}

async function withWarehouse<T>(goods: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
  const signal = new AbortController().signal;
  const path = join(folder, 'warehouse.db');
  try {
    await initSqliteWarehouse({
      path,
      goods,
      seed: 1,
      hasSupto: true,
      today: TODAY,
      signal,
      onProgress: () => undefined,
    });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const times = new Map<string, number>();
const rows = [];
for (const goods of [GOODS / 10, GOODS]) {
  for (const kind of ['rest', 'xml'] as const) {
    rows.push(
      await withWarehouse(goods, async (folder) => {
        const sent = await record(folder, kind);
        const [ours, bare]: [Taken[], Taken[]] = [[], []];
        for (let time = 0; time < TIMES; time += 1) {
          ours.push(await withShop(0, (url) => runOurs(folder, { kind, url })));
          bare.push(await withShop(0, (url) => sendBare(url, sent)));
        }
        const both = beside(ours, bare);
        times.set(`${kind} ${goods}`, both.ours);
        return {
          interface: kind,
          goods,
          requests: sent.filter(isWrite).length,
          'ours ms': Math.round(both.ours),
          'bare ms': Math.round(both.bare),
          ratio: both.ratio,
          'B2 ≤': `${verdict(both.ratio, MOST_RATIO[kind])} (${MOST_RATIO[kind]})`,
          [PROCESSOR_RATIO]: both.processorRatio,
        };
      }),
    );
  }
}
printTable(`B2: first export, ${AT_ONCE} requests at once, median of ${TIMES}`, rows);
for (const kind of ['rest', 'xml']) {
  const growth = (times.get(`${kind} ${GOODS}`) ?? 0) / (times.get(`${kind} ${GOODS / 10}`) ?? 1);
  console.log(
    `B5: ${kind} 10× the goods: ${growth.toFixed(1)}× the time (≤ ${MOST_GROWTH}: ${verdict(growth, MOST_GROWTH)})`,
  );
}
const slow = [];
for (const latency of SLOW_GOODS === 0 ? [] : [50, 250]) {
  slow.push(
    await withWarehouse(SLOW_GOODS, async (folder) => {
      const requests = (await record(folder, 'rest')).length;
      const { wallMs, answerMs } = await withShop(latency, async (url) => ({
        answerMs: await lonelyWait(url),
        ...(await runOurs(folder, { kind: 'rest', url })),
      }));
      const ideal = (requests / AT_ONCE) * latency;
      const share = (ideal / wallMs) * 100;
      return {
        'latency ms': latency,
        goods: SLOW_GOODS,
        requests,
        'ours ms': Math.round(wallMs),
        'ideal ms': Math.round(ideal),
        '% of concurrency ÷ latency': share,
        [`B2 ≥ ${LEAST_SHARE} %`]: verdict(share, LEAST_SHARE, true),
        'a lone answer ms': answerMs,
        '% of concurrency ÷ that': (share * answerMs) / latency,
      };
    }),
  );
}
if (slow.length > 0) printTable('B2: a slow shop over REST', slow);
