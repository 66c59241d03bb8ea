import { describe, expect, it } from 'vitest';
import type { LeaseAnswer, LeaseRequest } from '../model/lease.ts';
import type { ProfileId } from '../model/profile.ts';
import { codeOf, REMOVAL } from './samples.contract.ts';
import type { State } from './state.ts';

const LANDS_MS = 60_000;
/** Whoever comes takes every other one for dead. */
const REQUEST = { holder: 'x', ttlMs: 60_000, isAlive: () => false } as const;

function taken(answer: LeaseAnswer) {
  if (!answer.taken) throw new Error(`held by ${answer.holder}`);
  return answer;
}

/** The laws of products that are under way when a lease changes hands, a part of the memory's contract. */
export function describeLandingContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: products under way`, () => {
    it('E6: what a holder had under way is told to everybody after him, until it has come', async () => {
      const { state, open, id } = await setUp();
      const profile = { id, name: 'Магазин' };
      const next = async (landingMs: number) =>
        taken(await (await open()).leases.acquire(profile, { ...REQUEST, landingMs }));
      expect((await next(LANDS_MS)).landsInMs).toBe(0);
      // A worker's silence is no whole number of milliseconds.
      const short = await next(LANDS_MS);
      await state.leases.beginMaking(short.fence);
      expect((await next(4 / 3)).landsInMs).toBe(2);
      const makes = await next(LANDS_MS);
      await state.leases.beginMaking(makes.fence);
      await state.leases.beginMaking(makes.fence);
      const second = await next(LANDS_MS);
      expect(second.landsInMs).toBe(LANDS_MS);
      // Neither who dies without making anything, nor who gives it back, takes that along.
      const third = await next(LANDS_MS);
      expect(third.landsInMs).toBeGreaterThan(LANDS_MS / 2);
      expect(third.landsInMs).toBeLessThan(LANDS_MS);
      await state.leases.release(third.fence, 0);
      const fourth = await next(0);
      expect(fourth.landsInMs).toBeGreaterThan(0);
      expect(fourth.landsInMs).toBeLessThan(third.landsInMs);
      expect(await codeOf(state.leases.beginMaking(makes.fence))).toBe('run.leaseLost');
      expect(await codeOf(state.leases.endMaking(third.fence))).toBe('run.leaseLost');
      await state.leases.beginMaking(fourth.fence);
      await state.leases.release(fourth.fence, 2 * LANDS_MS);
      expect((await next(0)).landsInMs).toBeGreaterThan(LANDS_MS);
    });

    it('E6: of one who may live it is reckoned from when he was last heard of, as long as he is fresh', async () => {
      const { state, open, id } = await setUp();
      const profile = { id, name: 'Магазин' };
      const mayLive = { ...REQUEST, landingMs: 10_000, freshMs: 20_000.5 };
      const next = async (request: LeaseRequest) =>
        taken(await (await open()).leases.acquire(profile, request));
      const { fence } = await next(mayLive);
      await state.leases.beginMaking(fence);
      // As one whose lease was renewed a minute ago: what he sent while it was fresh has come.
      await state.leases.renew(fence, 0);
      const second = await next(mayLive);
      expect(second.landsInMs).toBe(0);
      // Nobody stands in it: when he was heard of is not known.
      await state.leases.beginMaking(second.fence);
      await state.profiles.remove(id, { ...REMOVAL, isAlive: () => false });
      await state.profiles.restore(id, 'Магазин');
      const third = await next(mayLive);
      expect(third.landsInMs).toBe(10_000);
      // Heard of just now: his job has failed, or only the queue has not heard of him.
      await state.leases.beginMaking(third.fence);
      const last = await next(mayLive);
      expect(last.landsInMs).toBeGreaterThan(25_000);
      expect(last.landsInMs).toBeLessThanOrEqual(30_001);
    });

    it('Q8: of whoever stands in a lease it is told whether anything may still come of it', async () => {
      const { state, open, id } = await setUp();
      const profile = { id, name: 'Магазин' };
      const quiet = async () => {
        const [standing] = await (await open()).leases.standing();
        return [standing?.id, standing?.isQuiet];
      };
      const first = taken(await state.leases.acquire(profile, { ...REQUEST, landingMs: LANDS_MS }));
      expect(await quiet()).toEqual([id, true]);
      await state.leases.beginMaking(first.fence);
      expect(await quiet()).toEqual([id, false]);
      await state.leases.endMaking(first.fence);
      expect(await quiet()).toEqual([id, true]);
      await state.leases.beginMaking(first.fence);
      // Of one who makes nothing himself, but came while something could.
      taken(await state.leases.acquire(profile, { ...REQUEST, landingMs: LANDS_MS }));
      expect(await quiet()).toEqual([id, false]);
    });

    it('E6: a holder whose products were answered for leaves nothing to wait for; one who lost his lease does', async () => {
      const { state, open, id } = await setUp();
      const other = await open();
      const profile = { id, name: 'Магазин' };
      const request = { ...REQUEST, landingMs: LANDS_MS };
      const first = taken(await state.leases.acquire(profile, request));
      await state.leases.beginMaking(first.fence);
      await state.leases.endMaking(first.fence);
      const second = taken(await other.leases.acquire(profile, request));
      expect(second.landsInMs).toBe(0);
      await state.leases.release(second.fence, LANDS_MS);
      const third = taken(await other.leases.acquire(profile, request));
      expect(third.landsInMs).toBe(0);
      await state.leases.beginMaking(third.fence);
      await other.profiles.remove(id, { ...REMOVAL, isAlive: () => false });
      await other.profiles.restore(id, 'Магазин');
      expect(taken(await state.leases.acquire(profile, request)).landsInMs).toBe(LANDS_MS);
    });
  });
}
