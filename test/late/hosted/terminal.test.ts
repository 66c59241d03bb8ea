import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../../src/lib/sleep.ts';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import { runChild } from '../../support/child.ts';
import type { ChildResult } from '../../support/child.ts';
import { Program } from '../../support/hosted/program.ts';
import { HEARTBEAT_SECONDS, until } from '../../support/hosted/many-shops.ts';
import { documents, expectSoundImport } from '../../support/invariants.ts';
import { askMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { ACCESS, DEVICE, makeWorld, PROFILE, worldSettings } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

// `run`, `plan`, `apply` and `reconcile` of a terminal are done by a worker, in the queue.

/** So many orders are not done within a beat of the worker. */
const ORDERS = 12;
/** A worker that begins what somebody asked for does so within it. */
const SOON_MS = 3000;
const SHORT = { SKLADBRIDGE_HEARTBEAT: String(HEARTBEAT_SECONDS) };

let world: World;
let data: string;
let worker: Program | null = null;

const typed = async (...args: readonly string[]) =>
  runChild({ args: [...args, '--data', data, '--lang', 'en'] });

const events = (stdout: string): readonly Record<string, unknown>[] =>
  stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));

describe('a terminal over a database', () => {
  beforeAll(async () => {
    world = await makeWorld({ orders: 4 });
    data = join(world.folder, 'data');
  });
  afterAll(async () => {
    if (worker?.isAlive === true) await worker.end('SIGKILL');
    await world.close();
  });

  it('without a worker says so within seconds, takes back what it asked for, and --here does it itself', async () => {
    const began = performance.now();
    const ended = await typed('run', PROFILE, '--yes');
    expect(performance.now() - began).toBeLessThan(30_000);
    expect([ended.code, ended.stderr.includes('work.noWorker')]).toEqual([10, true]);
    const works = await askMemory(data, 'select is_over from hosted_works');
    expect(works).toEqual([{ is_over: true }]);
    expect(await askMemory(data, 'select 1 from runs')).toEqual([]);
    const here = await typed('run', PROFILE, '--yes', '--here', '--json', '--task', 'import-goods');
    expect([here.code, here.stderr]).toEqual([0, '']);
  });

  it('with one tells the same events, whole changes among them, and ends as the run did', async () => {
    worker = await Program.serve('worker', data, await memoryEnvironment(data));
    const plan = join(world.folder, 'plan.json');
    const planned = await typed('plan', PROFILE, '--out', plan, '--task', 'import-orders');
    expect([planned.code, planned.stderr]).toEqual([0, '']);
    const applied = await typed('apply', plan, '--json');
    const told = events(applied.stdout);
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    const changes = told.filter(({ type, task }) => type === 'change' && task === 'import-orders');
    expect(changes.length).toBeGreaterThanOrEqual(4);
    expect(changes[0]?.['change']).toMatchObject({ kind: 'recordOperation' });
    expect(told.at(-1)).toMatchObject({ type: 'runEnded', end: 'done' });
    const rows = await askMemory(data, 'select holder, kind, error from hosted_works where is_over');
    expect(rows).toMatchObject([{ kind: 'run', error: 'null' }]);
    expect(String(rows[0]?.['holder'])).toMatch(/^job:/);
    const compared = await typed('reconcile', PROFILE);
    expect([[0, 3].includes(compared.code ?? -1), compared.stderr]).toEqual([true, '']);
  }, 240_000);

  it('Ctrl+C stops it politely where it is done', async () => {
    world.change('UPDATE goods SET PriceOut2 = round(PriceOut2 * 1.01, 2)');
    world.sandbox.faults.add({ kind: 'latency', amount: 1000 });
    const args = ['run', PROFILE, '--json', '--data', data];
    let isAsked = false;
    const stopAfter = (line: string): boolean => {
      // A second one would end the terminal at once, and leave the run to the worker.
      const isFirst = !isAsked && line.includes('"taskStarted"');
      isAsked ||= isFirst;
      return isFirst;
    };
    const ended = await runChild({ args, stopAfter });
    expect(ended.code).toBe(130);
    expect(await askMemory(data, 'select "end" from runs order by id desc limit 1')).toEqual([
      { end: 'stopped' },
    ]);
  }, 240_000);

  it('asks for the firm that it names, and hears of it alone, where another has a profile of that name', async () => {
    world.sandbox.faults.clear();
    const { tenants } = world.app;
    await tenants.rename('-', 'first');
    const second = world.app.of((await tenants.add('second')).id);
    await second.addProfile(PROFILE, worldSettings(world.warehousePath, world.sandbox.url));
    await second.setSecret(PROFILE, 'secret', ACCESS.secret);
    const unsaid = await typed('plan', PROFILE);
    expect([unsaid.code, unsaid.stderr.includes('tenant.needed')]).toEqual([2, true]);
    // Comparing reads the shop, so that the first one's end is told while the second's goes on.
    world.sandbox.faults.add({ kind: 'latency', amount: 700 });
    const [first, compared] = await Promise.all([
      typed('plan', PROFILE, '--task', 'import-goods', '--firm', 'first'),
      typed('reconcile', PROFILE, '--firm', 'second'),
    ]);
    expect([first.code, first.stderr, compared.stderr]).toEqual([0, '', '']);
    expect([0, 3]).toContain(compared.code);
    const works = await askMemory(data, 'select kind, is_over, error from hosted_works order by profile_id');
    expect(works).toEqual(Array.from({ length: 2 }, () => ({ kind: 'plan', is_over: true, error: 'null' })));
    const firms = [world.app.of(FIRST_TENANT), second];
    const plans = await Promise.all(firms.map(async (firm) => firm.plans.find(PROFILE)));
    expect(plans.map((kept) => kept?.of)).toMatchObject([{ kind: 'run' }, { kind: 'reconcile' }]);
  }, 240_000);
});

describe('a terminal whose last worker dies with the work in hand', () => {
  const serve = async (): Promise<Program> =>
    Program.serve('worker', data, { ...SHORT, ...(await memoryEnvironment(data)) });
  /** Runs until the end; the worker is killed as soon as an order has its document. `env`: the terminal's. */
  const killedRun = async (
    env: Readonly<Record<string, string>>,
    onLine: (line: string) => void,
  ): Promise<ChildResult> => {
    const had = documents(world).length;
    const killing = until(() => documents(world).length > had).then(async () => worker?.end('SIGKILL'));
    const args = ['run', PROFILE, '--yes', '--json', '--task', 'import-orders', '--data', data];
    const ended = await runChild({ args, env, onLine });
    await killing;
    return ended;
  };
  const runs = (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    askMemory(data, 'select "end" from runs order by id');
  const isSound = (): void =>
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders'), device: DEVICE });

  beforeAll(async () => {
    // One request after the other, so that the numbers of documents are on their way to the shop at the kill.
    world = await makeWorld({ orders: ORDERS, settings: { requestsAtOnce: 1 } });
    data = join(world.folder, 'data');
    world.sandbox.faults.add({ kind: 'latency', amount: 200 });
    worker = await serve();
  });
  afterAll(async () => {
    if (worker?.isAlive === true) await worker.end('SIGKILL');
    await world.close();
  });

  it('says so, and that the work goes on when another comes: which does the rest, and ends it', async () => {
    let coming: Promise<Program> | null = null;
    // It waits for a heartbeat of its own as long as a busy machine needs to start a worker.
    const ended = await killedRun({}, (line) => {
      if (line.includes('"notice.work.alone"')) coming ??= serve();
    });
    worker = await (coming ?? serve());
    expect([ended.code, ended.stderr, coming === null]).toEqual([0, '', false]);
    const told = events(ended.stdout).filter(({ type }) => ['runStarted', 'runEnded'].includes(String(type)));
    expect(told).toMatchObject([{ runId: 1 }, { runId: 2 }, { runId: 2, end: 'done' }]);
    expect(await runs()).toEqual([{ end: 'interrupted' }, { end: 'done' }]);
    isSound();
  });

  it('takes it back where none comes: none that comes later does it, and the next run goes on behind it', async () => {
    const [code = ''] = world.sandbox.store.list('products').map((product) => String(product['productCode']));
    for (let count = 0; count < ORDERS; count += 1)
      world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    const ended = await killedRun(SHORT, () => undefined);
    expect([ended.code, events(ended.stdout).at(-1)]).toMatchObject([10, { code: 'work.noWorker' }]);
    expect(ended.stdout).toContain('notice.work.alone');
    expect(await askMemory(data, 'select is_over from hosted_works')).toEqual([{ is_over: true }]);
    const had = documents(world).length;
    worker = await serve();
    await sleep(SOON_MS, new AbortController().signal);
    expect([documents(world).length, (await runs()).length]).toEqual([had, 3]);
    const again = await typed('run', PROFILE, '--yes', '--task', 'import-orders');
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect((await runs()).map(({ end }) => end)).toEqual(['interrupted', 'done', 'interrupted', 'done']);
    isSound();
  });
});
