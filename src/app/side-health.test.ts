import { expect, it } from 'vitest';
import { SyncError } from '../model/sync-error.ts';
import { healthAfter, UNKNOWN_HEALTH } from './side-health.ts';

it('an error speaks of its own side alone, and work without one of both', () => {
  const [first, later] = ['2026-11-25T10:00:00.000Z', '2026-11-25T11:00:00.000Z'];
  const well = healthAfter(UNKNOWN_HEALTH, null, first);
  expect([well.shop.isWell, well.warehouse.isWell]).toEqual([true, true]);
  const error = new SyncError('shop.unreachable');
  expect(healthAfter(well, error, later)).toEqual({
    shop: { isWell: false, at: later, error },
    warehouse: { isWell: true, at: first, error: null },
  });
  const locked = new SyncError('warehouse.unreachable');
  expect(healthAfter(UNKNOWN_HEALTH, locked, later).shop.isWell).toBeNull();
  expect(healthAfter(well, new SyncError('run.cancelled'), later)).toBe(well);
});
