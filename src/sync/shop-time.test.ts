import { describe, expect, it } from 'vitest';
import { shopTime } from './shop-time.ts';

describe('shopTime', () => {
  it('writes a moment as the shop does, in Sofia, in winter and in summer', () => {
    expect(shopTime(Date.parse('2026-01-15T22:05:09Z'))).toBe('2026-01-16 00:05:09');
    expect(shopTime(Date.parse('2026-07-15T21:05:09Z'))).toBe('2026-07-16 00:05:09');
  });

  it('peer-30: the hour that comes twice is written the same both times', () => {
    const first = Date.parse('2026-10-25T00:30:00Z');
    expect([shopTime(first), shopTime(first + 3_600_000)]).toEqual([
      '2026-10-25 03:30:00',
      '2026-10-25 03:30:00',
    ]);
  });
});
