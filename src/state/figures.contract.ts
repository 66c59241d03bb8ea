import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProfileId } from '../model/profile.ts';
import { NO_COUNTS } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { entry, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const RUN = { tasks: ['export-goods', 'export-stock'], trigger: 'person' } as const;
const ASIDE = { at: NOW, by: 'Иван', reason: 'знам' } as const;

/** The laws of `Figures`, and of what people put aside: parts of the memory's contract. */
export function describeFiguresContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: figures`, () => {
    it('orders by day, stage and currency, their money exact; nothing of before or of another profile', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const on = (number: number, day: string, total: string | null, more = {}) =>
        entry(number, {
          createdAt: `${day} 10:00:00`,
          total: total === null ? null : decimal(total),
          ...more,
        });
      const orders = [
        on(1, '2026-11-22', '99'),
        on(2, '2026-11-23', '0.1'),
        on(3, '2026-11-23', '0.2'),
        on(4, '2026-11-23', null),
        on(5, '2026-11-23', '9007199.2547', { currency: 'BGN' }),
        on(6, '2026-11-24', '12.3456', { stage: 'parked' }),
      ];
      await state.ledger.save(id, orders, 6 as OrderNumber);
      await state.ledger.save(other.id, [on(7, '2026-11-24', '5')], 7 as OrderNumber);
      const found = await state.figures.orders(id, '2026-11-23');
      expect(found.toSorted((left, right) => (left.total < right.total ? -1 : 1))).toEqual([
        { day: '2026-11-23', stage: 'seen', currency: 'EUR', count: 3, total: '0.3' },
        { day: '2026-11-24', stage: 'parked', currency: 'EUR', count: 1, total: '12.3456' },
        { day: '2026-11-23', stage: 'seen', currency: 'BGN', count: 1, total: '9007199.2547' },
      ]);
      expect(await state.figures.orders(id, '2026-11-25')).toEqual([]);
    });

    it('what runs have sent, by the hour of their start; those that sent nothing are left out', async () => {
      const { state, id } = await setUp();
      const run = async (at: string, goods: number, quantities: number): Promise<number> => {
        const started = await state.runs.start(id, RUN, at);
        const counts = {
          'export-goods': { ...NO_COUNTS, created: goods },
          'export-stock': { ...NO_COUNTS, updated: quantities, unchanged: 7 },
        };
        const how = { end: 'done', counts, nowIso: NOW } as const;
        await state.runs.finish(started, how);
        // Told twice, it counts once.
        await state.runs.finish(started, how);
        return started;
      };
      await run('2026-11-23T09:10:00.000Z', 9, 9);
      await run('2026-11-24T08:10:00.000Z', 2, 3);
      await run('2026-11-24T08:50:00.000Z', 1, 0);
      await run('2026-11-24T09:10:00.000Z', 0, 0);
      expect(await state.figures.sent(id, '2026-11-24T00:00:00.000Z')).toEqual([
        { hour: '2026-11-24T08', goods: 3, quantities: 3 },
      ]);
    });

    it('why a run failed is known from its last event; of one that did not, or left no word, nothing', async () => {
      const { state, id } = await setUp();
      const started = await state.runs.start(id, RUN, NOW);
      expect(await state.runs.fault(started)).toBe(null);
      const error = { code: 'shop.unreachable', facts: { address: 'x', reason: 'y' } } as const;
      const ended = { type: 'runEnded', runId: started, end: 'failed', counts: {}, error } as const;
      await state.runs.addEvents(started, [
        { at: NOW, event: { type: 'taskStarted', task: 'export-goods' } },
        { at: NOW, event: ended },
      ]);
      expect(await state.runs.fault(started)).toEqual(error);
    });
  });

  describe(`${name}: put aside`, () => {
    it('stays aside while its facts do; other facts, another code or its return from nowhere let it wait again', async () => {
      const { state, open, id } = await setUp();
      const item = {
        subject: 'good:1',
        code: 'good.price.bad',
        facts: { price: '0' },
        contentHash: '',
      } as const;
      await state.attention.put(id, [item, { ...item, subject: 'good:2' }], NOW);
      const [first, second] = await state.attention.list(id);
      expect(first?.dismissal).toBe(null);
      const aside = async (): Promise<void> => {
        expect(await state.attention.dismiss(id, [first?.id ?? 0], ASIDE)).toBe(1);
        const [known, other] = await (await open()).attention.list(id);
        expect([known?.dismissal, other?.dismissal]).toEqual([ASIDE, null]);
        expect((await state.profiles.summary('Магазин'))?.attention).toBe(1);
      };
      await aside();
      expect(await state.attention.put(id, [item], NOW)).toEqual([]);
      await aside();
      expect(await state.attention.put(id, [{ ...item, facts: { price: '-1' } }], NOW)).toEqual(['good:1']);
      expect((await state.attention.list(id))[0]?.dismissal).toBe(null);
      await aside();
      expect(await state.attention.dismiss(id, [first?.id ?? 0], null)).toBe(1);
      expect((await state.profiles.summary('Магазин'))?.attention).toBe(2);
      await aside();
      await state.attention.put(id, [{ ...item, code: 'good.name.missing' }], NOW);
      expect((await state.attention.list(id)).map(({ dismissal }) => dismissal)).toEqual([null, null]);
      await state.attention.dismiss(id, [second?.id ?? 0], ASIDE);
      await state.attention.resolve(id, ['good:2']);
      await state.attention.put(id, [{ ...item, subject: 'good:2' }], NOW);
      expect((await state.attention.list(id)).every(({ dismissal }) => dismissal === null)).toBe(true);
    });

    it('what waits is counted by code, the newest first, without what was put aside or is another’s', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const later = '2026-11-25T10:00:00.000Z';
      const item = { code: 'good.price.bad', facts: {}, contentHash: '' } as const;
      const items = ['good:1', 'good:2', 'good:3'].map((subject) => ({ ...item, subject }));
      const nameless = { ...item, subject: 'good:4', code: 'good.name.missing' } as const;
      await state.attention.put(id, [...items, nameless], NOW);
      await state.attention.put(other.id, items, NOW);
      await state.attention.put(id, [{ ...nameless, subject: 'good:5' }], later);
      const [first] = await state.attention.list(id);
      await state.attention.dismiss(id, [first?.id ?? 0], ASIDE);
      expect(await state.attention.waiting(id)).toEqual([
        { code: 'good.name.missing', count: 2, newest: later },
        { code: 'good.price.bad', count: 2, newest: NOW },
      ]);
    });

    it('of what waits the newest are read, by code and by a fact; and those of some subjects', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const later = '2026-11-25T10:00:00.000Z';
      const asks = (number: number, word: string) => ({
        subject: `order:${number}`,
        code: 'word.status.unknown' as const,
        facts: { order: number, word },
        contentHash: '',
      });
      const bad = { code: 'good.price.bad', facts: {}, contentHash: '' } as const;
      await state.attention.put(id, [asks(1, 'Нова'), asks(2, 'Чака'), { ...bad, subject: 'good:3' }], NOW);
      await state.attention.put(id, [asks(4, 'Нова')], later);
      await state.attention.put(other.id, [asks(9, 'Нова')], later);
      const newest = async (which: Parameters<State['attention']['newest']>[1], limit = 9) =>
        (await state.attention.newest(id, which, limit)).map(({ subject }) => subject);
      const codes = ['word.status.unknown', 'good.price.bad'] as const;
      expect(await newest({ codes })).toEqual(['order:4', 'good:3', 'order:2', 'order:1']);
      expect(await newest({ codes }, 2)).toEqual(['order:4', 'good:3']);
      expect(await newest({ codes, fact: { name: 'word', text: 'Нова' } })).toEqual(['order:4', 'order:1']);
      const byWord = await state.attention.waitingBy(id, 'word.status.unknown', 'word');
      expect(byWord.toSorted((left, right) => right.count - left.count)).toEqual([
        { text: 'Нова', count: 2, newest: later },
        { text: 'Чака', count: 1, newest: NOW },
      ]);
      const about = await state.attention.about(id, ['good:3', 'order:2', 'order:9']);
      expect(about.map(({ subject }) => subject)).toEqual(['order:2', 'good:3']);
      await state.attention.dismiss(id, [about[0]?.id ?? 0], ASIDE);
      expect(await newest({ codes })).toEqual(['order:4', 'good:3', 'order:1']);
      expect(await state.attention.subjects(id, 'order:')).toEqual(['order:1', 'order:4']);
      expect((await state.attention.dismissed(id, 5)).map(({ subject }) => subject)).toEqual(['order:2']);
      expect(await state.attention.about(id, [])).toEqual([]);
    });

    it('some are released together, and nobody else’s', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const item = { code: 'good.price.bad', facts: {}, contentHash: 'x' } as const;
      const items = ['good:1', 'good:2', 'good:3'].map((subject) => ({ ...item, subject }));
      await state.attention.put(id, items, NOW);
      await state.attention.put(other.id, items.slice(0, 1), NOW);
      const ids = (await state.attention.list(id)).map((each) => each.id);
      expect(await state.attention.release(id, [...ids.slice(0, 2), 9999])).toBe(2);
      expect((await state.attention.list(id)).map(({ isReleased }) => isReleased)).toEqual([
        true,
        true,
        false,
      ]);
      expect(await state.attention.release(other.id, ids)).toBe(0);
    });
  });
}
