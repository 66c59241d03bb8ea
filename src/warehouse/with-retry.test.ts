import { describe, expect, it } from 'vitest';
import { SyncError } from '../model/sync-error.ts';
import type { Warehouse } from './warehouse.ts';
import { withRetry } from './with-retry.ts';

const POLICY = {
  attempts: 3,
  firstWaitMs: 100,
  longestWaitMs: 1000,
  mostWaitingMs: 10_000,
  sleep: async () => undefined,
  random: () => 1,
} as const;

describe('a warehouse that is asked again', () => {
  it('tells the wait after the first try that failed, and none where there is nothing to wait for', async () => {
    let tries = 0;
    const answers = [new SyncError('warehouse.busy', { address: 'x' }), new SyncError('warehouse.tooOld')];
    const held = {
      readChoices: async () => {
        throw answers[tries++];
      },
    } as unknown as Warehouse;
    const told: unknown[] = [];
    const warehouse = withRetry(held, POLICY, { onRetry: (retry) => told.push(retry) });
    await expect(warehouse.readChoices(new AbortController().signal)).rejects.toMatchObject({
      code: 'warehouse.tooOld',
    });
    const why = { code: 'warehouse.busy', facts: { address: 'x' }, what: '' };
    expect(told).toEqual([{ ...why, attempt: 1, waitMs: 200 }]);
  });

  it('a stream that breaks goes on behind what has come, and one that always breaks at one place ends', async () => {
    const broken = new SyncError('warehouse.unreachable', { address: 'x', reason: 'ECONNRESET' });
    let begun = 0;
    let heals = true;
    const held = {
      readPartners: async function* readPartners() {
        begun += 1;
        yield [{ id: 1 }, { id: 2 }];
        yield [{ id: 3 }, { id: 5 }];
        if (!heals || begun < 3) throw broken;
        // What was written meanwhile shifts the pages.
        yield [{ id: 5 }, { id: 8 }];
      },
    } as unknown as Warehouse;
    const warehouse = withRetry(held, POLICY);
    const read = async (): Promise<number[]> => {
      const ids: number[] = [];
      for await (const batch of warehouse.readPartners(new AbortController().signal))
        ids.push(...batch.map(({ id }) => id));
      return ids;
    };
    expect([await read(), begun]).toEqual([[1, 2, 3, 5, 8], 3]);
    heals = false;
    begun = 0;
    await expect(read()).rejects.toMatchObject({ code: 'warehouse.unreachable' });
    expect(begun).toBe(POLICY.attempts);
  });
});
