import { describe, expect, it } from 'vitest';
import { PasswordGate } from './password-gate.ts';

/** Work that ends when it is told to, and tells how much of it was under way at once. */
function slowWork(): { work: () => Promise<number>; endAll: () => void; most: () => number } {
  const ends: (() => void)[] = [];
  let [now, most] = [0, 0];
  return {
    work: async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise<void>((resolve) => ends.push(resolve));
      now -= 1;
      return 1;
    },
    endAll: () => ends.splice(0).forEach((end) => end()),
    most: () => most,
  };
}

async function settle(rounds: number, endAll: () => void): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    endAll();
  }
}

describe('hashes under way', () => {
  it('are two at once, the rest waits its turn', async () => {
    const [gate, slow] = [new PasswordGate(2), slowWork()];
    const all = Array.from({ length: 12 }, (_, index) => gate.run([`k${index}`], slow.work));
    await settle(20, slow.endAll);
    expect(await Promise.all(all)).toHaveLength(12);
    expect(slow.most()).toBe(2);
  });

  it('of one name or address are six with those that wait; others still come in', async () => {
    const [gate, slow] = [new PasswordGate(2), slowWork()];
    const flood = Array.from({ length: 40 }, () => gate.run(['from 192.0.2.7'], slow.work));
    const other = gate.run(['from 198.51.100.1'], slow.work);
    const ends = Promise.allSettled(flood);
    await settle(20, slow.endAll);
    expect(await other).toBe(1);
    const refused = (await ends).filter((end) => end.status === 'rejected');
    expect(refused).toHaveLength(34);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'access.busy' });
  });

  it('end with a short queue whoever asks', async () => {
    const [gate, slow] = [new PasswordGate(2), slowWork()];
    const all = Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => gate.run([`k${index}`], slow.work)),
    );
    await settle(40, slow.endAll);
    expect((await all).filter((end) => end.status === 'fulfilled')).toHaveLength(18);
  });

  it('free their place when they fail', async () => {
    const gate = new PasswordGate(1);
    const fail = gate.run(['k'], () => Promise.reject(new Error('no')));
    await expect(fail).rejects.toThrow('no');
    expect(await gate.run(['k'], () => Promise.resolve(2))).toBe(2);
  });
});
