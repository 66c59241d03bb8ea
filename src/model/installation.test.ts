import { describe, expect, it } from 'vitest';
import { installationKey, othersAmong } from './installation.ts';
import type { InstallationMark } from './installation.ts';

const mark = (installation: string, day = '20261125'): InstallationMark => ({
  identityHash: '0a1b2c3d',
  installation,
  day,
  since: '20261123',
});

describe('othersAmong', () => {
  it('I4: another place is another installation; the memory that was lost here is none', () => {
    const keys = ['aaaa1111', 'aaaa2222', 'bbbb1111'].map((each) => installationKey(mark(each)));
    keys.push(installationKey(mark('cccc1111', '20261122')), 'ZINS-ffffffff-dddd1111-20261125');
    expect(othersAmong(keys, mark('aaaa1111'))).toEqual(['bbbb1111']);
  });
});
