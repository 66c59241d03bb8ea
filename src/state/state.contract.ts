import { afterEach, describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import { NOTHING_SENT } from '../model/link.ts';
import type { Link } from '../model/link.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProductId } from '../model/product.ts';
import type { RunEnd, RunTrigger, TaskName } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { SyncError } from '../model/sync-error.ts';
import type { LastRunQuery, LeaseRequest, State } from './state.ts';

const NOW = '2026-11-24T10:00:00.000Z';

function link(good: number, product: number, more: Partial<Link> = {}): Link {
  const ids = { goodId: good as GoodId, productId: product as ProductId };
  return {
    ...ids,
    goodsHash: 'g',
    stockHash: 's',
    hasLeft: false,
    isHiddenByUs: false,
    sent: NOTHING_SENT,
    ...more,
  };
}

function entry(number: number, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    orderNumber: number as OrderNumber,
    stage: 'seen',
    status: 'new',
    currency: 'EUR',
    total: decimal('12.5'),
    createdAt: `2026-11-${String(10 + (number % 15)).padStart(2, '0')} 10:00:00`,
    operationType: null,
    documentNumber: null,
    unp: null,
    rawHash: `h${number}`,
    recordedContent: null,
    seenAt: NOW,
    recordedAt: null,
    acknowledgedAt: null,
    sentAt: null,
    reason: null,
    held: [],
    ...more,
  };
}

function archived(number: number, raw: string) {
  return {
    orderNumber: number as OrderNumber,
    raw,
    rawHash: `hash of ${raw}`,
    shopAddress: 'https://shop.bg',
    receivedAt: NOW,
    withoutContacts: () => raw,
  };
}

function lease(holder: string, nowMs: number, isAlive: LeaseRequest['isAlive'] = () => null): LeaseRequest {
  return { holder, nowMs, ttlMs: 1000, isAlive };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

/**
 * The law that every memory of the program passes; `make` opens the same empty memory once more each time.
 */
export function describeStateContract(
  name: string,
  make: () => Promise<{ open: () => Promise<State>; cleanUp: () => Promise<void> }>,
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
      expect(await codeOf(state.profiles.save(old, ['secret']))).toBe('profile.changedMeanwhile');
      expect(await state.profiles.secretNames(id)).toEqual(['secret', 'smtpPassword']);
      await state.profiles.save(profile, ['secret']);
      expect(await state.profiles.secretNames(id)).toEqual(['smtpPassword']);
    });

    it('R8: a removed profile’s ledger is never another’s, though its name comes back', async () => {
      const { state, id } = await setUp();
      await state.ledger.keep(id, [archived(1, 'raw')], [entry(1)]);
      await state.profiles.setSecret(id, 'secret', 'x');
      await state.profiles.remove(id, lease('x', Date.parse(NOW)));
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
      for (const minute of [0, 1]) await state.profiles.remove(id, lease('x', Date.parse(NOW) + minute));
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

    it('row e: a profile is not removed while its lease is held; a removed one is not leased', async () => {
      const { state, id, open } = await setUp();
      const other = await open();
      await state.leases.acquire(id, lease('a', 0));
      expect(await codeOf(other.profiles.remove(id, lease('b', 500)))).toBe('profile.inUse');
      expect(await state.profiles.find('Магазин')).not.toBe(null);
      await other.profiles.remove(
        id,
        lease('b', 500, () => false),
      );
      expect(await codeOf(state.leases.acquire(id, lease('a', 600)))).toBe('profile.notFound');
      expect(await state.leases.renew(id, lease('a', 600))).toBe(false);
      await state.profiles.restore(id, 'Магазин');
      await state.leases.acquire(id, lease('a', 0));
      await other.profiles.remove(id, lease('b', 1000));
      expect(await state.profiles.find('Магазин')).toBe(null);
    });

    it('the first filling is noted once', async () => {
      const { state, id } = await setUp();
      expect((await state.profiles.find('Магазин'))?.firstFilledAt).toBe(null);
      for (const at of [NOW, '2027-01-01T00:00:00.000Z']) await state.profiles.markFilled(id, at);
      expect((await state.profiles.find('Магазин'))?.firstFilledAt).toBe(NOW);
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
    it('peer-22: one holder at a time; expired and dead ones are taken over; the old holder loses its renewal', async () => {
      const { state, open, id } = await setUp();
      const other = await open();
      expect(await state.leases.acquire(id, lease('a', 0))).toEqual({ taken: true, tookOver: null });
      expect(await other.leases.acquire(id, lease('b', 500))).toMatchObject({ taken: false, holder: 'a' });
      expect(await state.leases.renew(id, lease('a', 900))).toBe(true);
      expect(await other.leases.acquire(id, lease('b', 1500))).toMatchObject({ taken: false });
      expect(await other.leases.acquire(id, lease('b', 2000))).toMatchObject({
        taken: true,
        tookOver: { holder: 'a' },
      });
      expect(await state.leases.renew(id, lease('a', 2001))).toBe(false);
      await state.leases.release(id, 'a');
      expect(
        await state.leases.acquire(
          id,
          lease('c', 2002, (holder) => holder !== 'b'),
        ),
      ).toMatchObject({ taken: true });
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
      await state.links.save(id, [link(7, 9994, { sent, hasLeft: true, isHiddenByUs: true })]);
      expect(await state.links.find(id, [7 as GoodId])).toEqual([
        link(7, 9994, { sent, hasLeft: true, isHiddenByUs: true }),
      ]);
      expect(await codeOf(state.links.save(id, [link(9000, 1), link(9001, 9994)]))).toBe(
        'good.product.linkedElsewhere',
      );
      expect(await state.links.find(id, [9000 as GoodId])).toEqual([]);
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
      await state.runs.finish(run, 'done', NOW);
      const events = [];
      for await (const batch of state.runs.events(run)) events.push(...batch.map((each) => each.event.type));
      expect(events).toEqual(['taskStarted', 'change']);
      expect(await state.runs.history(id, 'good:1', 5)).toEqual([{ at: NOW, event }]);
      expect(await state.runs.list(id, 5)).toMatchObject([{ id: run, end: 'done' }]);
    });

    it('the last run is found by why it was started, by task and end; order counts, not the clock', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const start = async (
        trigger: RunTrigger,
        tasks: readonly TaskName[],
        at: string,
        end: RunEnd | null,
      ) => {
        const run = await state.runs.start(id, { tasks, trigger }, at);
        if (end !== null) await state.runs.finish(run, end, at);
        return run;
      };
      const [future, stock, person] = [
        await start('schedule', ['import-orders', 'export-goods'], '2030-01-01T00:00:00.000Z', 'done'),
        await start('stockSchedule', ['export-stock'], NOW, 'interrupted'),
        await start('person', ['export-stock', 'export-goods'], NOW, null),
      ];
      const last = await start('schedule', [], NOW, 'failed');
      await state.runs.start(other.id, { tasks: ['export-stock'], trigger: 'schedule' }, NOW);
      const lastOf = async (query: LastRunQuery) => (await state.runs.lastOf(id, query))?.id ?? null;
      expect([
        await lastOf({}),
        await lastOf({ trigger: 'schedule' }),
        await lastOf({ trigger: 'schedule', end: 'done' }),
        await lastOf({ trigger: 'stockSchedule' }),
        await lastOf({ task: 'export-goods' }),
        await lastOf({ task: 'export-stock', end: 'interrupted' }),
        await lastOf({ trigger: 'undo' }),
        await lastOf({ trigger: 'person', task: 'import-goods' }),
      ]).toEqual([last, last, future, stock, person, stock, null, null]);
      expect(await state.runs.find(id, stock)).toMatchObject({ trigger: 'stockSchedule' });
    });
  });
}
