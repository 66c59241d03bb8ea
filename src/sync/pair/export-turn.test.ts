import { describe, expect, it } from 'vitest';
import { freeTurn, heldTurn, LEFT, readTurn, turnSeat } from '../../model/export-turn.ts';
import type { TurnAsker } from '../../model/export-turn.ts';
import type { ProfileId } from '../../model/profile.ts';
import { isUntouched, turnState } from './export-turn.ts';

const HASH = '0a1b2c3d'.repeat(8);
const NOW = 29_933_412;
const me: TurnAsker = {
  installation: 'aaaa1111',
  profile: 1 as ProfileId,
  host: 'abc',
  boot: 'xyz',
  pid: 4711,
};
const other = { ...me, installation: 'bbbb2222' };

const held = (asker: TurnAsker, ago = 0) =>
  readTurn(heldTurn(HASH, { number: 5, minutes: NOW - ago, asker })) ?? { key: '', number: 0, holder: null };

describe('the turn to send goods (Q8)', () => {
  it('is one key of fifty places at most, that is read back', () => {
    const widest = { ...other, profile: 46_655 as ProfileId, pid: 4_194_304 };
    const key = heldTurn(HASH, { number: 36 ** 4 - 1, minutes: NOW, asker: widest });
    expect(key.length).toBeLessThanOrEqual(50);
    expect(readTurn(key)).toEqual({
      key,
      number: 36 ** 4 - 1,
      holder: {
        installation: 'bbbb2222',
        profile: 46_655,
        minutes: NOW,
        host: 'abc',
        boot: 'xyz',
        pid: 4_194_304,
      },
    });
    expect(readTurn(freeTurn(HASH, 9))).toMatchObject({ number: 9, holder: null });
    for (const none of [turnSeat(HASH), 'ZINS-0a1b2c3d-aaaaaaaa-1', 'OR5']) expect(readTurn(none)).toBeNull();
  });

  it.each([
    ['nobody has it', readTurn(freeTurn(HASH, 5)), 'free'],
    ['an earlier run of this profile', held(me, 0), 'ours'],
    ['another profile of this memory, at work', held({ ...me, profile: 2 as ProfileId }), 'held'],
    ['another one on this machine, alive', held(other), 'held'],
    ['another one on this machine, whose process is gone', held({ ...other, pid: 1 }), 'dead'],
    ['another one on this machine, before it started anew', held({ ...other, boot: 'old' }), 'dead'],
    ['another machine', held({ ...other, host: 'zzz' }, 14), 'held'],
    ['another machine, long silent', held({ ...other, host: 'zzz' }, 15), 'silent'],
    ['another machine, while the clock was ahead', held({ ...other, host: 'zzz' }, -900), 'silent'],
    ['another machine, that has left it', held({ ...other, host: 'zzz', pid: LEFT }), 'dead'],
    ['an earlier run of this profile, that has left it', held({ ...me, pid: LEFT }), 'ours'],
    ['a profile of a hoster of thousands', held({ ...me, profile: 2000 as ProfileId }), 'held'],
    ['a system that does not tell its starts', held({ ...other, boot: '', pid: 1 }), 'held'],
  ] as const)('%s', (_name, turn, state) => {
    expect(turn).not.toBeNull();
    if (turn === null) return;
    expect(turnState(turn, me, { minutes: NOW, isAlive: (pid) => pid !== 1 })).toBe(state);
  });

  it('is known as that of an earlier run also of the last of thousands of profiles', () => {
    const last = { ...me, profile: 46_655 as ProfileId };
    const now = { minutes: NOW, isAlive: () => null };
    expect(turnState(held(last), last, now)).toBe('ours');
    expect(turnState(held(last), { ...last, profile: (46_655 % 36 ** 2) as ProfileId }, now)).toBe('held');
  });

  it('is untouched only where nobody else has had it between two looks', () => {
    const [free, next] = [readTurn(freeTurn(HASH, 5)), readTurn(freeTurn(HASH, 6))];
    if (free === null || next === null) throw new Error('no turn');
    expect(isUntouched(free, free, me)).toBe(true);
    expect(isUntouched(held(me), held(me), me)).toBe(true);
    expect(isUntouched(null, free, me)).toBe(false);
    expect(isUntouched(free, next, me)).toBe(false);
    // It was being sent while the catalogue was read.
    expect(isUntouched(held(other), { ...free, number: 5 }, me)).toBe(false);
  });
});
