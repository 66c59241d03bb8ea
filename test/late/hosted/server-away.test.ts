import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEARTBEAT_SECONDS, ManyShops, until } from '../../support/hosted/many-shops.ts';
import type { Program } from '../../support/hosted/program.ts';
import { startPostgres } from '../../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../../support/postgres/postgres.ts';

const SECOND = 1000;
const SHOPS = 6;

describe('the database ends as in a power cut, with runs under way', () => {
  let server: PrivatePostgres;
  let many: ManyShops;
  let programs: readonly Program[];
  beforeAll(async () => {
    server = await startPostgres();
    many = await ManyShops.open(SHOPS, { memory: await server.makeMemory() });
    programs = [await many.serve('worker'), await many.serve('worker'), await many.serve('page')];
  });
  afterAll(async () => {
    await many.close();
    await server.stop();
  });

  const readiness = (): Promise<readonly number[]> =>
    Promise.all(programs.map((program) => program.readiness()));

  it('no process dies; all tell that they are not ready, and once it is back that they are', async () => {
    await many.untilInTheMiddle();
    await server.kill();
    expect(await readiness()).toEqual([503, 503, 503]);
    await server.start();
    await until(async () => (await readiness()).every((status) => status === 200));
    expect(programs.map(({ isAlive }) => isAlive)).toEqual([true, true, true]);
  });

  it('what was under way has ended, what is due then starts at once, and nothing is there twice', async () => {
    const back = performance.now();
    await until(async () => (await many.holders()).length === 0);
    await many.makeDue();
    await many.untilDone();
    many.expectSound();
    expect(performance.now() - back).toBeLessThan(2 * HEARTBEAT_SECONDS * SECOND);
    expect(programs.map(({ isAlive }) => isAlive)).toEqual([true, true, true]);
  });
});
