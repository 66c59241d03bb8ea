import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import { runChild } from '../../support/child.ts';
import { Program } from '../../support/hosted/program.ts';
import { askMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { ACCESS, makeWorld, PROFILE, worldSettings } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

// `run`, `plan`, `apply` and `reconcile` of a terminal are done by a worker, in the queue.

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
