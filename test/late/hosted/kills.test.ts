import { afterEach, describe, expect, it } from 'vitest';
import { sleep } from '../../../src/lib/sleep.ts';
import { HEARTBEAT_SECONDS, ManyShops, until } from '../../support/hosted/many-shops.ts';
import type { Program } from '../../support/hosted/program.ts';
import { openRelay } from '../../support/network/relay.ts';
import type { Relay } from '../../support/network/relay.ts';

const SECOND = 1000;
const SHOPS = 6;
/** All at once with one worker. */
const SHOPS_OF_ONE = 3;
const SLOTS = 4;
/** The busy shop has answered by then, and the worker waits for the second after which it is to come again. */
const HELD_MS = 300;
const NEVER = new AbortController().signal;
let many: ManyShops | null = null;
let line: Relay | null = null;

/** Two workers in the middle of what the schedules of all shops ask for. */
async function inTheMiddle(): Promise<{ readonly many: ManyShops; readonly workers: readonly Program[] }> {
  const made = await ManyShops.open(SHOPS);
  many = made;
  const workers = [await made.serve('worker'), await made.serve('worker')];
  await made.untilInTheMiddle();
  return { many: made, workers };
}

/** The first attempts that are still under way. */
async function firsts(of: ManyShops): Promise<number> {
  return (await of.holders()).filter((holder) => holder.endsWith(':0')).length;
}

describe('workers that end in the middle of their runs', () => {
  afterEach(async () => {
    await many?.close();
    await line?.close();
    [many, line] = [null, null];
  });

  it('killed: another goes on within two heartbeats, and nothing is there twice', async () => {
    const { many: shops, workers } = await inTheMiddle();
    await workers[0]?.end('SIGKILL');
    const killed = performance.now();
    const taken = new Set<string>();
    await until(async () => {
      for (const holder of await shops.holders()) if (holder.endsWith(':1')) taken.add(holder);
      return (await firsts(shops)) === 0;
    });
    const seconds = (performance.now() - killed) / SECOND;
    expect(taken.size).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2 * HEARTBEAT_SECONDS);
    await shops.untilDone();
    shops.expectSound();
  });

  /**
   * A worker that stands still with a request about to go out, while another does all. Its line to the database is the
   * relay's.
   */
  async function freeze(): Promise<{
    readonly made: ManyShops;
    readonly frozen: Program;
    readonly at: Relay;
  }> {
    const made = await ManyShops.open(SHOPS_OF_ONE);
    many = made;
    const memory = new URL(made.memory);
    const at = await openRelay({ host: memory.hostname, port: Number(memory.port) });
    line = at;
    memory.port = String(at.port);
    made.setBusy(true);
    const frozen = await made.serve('worker', SLOTS, { SKLADBRIDGE_DATABASE: memory.href });
    await made.makeDue();
    await until(() => made.isAsked);
    await sleep(HELD_MS, NEVER);
    frozen.child.kill('SIGSTOP');
    made.setBusy(false);
    await made.serve('worker');
    await made.untilDone();
    return { made, frozen, at };
  }

  it('frozen with a request about to go out, awake when another has done all: it does not arrive any more', async () => {
    const { made, frozen } = await freeze();
    frozen.child.kill('SIGCONT');
    await sleep(3 * SECOND, NEVER);
    made.expectSound();
    expect(await frozen.readiness()).toBe(200);
  });

  it('the same, and the database is silent just then: it waits for the answer whose the profile is', async () => {
    const { made, frozen, at } = await freeze();
    at.standStill(true);
    frozen.child.kill('SIGCONT');
    await sleep(3 * SECOND, NEVER);
    made.expectSound();
    at.standStill(false);
    await until(async () => (await frozen.readiness()) === 200);
    await sleep(SECOND, NEVER);
    made.expectSound();
  });

  it('asked to end: its runs stop, another does them at once, and it leaves with 0', async () => {
    const { many: shops, workers } = await inTheMiddle();
    const asked = performance.now();
    expect(await workers[0]?.end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(HEARTBEAT_SECONDS * SECOND);
    const stopped = await shops.ask(`select 1 from runs where "end" = 'stopped'`);
    expect(stopped.length).toBeGreaterThan(0);
    await shops.untilDone();
    const [again] = await shops.ask("select count(*) as n from hosted_works where holder not like '%:0'");
    expect(again).toEqual({ n: 0 });
    shops.expectSound();
  });
});
