import { describe, expect, it } from 'vitest';
import { runnableSettings } from './runnable-settings.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { SyncError } from './sync-error.ts';

const WHOLE: Settings = {
  ...defaultSettings(),
  warehouse: 'sqlite:w.db',
  warehouseBuild: '3.07.100',
  shopAddress: 'https://shop.example.bg',
  location: 5,
  operator: 7,
  deviceSerial: 'DT000001',
};

function missing(settings: Settings): unknown {
  try {
    return runnableSettings(settings);
  } catch (error) {
    return error instanceof SyncError ? [error.code, error.facts['key']] : error;
  }
}

describe('settings of a run', () => {
  it('have what a run needs; S7: the active user where there is SUPTO, the service user elsewhere', () => {
    expect(runnableSettings(WHOLE)).toMatchObject({ location: 5, documentOperator: 7, fixedPartner: null });
    const old = runnableSettings({ ...WHOLE, warehouseBuild: '3.07.056' });
    expect(old.documentOperator).toBe(1);
    expect(runnableSettings({ ...WHOLE, partnerMode: 'always', partner: 9 }).fixedPartner).toBe(9);
  });

  it('are refused by name where something is missing, never filled with a guess', () => {
    expect(missing({ ...WHOLE, location: null })).toEqual(['settings.missing', 'location']);
    expect(missing({ ...WHOLE, operator: null })).toEqual(['settings.missing', 'operator']);
    expect(missing({ ...WHOLE, partnerMode: 'always' })).toEqual(['settings.missing', 'partner']);
    expect(missing({ ...WHOLE, warehouse: '' })).toEqual(['settings.missing', 'warehouse']);
  });
});
