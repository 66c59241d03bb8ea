import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import { NOTHING_SENT } from '../model/link.ts';
import type { WrittenDocument } from '../model/written-document.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { NO_COUNTS } from '../model/run.ts';
import type { RunEnd, RunTrigger, TaskName } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { describeAgentsContract } from './agents.contract.ts';
import { describePairsContract } from './pairs.contract.ts';
import { describePlansContract } from './plans.contract.ts';
import { archived, codeOf, entry, link, NOW, REMOVAL } from './samples.contract.ts';
import { describeRecordedContract } from './recorded.contract.ts';
import { describeRunsContract } from './runs.contract.ts';
import { describeSeriesContract } from './series.contract.ts';
import { describeFiguresContract } from './figures.contract.ts';
import { describeFirmContract } from './firm.contract.ts';
import { describeTenantContract } from './tenants.contract.ts';
import { describeHousekeepingContract } from './housekeeping.contract.ts';
import { describeLandingContract } from './landing.contract.ts';
import { describeKeysContract } from './keys.contract.ts';
import { describeReportingContract } from './reporting.contract.ts';
import { describeListsContract } from './lists.contract.ts';
import { describeWordsContract } from './words.contract.ts';
import type { LastRunQuery, LeaseRequest, State } from './state.ts';

const LINE = { name: 'Стока', quantity: decimal('2'), total: decimal('9.98'), vatRate: decimal('20') };

function written(number: number, more: Partial<WrittenDocument> = {}): WrittenDocument {
  return { orderNumber: number as OrderNumber, total: decimal('9.98'), lines: [LINE], ...more };
}

const ALL = { stages: null, after: 0 as OrderNumber, limit: 100 } as const;

/** Time for a lease to run out is real here: the engine's own clock decides. */
const SHORT_MS = 400;

function lease(holder: string, ttlMs = 60_000, isAlive: LeaseRequest['isAlive'] = () => null): LeaseRequest {
  return { holder, ttlMs, isAlive, landingMs: 0 };
}

function taken(answer: Awaited<ReturnType<State['leases']['acquire']>>) {
  if (!answer.taken) throw new Error(`held by ${answer.holder}`);
  return answer;
}

/**
 * The law that every memory of the program passes; `make` opens the same empty memory once more each time. Without
 * `isWhole` it is one firm's by the role of pages, which makes no firms, keys and tables.
 */
export function describeStateContract(
  name: string,
  make: () => Promise<{ open: () => Promise<State>; cleanUp: () => Promise<void> }>,
  { isWhole = true }: { readonly isWhole?: boolean } = {},
): void {
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  async function setUp() {
    const place = await make();
    ends.push(place.cleanUp);
    const open = async (): Promise<State> => {
      const state = await place.open();
      ends.push(() => state.close());
      return state;
    };
    const state = await open();
    const { id } = await state.profiles.add('Магазин', defaultSettings(), NOW);
    return { state, open, id };
  }

  describePairsContract(name, setUp);
  describePlansContract(name, setUp);
  describeReportingContract(name, setUp);
  describeWordsContract(name, setUp);
  describeAgentsContract(name, setUp, { isWhole });
  describeLandingContract(name, setUp);
  describeFirmContract(name, setUp);
  if (isWhole) describeTenantContract(name, setUp);
  describeHousekeepingContract(name, setUp, { isWhole });
  if (isWhole) describeKeysContract(name, setUp);
  describeFiguresContract(name, setUp);
  describeListsContract(name, setUp);
  describeRecordedContract(name, setUp);
  describeRunsContract(name, setUp);
  describeSeriesContract(name, setUp);

  describe(`${name}: profiles`, () => {
    it('S33, S34: added, found, saved by version; a second tab is noticed; names are taken once', async () => {
      const { state, open } = await setUp();
      const profile = await state.profiles.find('Магазин');
      if (profile === null) throw new Error('not found');
      const saved = await state.profiles.save({
        ...profile,
        settings: { ...profile.settings, priceGroup: 3 },
      });
      expect(saved).toMatchObject({ version: 2, settings: { priceGroup: 3 } });
      expect(await codeOf(state.profiles.save(profile))).toBe('profile.changedMeanwhile');
      expect(await codeOf(state.profiles.add('Магазин', defaultSettings(), NOW))).toBe('profile.nameTaken');
      expect(await (await open()).profiles.find('Магазин')).toEqual(saved);
    });

    it('S22: secrets are forgotten together with the change that moves them, or not at all', async () => {
      const { state, id } = await setUp();
      const profile = await state.profiles.find('Магазин');
      if (profile === null) throw new Error('not found');
      await state.profiles.setSecret(id, 'secret', 'x');
      await state.profiles.setSecret(id, 'smtpPassword', 'y');
      const old = { ...profile, version: profile.version + 7 };
      expect(await codeOf(state.profiles.save(old, { secret: null }))).toBe('profile.changedMeanwhile');
      expect(await state.profiles.secretNames(id)).toEqual(['secret', 'smtpPassword']);
      await state.profiles.save(profile, { secret: null, token: 'typed' });
      expect(await state.profiles.secretNames(id)).toEqual(['token', 'smtpPassword']);
      expect(await state.profiles.secret(id, 'token')).toBe('typed');
    });

    it('R8: a removed profile’s ledger is never another’s, though its name comes back', async () => {
      const { state, id } = await setUp();
      await state.ledger.keep(id, [archived(1, 'raw')], [entry(1)]);
      await state.profiles.setSecret(id, 'secret', 'x');
      await state.profiles.remove(id, REMOVAL);
      const again = await state.profiles.add('Магазин', defaultSettings(), NOW);
      expect(again.id).not.toBe(id);
      expect([
        await state.ledger.find(again.id, [1 as OrderNumber]),
        await state.profiles.secretNames(again.id),
      ]).toEqual([[], []]);
      expect(await state.ledger.versions(id, 1 as OrderNumber)).toHaveLength(1);
    });

    it('R8: a removed profile is listed with what is kept of it, and comes back for a plan, without secrets', async () => {
      const { state, id, open } = await setUp();
      const settings = { ...defaultSettings(), shopAddress: 'https://shop.bg' };
      const before = await state.profiles.find('Магазин');
      if (before === null) throw new Error('not found');
      await state.profiles.save({ ...before, settings });
      await state.profiles.confirm(id, NOW);
      await state.profiles.markFilled(id, NOW);
      await state.profiles.setSecret(id, 'secret', 'x');
      await state.links.save(id, [link(1, 2)]);
      await state.ledger.save(id, [entry(1), entry(2)]);
      const run = await state.runs.start(id, { tasks: ['import-orders'], trigger: 'person' }, NOW);
      expect(await codeOf(state.profiles.restore(id, 'Жив'))).toBe('profile.notFound');
      for (const nowIso of [NOW, '2027-01-01T00:00:00.000Z'])
        await state.profiles.remove(id, { ...REMOVAL, nowIso });
      const other = await (await open()).profiles.removed();
      expect(other).toMatchObject([{ id, name: 'Магазин', settings, removedAt: NOW, orders: 2 }]);
      await state.profiles.add('Магазин', defaultSettings(), NOW);
      expect(await codeOf(state.profiles.restore(id, 'Магазин'))).toBe('profile.nameTaken');
      const restored = await state.profiles.restore(id, 'Магазин 2');
      expect(restored).toMatchObject({ id, settings, confirmedAt: null, firstFilledAt: NOW });
      expect(await state.profiles.find('Магазин 2')).toEqual(restored);
      expect([await state.profiles.removed(), await state.profiles.secretNames(id)]).toEqual([[], []]);
      expect([await state.links.count(id), (await state.runs.find(id, run))?.id]).toEqual([0, run]);
    });

    it('Q12: the ledger of a removed profile is handed to one without orders, once, and not while it runs', async () => {
      const { state, id } = await setUp();
      await state.ledger.keep(id, [archived(1, 'raw')], [entry(1)]);
      await state.ledger.save(id, [], 1 as OrderNumber, [written(1)]);
      await state.ledger.setRefundWay(id, 1 as OrderNumber, 'card');
      await state.profiles.markFilled(id, NOW);
      const next = await state.profiles.add('Нов', defaultSettings(), NOW);
      expect(await state.profiles.takeOver(next.id, id, () => null)).toBe(false);
      await state.profiles.remove(id, REMOVAL);
      const profile = { id: next.id, name: 'Нов' };
      const { fence } = taken(await state.leases.acquire(profile, lease('a')));
      expect(await state.profiles.takeOver(next.id, id, () => null)).toBe(false);
      await state.leases.release(fence, 0);
      expect(await state.profiles.takeOver(next.id, id, () => null)).toBe(true);
      expect(await state.profiles.takeOver(next.id, id, () => null)).toBe(false);
      expect((await state.ledger.find(next.id, [1 as OrderNumber])).map((each) => each.rawHash)).toEqual([
        'h1',
      ]);
      expect(await state.ledger.versions(next.id, 1 as OrderNumber)).toHaveLength(1);
      expect(await state.ledger.written(next.id, [1 as OrderNumber])).toEqual([written(1)]);
      expect(await state.ledger.refundWays(next.id)).toEqual(new Map([[1, 'card']]));
      expect([await state.ledger.cursor(next.id), await state.profiles.removed()]).toEqual([1, []]);
      expect((await state.profiles.find('Нов'))?.firstFilledAt).toBe(NOW);
    });

    it('row e: a profile is not removed while its lease is held; a removed one is not leased', async () => {
      const { state, id, open } = await setUp();
      const other = await open();
      const profile = { id, name: 'Магазин' };
      const { fence } = taken(await state.leases.acquire(profile, lease('a')));
      expect(await codeOf(other.profiles.remove(id, REMOVAL))).toBe('profile.inUse');
      expect(await state.profiles.find('Магазин')).not.toBe(null);
      await other.profiles.remove(id, { ...REMOVAL, isAlive: () => false });
      expect(await codeOf(state.leases.acquire(profile, lease('a')))).toBe('profile.notFound');
      expect(await state.leases.renew(fence, 1000)).toBe(false);
      await state.profiles.restore(id, 'Магазин');
      taken(await state.leases.acquire(profile, lease('a', SHORT_MS)));
      await delay(SHORT_MS + 20);
      await other.profiles.remove(id, REMOVAL);
      expect(await state.profiles.find('Магазин')).toBe(null);
    });

    it('the first filling is noted once', async () => {
      const { state, id } = await setUp();
      expect((await state.profiles.find('Магазин'))?.firstFilledAt).toBe(null);
      for (const at of [NOW, '2027-01-01T00:00:00.000Z']) await state.profiles.markFilled(id, at);
      expect((await state.profiles.find('Магазин'))?.firstFilledAt).toBe(NOW);
    });

    it('the first feed is noted once, apart from the filling', async () => {
      const { state, id } = await setUp();
      expect((await state.profiles.find('Магазин'))?.firstFedAt).toBe(null);
      for (const at of [NOW, '2027-01-01T00:00:00.000Z']) await state.profiles.markFed(id, at);
      expect(await state.profiles.find('Магазин')).toMatchObject({ firstFedAt: NOW, firstFilledAt: null });
    });

    it('orders that were let into a long run are noted, the last time alone', async () => {
      const { state, id } = await setUp();
      expect((await state.profiles.find('Магазин'))?.ordersBetweenAt).toBe(null);
      const later = '2027-01-01T00:00:00.000Z';
      for (const at of [NOW, later]) await state.profiles.markOrdersBetween(id, at);
      expect(await state.profiles.find('Магазин')).toMatchObject({ ordersBetweenAt: later, version: 1 });
    });

    it('S22: secrets come back to the program, are listed by name, and can be forgotten', async () => {
      const { state, id, open } = await setUp();
      await state.profiles.setSecret(id, 'secret', 'таен ключ 🔑');
      expect(await (await open()).profiles.secret(id, 'secret')).toBe('таен ключ 🔑');
      expect(await state.profiles.secretNames(id)).toEqual(['secret']);
      await state.profiles.setSecret(id, 'secret', null);
      expect(await state.profiles.secret(id, 'secret')).toBe(null);
    });
  });

  describe(`${name}: leases`, () => {
    it('tells which were taken and not given back, those too that have run out', async () => {
      const { state, open, id } = await setUp();
      const other = await open();
      expect(await other.leases.standing()).toEqual([]);
      const { fence } = taken(await state.leases.acquire({ id, name: 'Магазин' }, lease('a', SHORT_MS)));
      const [standing] = await other.leases.standing();
      expect(standing).toMatchObject({ profile: 'Магазин', holder: 'a' });
      expect(standing?.leftMs).toBeLessThanOrEqual(SHORT_MS);
      await delay(SHORT_MS + 20);
      expect((await other.leases.standing())[0]?.leftMs).toBeLessThan(0);
      await state.leases.release(fence, 0);
      expect(await other.leases.standing()).toEqual([]);
    });

    it('peer-22: one holder at a time; expired and dead ones are taken over; the old holder loses its renewal', async () => {
      const { state, open, id } = await setUp();
      const other = await open();
      const profile = { id, name: 'Магазин' };
      const a = taken(await state.leases.acquire(profile, lease('a', SHORT_MS)));
      expect(a.tookOver).toBe(null);
      expect(await other.leases.acquire(profile, lease('b'))).toMatchObject({ taken: false, holder: 'a' });
      expect(await state.leases.renew(a.fence, SHORT_MS)).toBe(true);
      await delay(SHORT_MS + 20);
      const b = taken(await other.leases.acquire(profile, lease('b')));
      expect(b.tookOver).toMatchObject({ holder: 'a' });
      expect(await state.leases.renew(a.fence, SHORT_MS)).toBe(false);
      await state.leases.release(a.fence, 0);
      expect(await state.leases.acquire(profile, lease('c'))).toMatchObject({ taken: false, holder: 'b' });
      const isAlive = (holder: string) => holder !== 'b';
      expect(await state.leases.acquire(profile, lease('c', SHORT_MS, isAlive))).toMatchObject({
        taken: true,
        tookOver: { holder: 'b' },
      });
    });

    it('fences grow with each taking and are never used again: not after a release, nor after removal', async () => {
      const { state, open, id } = await setUp();
      const profile = { id, name: 'Магазин' };
      const fences: number[] = [];
      for (const holder of ['a', 'b', 'a']) {
        const { fence, tookOver } = taken(await (await open()).leases.acquire(profile, lease(holder)));
        fences.push(fence.fence);
        expect(tookOver).toBe(null);
        await state.leases.release(fence, 0);
        expect(await state.leases.renew(fence, 1000)).toBe(false);
      }
      await state.profiles.remove(id, REMOVAL);
      await state.profiles.restore(id, 'Магазин');
      fences.push(taken(await state.leases.acquire(profile, lease('c'))).fence.fence);
      expect(fences).toEqual([...new Set(fences)].toSorted((left, right) => left - right));
    });

    it('every write that follows from a lease is refused once it is somebody else’s, and changes nothing', async () => {
      const { state, open, id } = await setUp();
      const profile = { id, name: 'Магазин' };
      const old = taken(await state.leases.acquire(profile, lease('frozen', SHORT_MS)));
      const held = state.under(old.fence);
      const run = await held.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      await held.links.save(id, [link(1, 10)]);
      await delay(SHORT_MS + 20);
      await held.links.save(id, [link(2, 20)]);
      const next = taken(await (await open()).leases.acquire(profile, lease('next')));
      const event = { at: NOW, event: { type: 'taskStarted', task: 'export-goods' } } as const;
      const item = { subject: 'good:1', code: 'good.price.bad', facts: {}, contentHash: '' } as const;
      const writes: Readonly<Record<string, () => Promise<unknown>>> = {
        'links.save': () => held.links.save(id, [link(3, 30)]),
        'links.remove': () => held.links.remove(id, [1 as GoodId]),
        'links.forgetStock': () => held.links.forgetStock(id, { productIds: [], goodIds: [1 as GoodId] }),
        'ledger.keep': () => held.ledger.keep(id, [archived(1, 'a')], [entry(1)]),
        'ledger.save': () => held.ledger.save(id, [entry(1)], 5 as OrderNumber),
        'ledger.setRefundWay': () => held.ledger.setRefundWay(id, 1 as OrderNumber, 'cash'),
        'ledger.advanceCursor': () => held.ledger.advanceCursor(id, 9 as OrderNumber),
        'attention.put': () => held.attention.put(id, [item], NOW),
        'attention.resolve': () => held.attention.resolve(id, ['good:1']),
        'runs.start': () => held.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW),
        'ledger.saveAsked': () => held.ledger.saveAsked(id, { place: 9 as OrderNumber, at: NOW }),
        'runs.addEvents': () => held.runs.addEvents(run, [event]),
        'runs.finish': () => held.runs.finish(run, { end: 'done', counts: {}, nowIso: NOW }),
        'profiles.confirm': () => held.profiles.confirm(id, NOW),
        'profiles.markOrdersBetween': () => held.profiles.markOrdersBetween(id, NOW),
      };
      for (const [method, work] of Object.entries(writes))
        expect([method, await codeOf(work())]).toEqual([method, 'run.leaseLost']);
      expect(await state.links.idsAfter(id, 0 as GoodId, 9)).toEqual([1, 2]);
      expect(await state.ledger.cursor(id)).toBe(0);
      expect(await state.runs.list(id, 9)).toMatchObject([{ id: run, end: null }]);
      await state.under(next.fence).links.save(id, [link(4, 40)]);
      expect(await held.links.count(id)).toBe(3);
    });
  });

  describe(`${name}: links`, () => {
    it('heads ascend in batches, what was sent comes back, a product belongs to one good', async () => {
      const { state, id } = await setUp();
      const links = Array.from({ length: 4500 }, (_, index) => link(index + 1, 10_000 - index));
      await state.links.save(id, links);
      const ids: number[] = [];
      for await (const batch of state.links.heads(id)) ids.push(...batch.map((head) => head.goodId));
      expect(ids).toEqual(links.map((each) => each.goodId));
      const sent = { ...NOTHING_SENT, price: decimal('9.99'), category: ['А', 'Б'] };
      const flags = { hasLeft: true, isHiddenByUs: true, awaitsMovement: true };
      await state.links.save(id, [link(7, 9994, { sent, ...flags })]);
      expect(await state.links.find(id, [7 as GoodId])).toEqual([link(7, 9994, { sent, ...flags })]);
      expect(await codeOf(state.links.save(id, [link(9000, 1), link(9001, 9994)]))).toBe(
        'good.product.linkedElsewhere',
      );
      expect(await state.links.find(id, [9000 as GoodId])).toEqual([]);
    });

    it('E4: the link of a good that gives way goes with the one that takes its place, or neither does', async () => {
      const { state, id } = await setUp();
      await state.links.save(id, [link(1, 10), link(2, 20)]);
      await state.links.save(id, [link(3, 10)], [1 as GoodId]);
      expect(await state.links.find(id, [1, 3] as GoodId[])).toEqual([link(3, 10)]);
      expect(await codeOf(state.links.save(id, [link(4, 10), link(5, 20)], [3 as GoodId]))).toBe(
        'good.product.linkedElsewhere',
      );
      expect(await state.links.find(id, [2, 3, 4, 5] as GoodId[])).toEqual([link(2, 20), link(3, 10)]);
    });
  });

  describe(`${name}: orders`, () => {
    it('I16: versions stand beside each other, the same one once', async () => {
      const { state, id } = await setUp();
      for (const raw of ['a', 'a', 'b', 'a']) await state.ledger.keep(id, [archived(1, raw)], []);
      expect((await state.ledger.versions(id, 1 as OrderNumber)).map((each) => each.raw)).toEqual([
        'a',
        'b',
        'a',
      ]);
    });

    it('X17: what was written for an order is kept with it, once, letter by letter', async () => {
      const { state, id, open } = await setUp();
      const odd = written(2, { lines: [{ ...LINE, name: `„Ключ“ №5 \u0000🧀 ${'я'.repeat(300)}` }] });
      const first = [entry(1, { stage: 'recorded' }), entry(2, { stage: 'recorded' })];
      await state.ledger.save(id, first, 2 as OrderNumber, [written(1), odd]);
      await state.ledger.save(id, first.slice(0, 1), 1 as OrderNumber, [
        written(1, { lines: [] }),
        written(4),
      ]);
      const asked = [1, 2, 3, 4] as OrderNumber[];
      expect(await (await open()).ledger.written(id, asked)).toEqual([written(1), odd, written(4)]);
      expect(await state.ledger.written(id, [])).toEqual([]);
    });

    it('Q6, X17: what was written, and the way of a refund, leave with their order when its number is taken over', async () => {
      const { state, id } = await setUp();
      for (const number of [1, 2])
        await state.ledger.save(id, [entry(number)], number as OrderNumber, [written(number)]);
      await state.ledger.setRefundWay(id, 2 as OrderNumber, 'cash');
      await state.series.open(id, { beginsAfter: 1 as OrderNumber, kept: [], takenBack: [], nowIso: NOW });
      await state.ledger.save(id, [entry(2)], 2 as OrderNumber, [written(2, { lines: [] })]);
      const asked = [1, 2] as OrderNumber[];
      expect(await state.ledger.written(id, asked)).toEqual([written(1), written(2, { lines: [] })]);
      expect(await state.ledger.written(id, asked, 0)).toEqual([written(2)]);
      expect([await state.ledger.refundWays(id), await state.ledger.refundWays(id, 0)]).toEqual([
        new Map(),
        new Map([[2, 'cash']]),
      ]);
    });

    it('X19: the way of a refund is set, changed and taken back', async () => {
      const { state, id } = await setUp();
      await state.ledger.setRefundWay(id, 1 as OrderNumber, 'card');
      await state.ledger.setRefundWay(id, 2 as OrderNumber, 'other');
      await state.ledger.setRefundWay(id, 1 as OrderNumber, 'cash');
      await state.ledger.setRefundWay(id, 2 as OrderNumber, null);
      expect(await state.ledger.refundWays(id)).toEqual(new Map([[1, 'cash']]));
    });

    it('stages step only as they may; a refused step changes nothing', async () => {
      const { state, id } = await setUp();
      await state.ledger.save(id, [entry(1, { stage: 'recorded', documentNumber: 5 })]);
      expect(await codeOf(state.ledger.save(id, [entry(2), entry(1, { stage: 'parked' })]))).toBe(
        'bug.assertion',
      );
      expect((await state.ledger.find(id, [1, 2] as OrderNumber[])).map((each) => each.stage)).toEqual([
        'recorded',
      ]);
    });

    it('F1: what was read before a step is kept after it without undoing the step', async () => {
      const { state, id } = await setUp();
      const recorded = entry(1, { stage: 'recorded', documentNumber: 5, unp: 'DT000001-0001-0000041' });
      await state.ledger.save(id, [recorded, entry(2)]);
      const read = await state.ledger.find(id, [1, 2] as OrderNumber[]);
      await state.ledger.save(id, [{ ...recorded, stage: 'acknowledged', acknowledgedAt: NOW }]);
      await state.ledger.save(id, [entry(2, { stage: 'recorded', documentNumber: 6 })]);
      const received = { status: 'sent', total: decimal('13'), rawHash: 'later' };
      await state.ledger.keep(
        id,
        [],
        read.map((each) => ({ ...each, ...received, unp: null, documentNumber: null })),
      );
      expect(await state.ledger.find(id, [1, 2] as OrderNumber[])).toEqual([
        { ...recorded, ...received, stage: 'acknowledged', acknowledgedAt: NOW },
        entry(2, { ...received, stage: 'recorded', documentNumber: 6 }),
      ]);
      await state.ledger.keep(id, [], [entry(3), entry(3, { stage: 'parked' }), entry(2, { stage: 'seen' })]);
      expect((await state.ledger.list(id, ALL)).map((each) => each.stage)).toEqual([
        'acknowledged',
        'recorded',
        'parked',
      ]);
    });

    it('F1: what was decided is saved without undoing what was received meanwhile', async () => {
      const { state, id } = await setUp();
      const read = [1, 2, 3].map((number) => entry(number, { stage: 'recorded', documentNumber: number }));
      await state.ledger.save(id, read);
      const received = { status: 'sent', total: decimal('13'), rawHash: 'later' };
      await state.ledger.keep(
        id,
        [],
        read.map((each) => ({ ...each, ...received })),
      );
      const done = { stage: 'acknowledged', acknowledgedAt: NOW } as const;
      const [first, ...others] = read.map((each) => ({ ...each, ...done }));
      await state.ledger.save(id, first === undefined ? [] : [first]);
      await state.ledger.save(id, others);
      expect(await state.ledger.list(id, ALL)).toEqual(
        read.map((each) => ({ ...each, ...received, ...done })),
      );
    });

    it('A3: one УНП belongs to one order; F14: the highest sequence is known over all profiles', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      await state.ledger.save(id, [entry(1, { stage: 'recorded', unp: 'DT000001-0001-0000041' })]);
      await state.ledger.save(other.id, [entry(1, { stage: 'recorded', unp: 'DT000001-0002-0000500' })]);
      expect(
        await codeOf(state.ledger.save(id, [entry(2, { stage: 'recorded', unp: 'DT000001-0001-0000041' })])),
      ).not.toBe('null');
      const last = (from: number, to: number) => state.ledger.lastSequence('DT000001', { from, to });
      expect([await last(1, 9_999_999), await last(1, 499), await last(600, 700)]).toEqual([500, 41, 0]);
    });

    it('I4: when the request for a document left is kept until it is known what came of it', async () => {
      const { state, id } = await setUp();
      await state.ledger.save(id, [entry(1, { stage: 'intended', sentAt: NOW }), entry(2)]);
      const sent = async () =>
        (await state.ledger.find(id, [1, 2] as OrderNumber[])).map((each) => each.sentAt);
      expect(await sent()).toEqual([NOW, null]);
      await state.ledger.save(id, [entry(1, { stage: 'intended' })]);
      expect(await sent()).toEqual([null, null]);
    });

    it('section 2: held quantities are added up exactly and are gone with their reason', async () => {
      const { state, id } = await setUp();
      const held = [
        { goodId: 7 as GoodId, quantity: decimal('0.1') },
        { goodId: 7 as GoodId, quantity: decimal('0.2') },
      ];
      await state.ledger.save(id, [
        entry(1, { stage: 'parked', held }),
        entry(2, { held: held.slice(0, 1) }),
      ]);
      expect(await state.ledger.held(id)).toEqual([{ goodId: 7, quantity: '0.4' }]);
      expect((await state.ledger.find(id, [1 as OrderNumber]))[0]?.held).toEqual(held);
      await state.ledger.save(id, [entry(1, { stage: 'recorded' }), entry(2, { stage: 'dismissed' })]);
      expect(await state.ledger.held(id)).toEqual([]);
    });

    it('S25: the cursor never moves back; lists by stage; the first order of a window', async () => {
      const { state, id } = await setUp();
      for (const to of [5, 3, 9]) await state.ledger.advanceCursor(id, to as OrderNumber);
      expect(await state.ledger.cursor(id)).toBe(9);
      await state.ledger.save(id, [entry(1), entry(2, { stage: 'waiting' }), entry(3, { stage: 'parked' })]);
      const listed = await state.ledger.list(id, {
        stages: ['waiting', 'parked'],
        after: 0 as OrderNumber,
        limit: 10,
      });
      expect(listed.map((each) => each.orderNumber)).toEqual([2, 3]);
      expect(await state.ledger.firstSince(id, '2026-11-12 00:00:00')).toBe(2);
      expect(await state.ledger.firstSince(id, '2027-01-01 00:00:00')).toBe(null);
      expect(await state.ledger.counts(id)).toEqual({ seen: 1, waiting: 1, parked: 1 });
    });
  });

  describe(`${name}: attention and runs`, () => {
    it('an item per subject: new, seen again, another reason, released, resolved', async () => {
      const { state, id } = await setUp();
      const item = {
        subject: 'good:1',
        code: 'good.price.bad',
        facts: { good: 1 },
        contentHash: 'x',
      } as const;
      expect(await state.attention.put(id, [item], NOW)).toEqual(['good:1']);
      expect(await state.attention.release(id, 'all')).toBe(1);
      expect((await state.attention.list(id))[0]?.isReleased).toBe(true);
      expect(await state.attention.put(id, [item], NOW)).toEqual([]);
      expect((await state.attention.list(id))[0]?.isReleased).toBe(false);
      expect(await state.attention.put(id, [{ ...item, code: 'good.name.missing' }], NOW)).toEqual([
        'good:1',
      ]);
      await state.attention.resolve(id, ['good:1', 'good:2']);
      expect(await state.attention.list(id)).toEqual([]);
    });

    it('F4: a run that died without a word is closed by the next one as interrupted; others’ runs are not', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const theirs = await state.runs.start(other.id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const killed = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const next = await state.runs.start(
        id,
        { tasks: ['export-goods'], trigger: 'person' },
        '2026-11-24T11:00:00Z',
      );
      expect(await state.runs.list(id, 9)).toMatchObject([
        { id: next, endedAt: null, end: null },
        { id: killed, endedAt: '2026-11-24T11:00:00Z', end: 'interrupted', counts: null },
      ]);
      expect(await state.runs.find(other.id, theirs)).toMatchObject({ endedAt: null });
    });

    it('F5: a list tells of each profile its newest run, open items, cursor and stages', async () => {
      const { state, id } = await setUp();
      await state.profiles.add('Ателие', defaultSettings(), NOW);
      const gone = await state.profiles.add('Бивш', defaultSettings(), NOW);
      await state.profiles.remove(gone.id, REMOVAL);
      const first = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      await state.runs.finish(first, { end: 'done', counts: {}, nowIso: NOW });
      const last = await state.runs.start(id, { tasks: ['import-orders'], trigger: 'person' }, NOW);
      const item = { code: 'good.price.bad', facts: {}, contentHash: '' } as const;
      await state.attention.put(
        id,
        [
          { subject: 'good:1', ...item },
          { subject: 'good:2', ...item },
        ],
        NOW,
      );
      await state.ledger.save(id, [entry(1), entry(2), entry(3, { stage: 'parked' })], 3 as OrderNumber);
      const [empty, full, ...others] = await state.profiles.summaries();
      expect(others).toEqual([]);
      expect(empty).toMatchObject({ profile: { name: 'Ателие' }, lastRun: null, attention: 0, stages: {} });
      expect(full).toEqual({
        profile: await state.profiles.find('Магазин'),
        lastRun: await state.runs.find(id, last),
        attention: 2,
        cursor: 3,
        stages: { seen: 2, parked: 1 },
      });
      expect(await state.profiles.summary('Магазин')).toEqual(full);
      expect(await state.profiles.summary('Бивш')).toBe(null);
    });

    it('pages of a run: changes by word and kind, case and Cyrillic included', async () => {
      const { state, id } = await setUp();
      const run = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const change = (good: number, kind: 'updateProduct' | 'createProduct', label: string) => ({
        at: NOW,
        event: {
          type: 'change',
          task: 'export-goods',
          change: { key: `${good}`, task: 'export-goods', kind, subject: `good:${good}`, label, fields: [] },
          outcome: { kind: 'done' },
        } as const,
      });
      const events = [
        { at: NOW, event: { type: 'taskStarted', task: 'export-goods' } as const },
        change(1, 'updateProduct', 'Хляб'),
        change(2, 'createProduct', "Кафе 'Лаваца' 100%"),
        change(3, 'updateProduct', 'Хляб и кафе'),
      ];
      await state.runs.addEvents(run, events);
      const found = async (search: string, kind: string, page = 1, size = 10) =>
        state.runs.page(run, { search, kind, page, size });
      expect(await found('', '')).toEqual({ found: 4, rows: events });
      expect(await found('Хляб', '', 2, 1)).toEqual({ found: 2, rows: [events[3]] });
      expect(await found("'Лаваца' 100%", 'createProduct')).toEqual({ found: 1, rows: [events[2]] });
      expect(await found('good:3', 'createProduct')).toEqual({ found: 0, rows: [] });
    });

    it('runs keep their events in order and the history of a record', async () => {
      const { state, id } = await setUp();
      const run = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const change = {
        key: 'k',
        task: 'export-goods',
        kind: 'updateProduct',
        subject: 'good:1',
        label: 'x',
        fields: [],
      } as const;
      const event = { type: 'change', task: 'export-goods', change, outcome: { kind: 'done' } } as const;
      await state.runs.addEvents(run, [
        { at: NOW, event: { type: 'taskStarted', task: 'export-goods' } },
        { at: NOW, event },
      ]);
      const counts = { 'export-goods': { ...NO_COUNTS, updated: 1 } };
      await state.runs.finish(run, { end: 'done', counts, nowIso: NOW });
      const events = [];
      for await (const batch of state.runs.events(run)) events.push(...batch.map((each) => each.event.type));
      expect(events).toEqual(['taskStarted', 'change']);
      expect(await state.runs.history(id, 'good:1', 5)).toEqual([{ at: NOW, event }]);
      expect(await state.runs.list(id, 5)).toMatchObject([{ id: run, end: 'done', counts }]);
    });

    it('the last run is found by why it was started and by its end; order counts, not the clock', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const start = async (trigger: RunTrigger, tasks: readonly TaskName[], at: string, end: RunEnd) => {
        const run = await state.runs.start(id, { tasks, trigger }, at);
        await state.runs.finish(run, { end, counts: {}, nowIso: at });
        return run;
      };
      const [future, stock, person] = [
        await start('schedule', ['import-orders', 'export-goods'], '2030-01-01T00:00:00.000Z', 'done'),
        await start('stockSchedule', ['export-stock'], NOW, 'interrupted'),
        await start('person', ['export-stock', 'export-goods'], NOW, 'stopped'),
      ];
      const last = await start('schedule', [], NOW, 'failed');
      await state.runs.start(other.id, { tasks: ['export-stock'], trigger: 'schedule' }, NOW);
      const lastOf = async (query: LastRunQuery) => (await state.runs.lastOf(id, query))?.id ?? null;
      expect([
        await lastOf({}),
        await lastOf({ trigger: 'schedule' }),
        await lastOf({ trigger: 'schedule', end: 'done' }),
        await lastOf({ trigger: 'stockSchedule' }),
        await lastOf({ trigger: 'person' }),
        await lastOf({ end: 'interrupted' }),
        await lastOf({ trigger: 'undo' }),
      ]).toEqual([last, last, future, stock, person, stock, null]);
      expect(await state.runs.find(id, stock)).toMatchObject({ trigger: 'stockSchedule' });
    });
  });
}
