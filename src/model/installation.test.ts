import { describe, expect, it } from 'vitest';
import { dayOf, machineDigits, markKey, readMark } from './installation.ts';
import type { MarkOwner } from './installation.ts';
import type { ProfileId } from './profile.ts';

const HASH = '0a1b2c3d'.repeat(8);
const owner: MarkOwner = { identityHash: HASH, installation: 'aaaa1111', profile: 7 as ProfileId };
const run = { day: 20_782, number: 41, host: 'SKLAD-PC.local', machineHash: HASH, chanceHash: HASH };

describe('the mark of a run', () => {
  it('Q8: carries day, profile, number, machine and its name, and is read back', () => {
    const key = markKey(owner, run);
    expect(key).toMatch(/^ZINS-0a1b2c3d-aaaa1111-g1a-7-15-[0-9a-z]{5}-sklad-pc$/);
    expect(readMark(key)).toEqual({
      key,
      installation: 'aaaa1111',
      day: 20_782,
      profile: 7,
      number: 41,
      machine: machineDigits(HASH),
      host: 'sklad-pc',
    });
  });

  it('database 1: never longer than the column, whatever the name of the machine', () => {
    const key = markKey(
      { ...owner, profile: 1295 as ProfileId },
      { ...run, number: 1_679_615, host: 'x'.repeat(60) },
    );
    expect(key).toHaveLength(50);
    expect(readMark(key)).toMatchObject({ profile: 1295, number: 1_679_615, host: 'xxxxxxxxx' });
    expect(readMark(markKey(owner, { ...run, host: 'Склад' }))?.host).toBe('');
  });

  it('is read as earlier versions left it, and nothing else is', () => {
    const old = readMark('ZINS-0a1b2c3d-aaaa1111-20261125');
    expect(old).toMatchObject({ day: dayOf(Date.UTC(2026, 10, 25)), profile: null, number: 0, host: '' });
    for (const key of [
      'OR5',
      'ZINS-0a1b2c3d-aaaa1111',
      'ZINS-0a1b2c3d-aaaa1111-x-y',
      'ZWID-0123456789abcdef',
    ])
      expect(readMark(key)).toBeNull();
  });
});
