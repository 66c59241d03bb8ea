import { describe, expect, it } from 'vitest';
import {
  formatUnp,
  isDeviceSerial,
  isNobodysDevice,
  isSpecialUnp,
  parseUnp,
  sequencesInText,
  unpClaimKey,
} from './unp.ts';

const VALID = [
  'DT279013-0001-0000001',
  'DT518315-0001-1234567',
  'DT600000-OP01-0001000',
  'ZK126720-0001-0000001',
  'DY000600-OP01-0000001',
  'ED123456-0012-0000042',
  'IN000001-A1B2-0000100',
  'DA500123-0007-9999999',
  'IS000123-ZZZZ-0000009',
  'ZK126720-0000-0500001',
];
const INVALID = [
  '',
  'DT279013-0001-000001',
  'DT279013-0001-00000001',
  'DT279013-0001-10000000',
  'DT27901-0001-0000001',
  'DT2790130-0001-0000001',
  'DT279013-001-0000001',
  'DT279013-00001-0000001',
  'DT2790130001-0000001',
  'DT279013 0001 0000001',
  'DT279013_0001_0000001',
  'DT279013–0001–0000001',
  'dt279013-0001-0000001',
  'ДТ279013-0001-0000001',
  'ОО000000-0000-0000000',
  'DT279013-000А-0000001',
  '12279013-0001-0000001',
  'DT27901A-0001-0000001',
  'DT279013-00 1-0000001',
  'DT279013-op01-0000001',
  'DT279013-0001-000000A',
  'DT279013-0001-+000001',
  'DT279013-0001-١١١١١١١',
  ' DT279013-0001-0000001',
  'DT279013-0001-0000001 ',
  'DT279013-0001-0000001\n',
  'DT279013-0001-0000001-1',
  '100320487',
  '00123-2024-0005',
];

describe('УНП (facts of fiscal law, section 3)', () => {
  it('3.5: every valid value is read and issued again as it was', () => {
    for (const text of VALID) {
      const parts = parseUnp(text);
      expect(parts === null ? null : formatUnp(parts), text).toBe(text);
    }
  });

  it('3.6: every invalid value is refused as it is, nothing is trimmed or translated', () => {
    for (const text of INVALID) expect(parseUnp(text), JSON.stringify(text)).toBe(null);
  });

  it('3.4: special values are well formed and never issued; neither is 0 nor an eighth digit', () => {
    for (const text of ['OO000000-0000-0000000', 'DT000000-0000-0000000', 'DT111111-1111-1111111']) {
      const parts = parseUnp(text);
      expect([isSpecialUnp(text), parts === null ? 'no' : formatUnp(parts)], text).toEqual([true, null]);
    }
    const issue = (sequence: number) =>
      formatUnp({ deviceSerial: 'DT279013', operatorCode: '0001', sequence });
    expect([issue(0), issue(-1), issue(10_000_000), issue(1.5), issue(9_999_999)]).toEqual([
      null,
      null,
      null,
      null,
      'DT279013-0001-9999999',
    ]);
  });

  it('3.4: a device of zeros is nobody’s: never issued, whatever its letters, operator and sequence', () => {
    for (const deviceSerial of ['OO000000', 'DT000000', 'ZK000000']) {
      expect(isNobodysDevice(deviceSerial)).toBe(true);
      expect(formatUnp({ deviceSerial, operatorCode: '0001', sequence: 7 })).toBeNull();
    }
    expect(['DT000001', 'DT100000', 'OO00000', '00000000'].map(isNobodysDevice)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('F13: the sequences of a device are found in any text, in whatever letters and dashes', () => {
    const found = (text: string) => sequencesInText(text, 'DT279013');
    expect(found('Seliton №5 a.bg; УНП DT279013-0001-0000042')).toEqual([42]);
    expect(found('dt279013–op01–0000007, DT279013 0002 0000008')).toEqual([7, 8]);
    const none = [
      '',
      'DT279013-0001-00000421',
      'XDT279013-0001-0000042',
      'ДТ279013-0001-0000042',
      'DT279013',
    ];
    expect(none.flatMap(found)).toEqual([]);
    expect(sequencesInText('DT279013-0001-0000042', 'DT279014')).toEqual([]);
  });

  it('F18: a device is two capital Latin letters and six digits', () => {
    expect(['DT279013', '02279013', 'ДТ279013', 'DT27901', 'dt279013'].map(isDeviceSerial)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(unpClaimKey('DT279013', 42)).toBe('ZUNP-DT279013-0000042');
  });
});
