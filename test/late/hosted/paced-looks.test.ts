import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../../src/app/make-app.ts';
import { OverdueWatch } from '../../../src/app/overdue-watch.ts';
import { HostSlots } from '../../../src/hosted/host-slots.ts';
import { PacedLooks } from '../../../src/hosted/paced-looks.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { askMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { ACCESS, openWorldParts, worldSettings } from '../../support/world.ts';

// Looks for overdue orders in a memory of thousands of shops: they count as guests of their hosts, as runs do.

const NEVER = new AbortController().signal;
const HOST = 'shop.example.bg';
const LIMIT = 2;
const AT_ONCE = 8;
const settingsAt = (host: string) => worldSettings('/nowhere.db', `https://${host}`);

let slots: readonly HostSlots[] = [];
const standing = { now: 0, most: 0, done: 0 };

/** A look that lasts until as many are under way as may be, or for a while. */
const look = (most: number) => async (): Promise<boolean> => {
  standing.now += 1;
  standing.most = Math.max(standing.most, standing.now);
  for (let wait = 0; standing.most <= most && wait < 20; wait += 1) await sleep(5);
  standing.now -= 1;
  standing.done += 1;
  return false;
};

describe('looks into the shops of many', () => {
  beforeEach(async () => {
    const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(
      join(tmpdir(), `looks-${process.pid}`),
    );
    slots = Array.from({ length: 2 }, () => new HostSlots(url, 'looks', () => LIMIT));
    Object.assign(standing, { now: 0, most: 0, done: 0 });
  });
  afterEach(async () => {
    for (const each of slots) await each.close();
  });

  const paced = (at: number, quick = async (): Promise<void> => sleep(20)): PacedLooks =>
    new PacedLooks(slots[at] as HostSlots, { random: () => 0.25, sleep: quick });

  it('two processes together look no more often at a host at once than its limit says', async () => {
    const places = [paced(0), paced(1)];
    const looks = Array.from({ length: 12 }, async (_, each) =>
      (places[each % 2] as PacedLooks).within(settingsAt(HOST), look(LIMIT), NEVER),
    );
    const ended = await Promise.all(looks);
    expect(standing.most).toBe(LIMIT);
    expect(ended.filter((end) => end !== null)).toHaveLength(standing.done);
    expect(standing.done).toBeGreaterThan(LIMIT);
  });

  it('a host that is full is waited for half a minute, and then left to the next hour; its room is free again', async () => {
    const held = [];
    for (let each = 0; each < LIMIT; each += 1) held.push(await slots[1]?.take([HOST]));
    let waited = 0;
    const looks = paced(0, async (milliseconds?: number) => {
      waited += milliseconds ?? 0;
    });
    expect(await looks.within(settingsAt(HOST), look(0), NEVER)).toBeNull();
    expect([waited, standing.done]).toEqual([30_000, 0]);
    for (const each of held) await each?.release();
    expect(await looks.within(settingsAt(HOST), look(0), NEVER)).toBe(false);
  });

  it('of many shops a few are asked at once, from a moment within the hour on, and none any more once it ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'skladbridge-looks-'));
    const data = join(folder, 'data');
    const env = await memoryEnvironment(data);
    const stop = new AbortController();
    const shop = createServer((_request, response) => {
      const answer = async (): Promise<void> => {
        await look(AT_ONCE)();
        if (standing.done === AT_ONCE) stop.abort();
        response.writeHead(403).end();
      };
      void answer();
    });
    await new Promise<void>((resolve) => void shop.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
    const app = makeApp(await openWorldParts(data));
    for (let each = 0; each < 3 * AT_ONCE; each += 1) {
      const deviceSerial = `DA${String(each).padStart(6, '0')}`;
      await app.addProfile(
        `Магазин ${each}`,
        worldSettings('/nowhere.db', url, { schedule: '5', deviceSerial }),
      );
      await app.setSecret(`Магазин ${each}`, 'secret', ACCESS.secret);
    }
    await askMemory(data, 'update profiles set confirmed_at = created_at');
    const room = new HostSlots(env['SKLADBRIDGE_DATABASE'] ?? '', 'looks', () => 100);
    const pace = new PacedLooks(room, { random: () => 0.25, sleep });
    const watch = new OverdueWatch(app, { clock: systemClock, onOverdue: async () => undefined, pace });
    const waits: number[] = [];
    const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
    await watch.run(wait, stop.signal, (error) => expect.fail(String(error)));
    expect([standing.most, waits]).toEqual([AT_ONCE, [900_000]]);
    expect(standing.done).toBeLessThan(3 * AT_ONCE);
    await room.close();
    await app.close();
    shop.closeAllConnections();
    shop.close();
    await rm(folder, { recursive: true, force: true });
  });
});
