import { describe, expect, it } from 'vitest';
import { leaseTimesOf } from '../../hosted/hosted-engine.ts';
import { HEARTBEAT } from '../../hosted/run-queue.ts';
import { heartbeatOf } from './open-engine.ts';

const codeOf = (text: string): unknown => {
  try {
    return heartbeatOf({ SKLADBRIDGE_HEARTBEAT: text });
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('the heartbeat of workers', () => {
  it('is half a minute, or what the environment says; the queue takes none below ten seconds', () => {
    expect(heartbeatOf({})).toEqual(HEARTBEAT);
    expect(heartbeatOf({ SKLADBRIDGE_HEARTBEAT: '60' })).toEqual({ seconds: 60, refreshSeconds: 10 });
    expect(['9', '601', '10.5', 'x'].map(codeOf)).toEqual(Array(4).fill('settings.badValue'));
  });

  it('whoever has not heard of the database stops before his job is given to another, however long it is', () => {
    for (const text of ['10', '30', '600']) {
      const heartbeat = heartbeatOf({ SKLADBRIDGE_HEARTBEAT: text });
      const { freshMs, ttlMs } = leaseTimesOf(heartbeat);
      expect(freshMs).toBeLessThan((heartbeat.seconds - heartbeat.refreshSeconds) * 1000);
      expect(ttlMs).toBeGreaterThan(freshMs);
    }
  });
});
