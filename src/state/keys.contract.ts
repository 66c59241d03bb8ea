import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../model/profile.ts';
import { codeOf, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const NEXT = 'c'.repeat(64);

/** The laws of `KeyRing`, a part of the memory's contract; the program itself keeps the master key here. */
export function describeKeysContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: the keys of secrets`, () => {
    it('S22: the master key is changed and everything opens, also where it is open already', async () => {
      const { state, open, id } = await setUp();
      await state.profiles.setSecret(id, 'secret', 'преди');
      const account = await state.accounts.add(
        { name: 'Иван', role: 'owner', language: 'bg', passwordHash: 'h' },
        NOW,
      );
      await state.accounts.setSecondFactor(account.id, { secret: 'JBSWY3DP', recoveryHashes: [] });
      const other = await open();
      expect(await state.keys.rotate(null)).toBe(true);
      expect(await state.keys.rotate(null)).toBe(true);
      for (const each of [state, other, await open()]) {
        expect(await each.profiles.secret(id, 'secret')).toBe('преди');
        expect(await each.accounts.secondFactor(account.id)).toBe('JBSWY3DP');
      }
      await other.profiles.setSecret(id, 'token', 'после');
      expect(await state.profiles.secret(id, 'token')).toBe('после');
      expect(await state.keys.finish()).toBe(0);
    });

    it('S22: another key may be let in before anything was sealed; while it is not used nothing former goes', async () => {
      const { state, id } = await setUp();
      expect(await codeOf(state.keys.rotate('no key'))).toBe('secrets.keyMalformed');
      await state.profiles.setSecret(id, 'secret', 'x');
      expect(await state.keys.rotate(NEXT)).toBe(false);
      expect(await state.keys.rotate(NEXT)).toBe(false);
      expect(await codeOf(state.keys.finish())).toBe('secrets.newKeyUnused');
      expect(await state.profiles.secret(id, 'secret')).toBe('x');
      // The key that was let in was thought better of: the next one drawn takes its place too.
      expect(await state.keys.rotate(null)).toBe(true);
      expect(await state.profiles.secret(id, 'secret')).toBe('x');
    });

    it('S22: it is changed under load: no reading and no writing meets a moment without a key', async () => {
      const { state, open, id } = await setUp();
      await state.profiles.setSecret(id, 'secret', 'x');
      const other = await open();
      let isOver = false;
      const work = async (): Promise<number> => {
        let times = 0;
        for (; !isOver; times += 1) {
          await other.profiles.setSecret(id, 'token', `t${times}`);
          expect(await other.profiles.secret(id, 'token')).toBe(`t${times}`);
          expect(await other.profiles.secret(id, 'secret')).toBe('x');
          // A memory in a file answers within the turn: without a next one nobody else would get to work.
          await setImmediate();
        }
        return times;
      };
      const working = work();
      for (let time = 0; time < 5; time += 1) await state.keys.rotate(null);
      isOver = true;
      expect(await working).toBeGreaterThan(0);
    });
  });
}
