import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/hosted/hosted-engine.ts';
import { runChild } from '../../support/child.ts';
import { Program } from '../../support/hosted/program.ts';
import { expectSoundImport } from '../../support/invariants.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';
import { PageClient } from '../../support/page-client.ts';
import { makeWorld, PROFILE } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

/** Starts the program in a role over the memory of a world. */
async function serve(world: World, role: Role): Promise<Program> {
  const data = join(world.folder, 'data');
  return Program.serve(role, data, await memoryEnvironment(data));
}

describe('page and worker as programs over one database', () => {
  let world: World;
  let worker: Program;
  let page: Program;
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
    expect(figures).toContain('skladbridge_worker_runs_total{end="done"} 1');
    expect(figures).not.toContain(PROFILE);
  });

  it('both end politely', async () => {
    expect([await page.end(), await worker.end()]).toEqual([0, 0]);
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
