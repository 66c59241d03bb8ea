import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../model/settings.ts';
import { dayBefore } from './day-figures.ts';
import { isDigestDue } from './digest-sender.ts';

const at = (text: string): number => Date.parse(text);

describe('when a day is told', () => {
  it('at its hour in Sofia, and only where somebody is told by mail', () => {
    const settings = { ...defaultSettings(), digestAt: '08:00', notifyEmail: 'a@b.bg' };
    // 05:59 UTC is 07:59 in winter.
    expect(isDigestDue({ settings }, at('2026-11-25T05:59:00Z'))).toBe(false);
    expect(isDigestDue({ settings }, at('2026-11-25T06:00:00Z'))).toBe(true);
    expect(isDigestDue({ settings }, at('2026-07-25T05:00:00Z'))).toBe(true);
    expect(isDigestDue({ settings: { ...settings, notifyEmail: '' } }, at('2026-11-25T09:00:00Z'))).toBe(
      false,
    );
    expect(isDigestDue({ settings: { ...settings, digestAt: '' } }, at('2026-11-25T09:00:00Z'))).toBe(false);
  });

  it('is the day before, by the calendar of Sofia, also over a change of the clock', () => {
    expect(dayBefore(at('2026-11-25T22:30:00Z'))).toBe('2026-11-25');
    expect(dayBefore(at('2026-11-25T21:30:00Z'))).toBe('2026-11-24');
    expect(dayBefore(at('2026-10-25T22:30:00Z'))).toBe('2026-10-25');
    expect(dayBefore(at('2026-01-01T10:00:00Z'))).toBe('2025-12-31');
  });
});
