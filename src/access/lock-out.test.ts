import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../lib/clock.ts';
import type { Account } from '../model/account.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { State } from '../state/state.ts';
import { fromAddress, LockOut, onlyBy, onName } from './lock-out.ts';
import { networkOf } from './network-of.ts';
import { SignInLinks } from './sign-in-links.ts';
import { openWorldParts } from '../../test/support/world.ts';

const STILL: Clock = { now: () => 0 };
let folder = '';
/** The memory as two processes that serve the page have it open. */
let pages: readonly State[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skladbridge-access-'));
  pages = [(await openWorldParts(folder)).state, (await openWorldParts(folder)).state];
});

afterEach(async () => {
  for (const page of pages) await page.close();
  rmSync(folder, { recursive: true, force: true });
});

function lockOutOf(page: number, clock = STILL): LockOut {
  const state = pages[page];
  if (state === undefined) throw new Error('no page');
  return new LockOut(state.entries, clock);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => asSyncError(error).code,
  );
}

describe('tries are counted before they are looked at', () => {
  it('of sixty at once at two processes five are let through', async () => {
    const both = [lockOutOf(0), lockOutOf(1)];
    const codes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        codeOf(both[index % 2]?.attempt([onName('Иван')]) ?? Promise.reject()),
      ),
    );
    expect(codes.filter((code) => code === '')).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(['', 'access.lockedOut']));
  });

  it('a name written in other letters of the same account is the same name', async () => {
    const lockOut = lockOutOf(0);
    for (const name of ['Ivan', 'IVAN', 'Ｉｖａｎ', 'ivan', 'iVAN']) await lockOut.attempt([onName(name)]);
    expect(await codeOf(lockOut.attempt([onName('Ivan')]))).toBe('access.lockedOut');
  });

  it('a right try clears the name, and of the address takes back only itself', async () => {
    const lockOut = lockOutOf(0);
    const address = fromAddress('203.0.113.5');
    for (let index = 0; index < 19; index += 1) await lockOut.attempt([onName(`name ${index}`), address]);
    await (await lockOut.attempt([onName('Иван'), address])).succeeded();
    for (let index = 0; index < 5; index += 1) await lockOut.attempt([onName('Иван')]);
    await lockOut.attempt([address]);
    expect(await codeOf(lockOut.attempt([address]))).toBe('access.lockedOut');
  });

  it('a try that was not looked at is as if it had never been made', async () => {
    const lockOut = lockOutOf(0);
    for (let index = 0; index < 20; index += 1)
      await (await lockOut.attempt([onlyBy('device x')])).takeBack();
    expect(await codeOf(lockOut.attempt([onlyBy('device x')]))).toBe('');
  });

  it('each further try doubles the wait; a clock that was put back makes nobody wait longer', async () => {
    let nowMs = 10 * 24 * 3_600_000;
    const lockOut = lockOutOf(0, { now: () => nowMs });
    for (let index = 0; index < 5; index += 1) await lockOut.attempt([onName('Иван')]);
    nowMs += 30_000;
    await lockOut.attempt([onName('Иван')]);
    nowMs += 59_000;
    expect(await codeOf(lockOut.attempt([onName('Иван')]))).toBe('access.lockedOut');
    nowMs -= 5 * 24 * 3_600_000;
    const told = await lockOut.attempt([onName('Иван')]).catch((error: unknown) => asSyncError(error).facts);
    expect((told as { seconds: number }).seconds).toBeLessThanOrEqual(60);
    nowMs += 30 * 24 * 3_600_000;
    expect(await codeOf(lockOut.attempt([onName('Иван')]))).toBe('');
  });

  it('of too many names the one that was tried longest ago is forgotten, and no other', async () => {
    const [entries] = pages.map((page) => page.entries);
    const count = async (key: string, nowMs: number) =>
      entries?.countTries({ keys: [key], nowMs, forgetBeforeMs: 0, mostKeys: 3, waitMs: () => 0 });
    for (const [index, key] of ['a', 'b', 'c', 'a', 'd'].entries()) await count(key, index + 1);
    expect((await count('a', 9))?.before.get('a')?.count).toBe(2);
    expect((await count('b', 9))?.before.size).toBe(0);
  });
});

describe('links that sign in once', () => {
  it('one that was made by a process is good at another, for once, for an hour', async () => {
    const [one, other] = pages.map((page) => page.entries);
    if (one === undefined || other === undefined) throw new Error('no pages');
    let nowMs = 0;
    const clock = { now: () => nowMs };
    const [maker, taker] = [new SignInLinks(one, clock), new SignInLinks(other, clock)];
    const account = { id: 7 } as Account;
    const token = await maker.make(account);
    const used = await Promise.all([maker.use(token), taker.use(token)]);
    expect([used.filter((id) => id === 7).length, used.filter((id) => id === null).length]).toEqual([1, 1]);
    const late = await maker.make(account);
    nowMs += 3_600_001;
    expect(await taker.use(late)).toBe(null);
    const dropped = await maker.make(account);
    nowMs += 3_600_001;
    await taker.dropOld();
    expect(await maker.use(dropped)).toBe(null);
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
