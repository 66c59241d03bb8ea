import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_CALLS } from '../../../src/api/runs.ts';
import { ManyShops, until } from '../../support/hosted/many-shops.ts';
import type { Program } from '../../support/hosted/program.ts';
import { PageClient, pathOf } from '../../support/page-client.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
/** The first worker that dies of it, and three more. */
const ATTEMPTS = 4;

describe('a job that its workers die of', () => {
  let many: ManyShops;
  let survivor: Program;
  beforeAll(async () => {
    many = await ManyShops.open(1);
  });
  afterAll(() => many.close());

  const figuresOf = async ({ url }: Program): Promise<string> => (await fetch(`${url}/metrics`)).text();
  const waiting = (): Promise<readonly unknown[]> =>
    many.ask("select 1 from attention where code = 'run.workersLost'");
  const schedules = (): Promise<readonly unknown[]> => many.ask('select full_ms, stock_ms from hosted_due');

  it('is given up: a person is told, nothing is under way, and its schedule rests', async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const worker = await many.serve('worker');
      if (attempt === 0) await many.makeDue();
      await until(async () => (await many.holders()).some((holder) => holder.endsWith(`:${attempt}`)));
      await worker.end('SIGKILL');
      await many.silence();
    }
    survivor = await many.serve('worker');
    await until(async () => (await waiting()).length > 0);
    expect(await many.ask('select is_over, error from hosted_works')).toEqual([
      { is_over: true, error: expect.stringContaining('run.workersLost') },
    ]);
    expect(await schedules()).toEqual([{ full_ms: null, stock_ms: null }]);
    expect(await survivor.readiness()).toBe(200);
    expect(await figuresOf(survivor)).toContain('skladbridge_given_up_works 1');
  });

  it('is set free by a person’s start: it is done, nothing is there twice, and the schedule goes on', async () => {
    const page = await many.serve('page');
    const owner = new PageClient(page.url);
    await owner.enter('/api/setup', { ...OWNER, code: page.setupCode });
    const name = many.shops[0]?.name ?? '';
    const started = await owner.call('POST', pathOf(RUN_CALLS.start, { name }), { body: { tasks: null } });
    expect(started.status).toBe(200);
    await many.untilDone();
    many.expectSound();
    await until(
      async () => (await many.ask('select 1 from hosted_due where full_ms is not null')).length > 0,
    );
    expect(await waiting()).toEqual([]);
    expect(await figuresOf(survivor)).toContain('skladbridge_given_up_works 0');
  });
});
