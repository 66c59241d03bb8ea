import { describe, expect, it } from 'vitest';
import { upgradeSettings } from './settings-upgrade.ts';

describe('settings of an earlier version', () => {
  it('take the tighter price guard, which lev to euro no longer passes; a limit chosen since is kept', () => {
    expect(upgradeSettings({ guardPriceDrop: 50 })).toEqual({ guardPriceDrop: 45 });
    expect(upgradeSettings({ guardPriceDrop: 80 })).toEqual({ guardPriceDrop: 80 });
    const chosen = { guardPriceDrop: 50, guardPriceRise: 100 };
    expect(upgradeSettings(chosen)).toBe(chosen);
  });
});
