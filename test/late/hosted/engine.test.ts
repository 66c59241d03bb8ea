import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../../src/lib/sleep.ts';
import { delayOf, percentile, QueueBed, untilTrue } from '../../support/hosted/queue-bed.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';

/** Seconds until the workers have begun. */
const SOON = 3;
let bed: QueueBed;

describe('the queue of several workers', () => {
  beforeAll(async () => {
    // No folder is made for it: its name alone says which memory.
    const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(
      join(tmpdir(), `queue-${process.pid}`),
    );
    bed = await QueueBed.open(url);
  });
  afterAll(() => bed.close());

  it('five thousand profiles that are due at once are through within thirty seconds, each once', async () => {
    const done: number[] = [];
    await bed.profilesDue(5000, { seconds: '0' });
    const began = performance.now();
    const stop = await bed.work(async ({ job }) => void done.push(job.profile));
    await untilTrue(() => done.length >= 5000);
    expect(performance.now() - began).toBeLessThan(30_000);
    await stop();
    expect([done.length, new Set(done).size]).toEqual([5000, 5000]);
  }, 120_000);

  it('eight a second start within two seconds of their time', async () => {
    const delays: number[] = [];
    await bed.profilesDue(64, { seconds: `${SOON} + i * 0.125` });
    const stop = await bed.work(async (held) => void delays.push(delayOf(held)));
    await untilTrue(() => delays.length >= 64);
    await stop();
    expect(percentile(delays, 0.95)).toBeLessThan(2000);
  });

  it('first exports that take long leave ordinary runs their slots', async () => {
    const delays: number[] = [];
    const filledAt = 'case when i % 2 = 0 then created_at end';
    await bed.profilesDue(60, { seconds: `${SOON} + random() * 4`, filledAt });
    const first = await bed.unfilled();
    const stop = await bed.work(async (held) => {
      const isFirst = first.has(held.job.profile);
      if (!isFirst) delays.push(delayOf(held));
      await sleep(isFirst ? 3000 : 50, held.signal);
    });
    await untilTrue(() => delays.length >= 30);
    await stop();
    expect(percentile(delays, 0.95)).toBeLessThan(2000);
  });

  it('a host never has more works than its limit, whichever process they are in', async () => {
    expect(await bed.mostAtHost(60, 4)).toMatchObject({ most: 4, done: 60 });
  });
});
