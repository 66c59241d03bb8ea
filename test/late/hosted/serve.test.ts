import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_CALLS } from '../../../src/api/live.ts';
import type { Role } from '../../../src/hosted/hosted-engine.ts';
import { runChild } from '../../support/child.ts';
import { until } from '../../support/hosted/many-shops.ts';
import { Program } from '../../support/hosted/program.ts';
import { expectSoundImport } from '../../support/invariants.ts';
import { askMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { PageClient } from '../../support/page-client.ts';
import { ACCESS, makeWorld, PROFILE, worldSettings } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

type Event = Readonly<Record<string, unknown>>;

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

/** Starts the program in a role over the memory of a world. */
async function serve(world: World, role: Role): Promise<Program> {
  const data = join(world.folder, 'data');
  return Program.serve(role, data, await memoryEnvironment(data));
}

/** What `/readyz` of a program answers. */
async function probed({ url }: Program): Promise<{ readonly status: number; readonly body: Event }> {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, body: (await answer.json()) as Event };
}

/** Names of figures. */
function familiesOf(figures: string): readonly string[] {
  return [...figures.matchAll(/^# TYPE (\S+)/gm)].map(([, family = '']) => family);
}

/** Tells every event of a page's stream until the signal ends it. */
async function follow(
  url: string,
  cookie: string,
  signal: AbortSignal,
  onEvent: (event: Event) => void,
): Promise<void> {
  let rest = '';
  try {
    const { body } = await fetch(`${url}${LIVE_CALLS.live.path}`, { headers: { Cookie: cookie }, signal });
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (line.startsWith('data: ')) onEvent(JSON.parse(line.slice('data: '.length)) as Event);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

describe('page and worker as programs over one database', () => {
  let world: World;
  let worker: Program;
  let page: Program;
  let ofWorker: readonly string[] = [];
  beforeAll(async () => {
    world = await makeWorld({ orders: 6 });
    worker = await serve(world, 'worker');
    page = await serve(world, 'page');
  });
  afterAll(async () => {
    for (const program of [worker, page]) if (program.isAlive) await program.end('SIGKILL');
    await world.close();
  });

  it('what is pressed on the page the worker does; both say that they are ready', async () => {
    for (const each of [worker, page]) expect(await each.readiness()).toBe(200);
    const owner = new PageClient(page.url);
    await owner.enter('/api/setup', { ...OWNER, code: page.setupCode });
    const over = async (): Promise<void> => {
      while ((await owner.call('GET', `${AT}/work`)).body['isOver'] !== true)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await owner.call('POST', `${AT}/plan`, { body: { tasks: null } });
    await over();
    const { madeAt } = (await owner.call('GET', `${AT}/plan`)).body;
    const applied = await owner.call('POST', `${AT}/apply`, { body: { madeAt } });
    expect(applied.status).toBe(200);
    await over();
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
    const figures = await (await fetch(`${worker.url}/metrics`)).text();
    ofWorker = familiesOf(figures);
    expect(ofWorker.length).toBeGreaterThan(5);
    expect(figures).toContain('skladbridge_worker_runs_total{end="done"} 1');
    for (const minutes of [5, 15, 60])
      expect(figures).toContain(`skladbridge_shops_behind{minutes="${minutes}"} 0`);
    expect(figures).not.toContain(PROFILE);
  });

  it('a page that nobody works for goes on, and tells so: to people, probes, Prometheus and doctor', async () => {
    const data = join(world.folder, 'data');
    const owner = new PageClient(page.url);
    expect((await owner.enter('/api/login', OWNER)).status).toBe(200);
    const told: unknown[] = [];
    const ending = new AbortController();
    const following = follow(page.url, owner.cookie, ending.signal, (event) => {
      // Who begins to follow may hear the same twice.
      if (event['type'] === 'workers' && event['areThere'] !== told.at(-1)) told.push(event['areThere']);
    });
    await until(() => told.length > 0);
    expect(await worker.end()).toBe(0);
    await until(() => told.length > 1);
    // Long after it was due: who is sent away from the page for it could not read why.
    await askMemory(
      data,
      `insert into hosted_due (profile_id, version, full_ms, look_ms) select id, version, 1, 9e15
      from profiles on conflict (profile_id) do update set full_ms = 1, version = excluded.version`,
    );
    await until(async () => (await probed(page)).body['schedules'] === false);
    expect(await probed(page)).toMatchObject({ status: 200, body: { ready: true, workers: false } });
    expect(await (await fetch(`${page.url}/metrics`)).text()).toMatch(/^skladbridge_workers 0$/m);
    const doctor = await runChild({ args: ['doctor', '--data', data, '--lang', 'en'] });
    expect([doctor.code, doctor.stdout]).toEqual([2, expect.stringContaining('no worker lives')]);
    worker = await serve(world, 'worker');
    await until(() => told.length > 2);
    ending.abort();
    await following;
    expect(told).toEqual([true, false, true]);
    const well = await runChild({ args: ['doctor', '--data', data, '--lang', 'en'] });
    expect(well.stdout).toContain('workers that live: 1');
  });

  it('both end politely', async () => {
    expect([await page.end(), await worker.end()]).toEqual([0, 0]);
  });

  it('figures of two firms with servers of one name stand apart', async () => {
    const data = join(world.folder, 'data');
    const { tenants } = world.app;
    await tenants.rename('-', 'Първа');
    const second = world.app.of((await tenants.add('Втора')).id);
    await second.addProfile(PROFILE, worldSettings(world.warehousePath, world.sandbox.url));
    await second.setSecret(PROFILE, 'secret', ACCESS.secret);
    await askMemory(data, 'delete from hosted_due');
    worker = await serve(world, 'all');
    await runChild({ args: ['run', PROFILE, '--yes', '--firm', 'Втора', '--data', data] });
    const figures = await (await fetch(`${worker.url}/metrics`)).text();
    const counts = figures
      .split('\n')
      .map((line) => /^skladbridge_runs_total\{profile="Тест",firm="([^"]+)",end="\w+"\} (\d+)$/.exec(line));
    const runsOf = (name: string): number =>
      counts.reduce((sum, found) => sum + (found?.[1] === name ? Number(found[2]) : 0), 0);
    expect([runsOf('Първа'), runsOf('Втора')]).toEqual([0, 1]);
    expect(figures).toContain('skladbridge_worker_runs_total{end="done"} 1');
    expect(await worker.end()).toBe(0);
    // Nobody starts it any more.
    await askMemory(
      data,
      `insert into hosted_due (profile_id, version, full_ms, look_ms) select id, version, 1, 9e15
      from profiles order by id limit 1 on conflict (profile_id) do update set full_ms = 1`,
    );
    page = await serve(world, 'page');
    const standing = await (await fetch(`${page.url}/metrics`)).text();
    // The one that was page and worker told what both do, each figure once.
    const told = familiesOf(figures);
    expect(told).toEqual([...new Set(told)]);
    expect(told).toEqual(expect.arrayContaining([...ofWorker, ...familiesOf(standing)]));
    const overdue = standing.match(/^skladbridge_schedule_overdue\{.*$/gm)?.toSorted();
    const [first = '', other = ''] = ['Първа', 'Втора'].map((firm) => `profile="Тест",firm="${firm}"`);
    expect(overdue).toEqual(
      [`skladbridge_schedule_overdue{${other}} 0`, `skladbridge_schedule_overdue{${first}} 1`].toSorted(),
    );
  });

  it('a role that is not one, or that needs a database, is refused by name', async () => {
    const data = join(world.folder, 'other');
    const alone = { SKLADBRIDGE_DATABASE: '' };
    const none = await runChild({ args: ['serve', '--role', 'x', '--data', data], env: alone });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('serve.roleUnknown')]);
    const file = await runChild({ args: ['serve', '--role', 'worker', '--data', data], env: alone });
    expect([file.code, file.stderr]).toEqual([2, expect.stringContaining('serve.roleNeedsDatabase')]);
  });
});
