import { describe, expect, it } from 'vitest';
import { fromAddress, LockOut, onlyBy, onName } from './lock-out.ts';
import { networkOf } from './network-of.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('tries are counted before they are looked at', () => {
  it('of sixty at once five are let through', () => {
    const lockOut = new LockOut({ now: () => 0 });
    const codes = Array.from({ length: 60 }, () => codeOf(() => lockOut.attempt([onName('Иван')])));
    expect(codes.filter((code) => code === '')).toHaveLength(5);
    expect(codes.at(-1)).toBe('access.lockedOut');
  });

  it('a name written in other letters of the same account is the same name', () => {
    const lockOut = new LockOut({ now: () => 0 });
    for (const name of ['Ivan', 'IVAN', 'Ｉｖａｎ', 'ivan', 'iVAN']) lockOut.attempt([onName(name)]);
    expect(codeOf(() => lockOut.attempt([onName('Ivan')]))).toBe('access.lockedOut');
  });

  it('a right try clears the name, and of the address takes back only itself', () => {
    const lockOut = new LockOut({ now: () => 0 });
    const address = fromAddress('203.0.113.5');
    for (let index = 0; index < 19; index += 1) lockOut.attempt([onName(`name ${index}`), address]);
    lockOut.attempt([onName('Иван'), address]).succeeded();
    for (let index = 0; index < 5; index += 1) lockOut.attempt([onName('Иван')]);
    lockOut.attempt([address]);
    expect(codeOf(() => lockOut.attempt([address]))).toBe('access.lockedOut');
  });

  it('a try that was not looked at is as if it had never been made', () => {
    const lockOut = new LockOut({ now: () => 0 });
    for (let index = 0; index < 50; index += 1) lockOut.attempt([onlyBy('device x')]).takeBack();
    expect(codeOf(() => lockOut.attempt([onlyBy('device x')]))).toBe('');
  });

  it('each further try doubles the wait; a clock that was put back makes nobody wait longer', () => {
    let nowMs = 10 * 24 * 3_600_000;
    const lockOut = new LockOut({ now: () => nowMs });
    for (let index = 0; index < 5; index += 1) lockOut.attempt([onName('Иван')]);
    nowMs += 30_000;
    lockOut.attempt([onName('Иван')]);
    nowMs += 59_000;
    expect(codeOf(() => lockOut.attempt([onName('Иван')]))).toBe('access.lockedOut');
    nowMs -= 5 * 24 * 3_600_000;
    try {
      lockOut.attempt([onName('Иван')]);
    } catch (error) {
      expect((error as { facts: { seconds: number } }).facts.seconds).toBeLessThanOrEqual(60);
    }
  });

  it('many other names never make it forget more than the oldest', () => {
    const lockOut = new LockOut({ now: () => 0 });
    for (let index = 0; index < 9_000; index += 1) lockOut.attempt([onName(`other ${index}`)]);
    for (let index = 0; index < 5; index += 1) lockOut.attempt([onName('Иван')]);
    for (let index = 0; index < 9_000; index += 1) lockOut.attempt([onName(`more ${index}`)]);
    expect(codeOf(() => lockOut.attempt([onName('Иван')]))).toBe('access.lockedOut');
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
