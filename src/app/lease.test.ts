import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { OrderNumber } from '../model/order-origin.ts';
import { defaultSettings } from '../model/settings.ts';
import { SyncError } from '../model/sync-error.ts';
import type { Leases, State } from '../state/state.ts';
import type { AppParts, Secrets, ShopWatch } from './app-parts.ts';
import { HeldLease } from './lease.ts';
import { openWorldParts } from '../../test/support/world.ts';

const TIMES = { ttlMs: 2000, renewMs: 20, retryMs: 10, freshMs: 300 };
const HOUR_MS = 3_600_000;

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A real memory whose renewals can fail, and a wall clock that can be set. */
async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-lease-'));
  const { state } = await openWorldParts(folder);
  ends.push(async () => {
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const profile = await state.profiles.add('Магазин', defaultSettings(), '2026-11-24T10:00:00Z');
  const dial = {
    isAway: false,
    isFull: false,
    wallMs: 0,
    renewals: 0,
    releases: 0,
    unpWritten: 0,
    connectMs: 0,
  };
  const renew: Leases['renew'] = async (...args) => {
    dial.renewals += 1;
    if (dial.isAway) throw new SyncError('state.busy', { folder });
    return state.leases.renew(...args);
  };
  const release: Leases['release'] = async (...args) => {
    dial.releases += 1;
    if (dial.isFull) throw new SyncError('state.full', { folder });
    return state.leases.release(...args);
  };
  const leases: Leases = {
    renew,
    release,
    acquire: (...args) => state.leases.acquire(...args),
    beginMaking: (fence) => state.leases.beginMaking(fence),
    endMaking: (fence) => state.leases.endMaking(fence),
    standing: () => state.leases.standing(),
  };
  const parts = {
    state: { ...state, leases } as State,
    clock: { now: () => Date.now() + dial.wallMs },
    holder: 'here:1:1',
    isAlive: () => null,
    openShop: async (_settings: unknown, _secrets: unknown, { beforeChange }: ShopWatch) => ({
      writeUnp: async () => {
        const holds = await beforeChange?.();
        // So long it takes until it is connected.
        dial.wallMs += dial.connectMs;
        if (holds?.() === false) throw new SyncError('shop.unreachable', { address: '', reason: '' });
        dial.unpWritten += 1;
        return { kind: 'written' };
      },
    }),
  } as unknown as AppParts;
  return { state, profile, parts, dial };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'resolved',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

describe('a lease that is held', () => {
  it('F2: renewals that fail are repeated, and one that succeeds in time goes on as if nothing had been', async () => {
    const { parts, profile, dial } = await setUp();
    // Long enough for a busy machine to fail some times, and to succeed, before it ends.
    const freshMs = 1000;
    const lease = await HeldLease.take(parts, profile, { ...TIMES, freshMs });
    dial.isAway = true;
    await expect.poll(() => dial.renewals, { interval: 5, timeout: 10_000 }).toBeGreaterThan(3);
    expect(lease.signal.aborted).toBe(false);
    dial.isAway = false;
    await delay(freshMs + 100);
    expect([lease.signal.aborted, await codeOf(lease.assertFresh())]).toEqual([false, 'resolved']);
    await lease.release();
  });

  it('F2: when no renewal succeeds while it is fresh, the run ends', async () => {
    const { parts, profile, dial } = await setUp();
    const lease = await HeldLease.take(parts, profile, TIMES);
    dial.isAway = true;
    await expect.poll(() => lease.signal.aborted, { timeout: 5000 }).toBe(true);
    expect(await codeOf(lease.assertFresh())).toBe('run.leaseLost');
    const asked = dial.renewals;
    await delay(60);
    expect(dial.renewals).toBe(asked);
    await lease.release();
  });

  it('after the machine slept, or its clock was set, it is asked for first: still held goes on, taken over does not', async () => {
    const { parts, profile, dial, state } = await setUp();
    const lease = await HeldLease.take(parts, profile, { ...TIMES, renewMs: HOUR_MS });
    expect(await codeOf(lease.assertFresh())).toBe('resolved');
    expect(dial.renewals).toBe(0);
    for (const wallMs of [HOUR_MS, -HOUR_MS]) {
      dial.wallMs = wallMs;
      const answers = await Promise.all([1, 2, 3].map(() => codeOf(lease.assertFresh())));
      expect(answers).toEqual(['resolved', 'resolved', 'resolved']);
    }
    expect(dial.renewals).toBe(2);
    const shop = await lease.parts.openShop(profile.settings, {} as Secrets, {});
    const writeUnp = async () => codeOf(shop.writeUnp(1 as OrderNumber, '', lease.signal));
    expect([await writeUnp(), dial.unpWritten]).toEqual(['resolved', 1]);
    dial.connectMs = HOUR_MS;
    expect([await writeUnp(), dial.unpWritten]).toEqual(['shop.unreachable', 1]);
    dial.connectMs = 0;
    await state.leases.acquire(profile, {
      holder: 'next:2:2',
      ttlMs: 1000,
      isAlive: () => false,
      landingMs: 0,
    });
    dial.wallMs += HOUR_MS;
    expect([await writeUnp(), dial.unpWritten]).toEqual(['run.leaseLost', 1]);
    expect(await codeOf(lease.assertFresh())).toBe('run.leaseLost');
    expect(lease.signal.reason).toMatchObject({ code: 'run.leaseLost', facts: { profile: 'Магазин' } });
    expect(await codeOf(lease.parts.state.profiles.confirm(profile.id, ''))).toBe('run.leaseLost');
    await lease.release();
    expect(
      await state.leases.acquire(profile, { holder: 'x', ttlMs: 1, isAlive: () => null, landingMs: 0 }),
    ).toMatchObject({
      taken: false,
      holder: 'next:2:2',
    });
  });
});

describe('a lease that cannot be given back, as on a full disk', () => {
  it('is given back by itself once there is room, and does not stand as forgotten until then', async () => {
    const { parts, profile, dial, state } = await setUp();
    const lease = await HeldLease.take(parts, profile, TIMES);
    dial.isFull = true;
    await lease.release();
    await expect.poll(() => dial.releases, { interval: 5, timeout: 10_000 }).toBeGreaterThan(3);
    expect(await state.leases.standing()).toHaveLength(1);
    dial.isFull = false;
    await expect.poll(() => state.leases.standing(), { interval: 5, timeout: 10_000 }).toEqual([]);
    const tried = dial.releases;
    await delay(4 * TIMES.renewMs);
    expect(dial.releases).toBe(tried);
  });

  it('keeps the next start of its process from nothing; one that others hold does', async () => {
    const { parts, profile, dial, state } = await setUp();
    const times = { ...TIMES, ttlMs: HOUR_MS, renewMs: HOUR_MS, retryMs: HOUR_MS };
    const lease = await HeldLease.take(parts, profile, times);
    dial.isFull = true;
    await lease.release();
    expect(await codeOf(HeldLease.take(parts, profile, times))).toBe('state.full');
    dial.isFull = false;
    const next = await HeldLease.take(parts, profile, times);
    expect(next.tookOver).toBeNull();
    expect(await codeOf(HeldLease.take(parts, profile, times))).toBe('run.alreadyRunning');
    await next.release();
    expect(await state.leases.standing()).toEqual([]);
  });

  it('is not asked for any more when the memory was closed', async () => {
    const { parts, profile, dial, state } = await setUp();
    const lease = await HeldLease.take(parts, profile, TIMES);
    dial.isFull = true;
    await lease.release();
    dial.isFull = false;
    await state.close();
    await delay(4 * TIMES.renewMs);
    const tried = dial.releases;
    await delay(4 * TIMES.renewMs);
    expect(dial.releases).toBe(tried);
  });
});
