import { describe, expect, it } from 'vitest';
import { isDeviceForeign, isSharingAgreed, proposedRange } from './unp-sharing.ts';

describe('a device that others number on (F13, A5)', () => {
  it('proposes a range far above, up to the last number, as long as there is room', () => {
    expect([0, 100, 3_999_999].map(proposedRange)).toEqual(
      Array.from({ length: 3 }, () => ({ from: 5_000_001, to: 9_999_999 })),
    );
    expect(proposedRange(4_000_000)).toEqual({ from: 7_000_001, to: 9_999_999 });
    expect(proposedRange(7_654_321)).toEqual({ from: 8_828_001, to: 9_999_999 });
    expect([9_999_990, 9_999_999].map(proposedRange)).toEqual([null, null]);
  });

  it('takes words for consent only if they name the device and say something', () => {
    const agreed = ['DT900001 и друга програма', 'Съгласен: апарат dt900001'];
    expect(agreed.map((words) => isSharingAgreed(words, 'DT900001'))).toEqual([true, true]);
    const not = ['', 'да', 'DT900001', 'DT900001 !', 'DT900002 и друга програма'];
    expect(not.map((words) => isSharingAgreed(words, 'DT900001'))).toEqual(not.map(() => false));
  });

  it('is foreign while the range does not begin above all that others have used', () => {
    const settings = { unpFrom: 101, unpSharedDevice: '', deviceSerial: 'DT900001' };
    expect(isDeviceForeign(settings, { foreignRows: 0, foreignLast: 0 })).toBe(false);
    expect(isDeviceForeign(settings, { foreignRows: 3, foreignLast: 100 })).toBe(false);
    expect(isDeviceForeign(settings, { foreignRows: 1, foreignLast: 101 })).toBe(true);
    const agreed = { ...settings, unpSharedDevice: 'DT900001 ползваме и другаде' };
    expect(isDeviceForeign(agreed, { foreignRows: 1, foreignLast: 101 })).toBe(false);
  });
});
