import { describe, expect, it } from 'vitest';
import { markKey, NO_MARKS } from '../../model/installation.ts';
import type { KeptMarks, MarkOwner } from '../../model/installation.ts';
import type { ProfileId } from '../../model/profile.ts';
import { meetMarks } from './met-marks.ts';

const DAY = 20_782;
const owner: MarkOwner = {
  identityHash: '0a1b2c3d'.repeat(8),
  installation: 'aaaa1111',
  profile: 1 as ProfileId,
};

function key(number: number, chance: string, more: Partial<MarkOwner & { day: number }> = {}): string {
  const chanceHash = chance.repeat(64);
  const run = { day: more.day ?? DAY, number, host: 'pc', machineHash: 'ab'.repeat(32), chanceHash };
  return markKey({ ...owner, ...more }, run);
}

const kept = (standing: string | null, pending: string | null = null): KeptMarks => ({
  ...NO_MARKS,
  standing,
  pending,
});
const met = (keys: readonly string[], what: KeptMarks) => meetMarks(keys, what, { owner, day: DAY });

describe('marks beside the memory', () => {
  it.each([
    ['nothing was ever left', [], NO_MARKS, null, 1],
    ['as the last run left it', [key(5, '1')], kept(key(5, '1')), null, 6],
    ['a crash after it was left', [key(6, '2')], kept(key(5, '1'), key(6, '2')), null, 7],
    ['a crash before it was left', [key(5, '1')], kept(key(5, '1'), key(6, '2')), null, 6],
    ['a warehouse from a backup', [key(3, '9')], kept(key(5, '1'), key(6, '2')), null, 6],
    ['a warehouse whose keys were emptied', [], kept(key(5, '1')), null, 6],
    ['of an earlier version', ['ZINS-0a1b2c3d-aaaa1111-20261124'], NO_MARKS, null, 1],
    ['a copy has run since', [key(6, '3')], kept(key(5, '1')), 6, 7],
    ['a copy has run while ours was kept', [key(6, '3')], kept(key(5, '1'), key(6, '2')), 6, 7],
    ['both have left the same number', [key(6, '2'), key(6, '3')], kept(key(6, '2')), 6, 7],
    ['the memory is older than the warehouse', [key(90, '3')], kept(key(5, '1')), 90, 91],
    ['the memory knows of no mark', [key(4, '3')], NO_MARKS, 4, 5],
    [
      'another profile of this memory',
      [key(9, '3', { profile: 2 as ProfileId })],
      kept(key(5, '1')),
      null,
      6,
    ],
  ] as const)('Q8: %s', (_name, keys, what, foreign, next) => {
    const marks = met(keys, what);
    expect([marks.foreign?.number ?? null, marks.nextNumber]).toEqual([foreign, next]);
  });

  it('I4: another place is another installation; the memory that was lost here is none', () => {
    const keys = [
      ...['aaaa2222', 'bbbb1111', 'cccc1111'].map((installation) => key(3, '1', { installation })),
      key(4, '1', { installation: 'bbbb1111' }),
      key(1, '1', { installation: 'dddd1111', day: DAY - 3 }),
      'ZINS-0a1b2c3d-eeee1111-20261124',
    ];
    expect(met(keys, NO_MARKS).others).toEqual([
      { installation: 'bbbb1111', host: 'pc' },
      { installation: 'cccc1111', host: 'pc' },
      { installation: 'eeee1111', host: '' },
    ]);
  });

  it('Q8: a copy that works on its own looks for the marks of its new name; the old one is another', () => {
    const mine = key(1, '2', { installation: 'ffff0000' });
    const marks = met([key(6, '3'), mine], { ...kept(mine), installation: 'ffff0000' });
    expect(marks).toMatchObject({ installation: 'ffff0000', foreign: null, nextNumber: 2 });
    expect(marks.others.map((other) => other.installation)).toEqual(['aaaa1111']);
  });
});
