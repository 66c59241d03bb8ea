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
    expect(told).toEqual([{ code: 'warehouse.busy', waitMs: 200 }]);
  });
});
