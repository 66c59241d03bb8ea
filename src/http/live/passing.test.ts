import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../model/run.ts';
import { Passing } from './passing.ts';

const TOLD = { profile: 'Магазин', at: '2026-11-25T13:27:00.000Z' };
const task = 'export-goods';

function change(index: number): RunEvent {
  const subject = `good:${index}`;
  const about = { key: `${task}:${subject}`, task, subject, label: `Стока ${index}`, fields: [] } as const;
  return { type: 'change', task, change: { ...about, kind: 'updateProduct' }, outcome: { kind: 'done' } };
}

const progress = (done: number): RunEvent => ({ type: 'progress', task, phase: 'write', done, total: 9000 });

describe('what passes at a server', () => {
  it('a hundred thousand changes are one event with their number and the newest of them', () => {
    const passing = new Passing();
    let taken = 0;
    for (let index = 1; index <= 100_000; index += 1) {
      if (passing.take(change(index))) taken += 1;
      passing.take(progress(index));
    }
    expect(taken).toBe(100_000);
    const said = passing.drain(TOLD).map((word) => word('bg'));
    expect(said.map(({ type }) => type)).toEqual(['progress', 'changes']);
    expect(said[0]).toMatchObject({ ...TOLD, done: 100_000 });
    const [, changes] = said;
    expect(changes).toMatchObject({ count: 100_000 });
    expect(changes?.type === 'changes' ? changes.latest.map(({ label }) => label) : []).toEqual(
      Array.from({ length: 20 }, (_, index) => `Стока ${99_981 + index}`),
    );
    expect(passing.drain(TOLD)).toEqual([]);
  });

  it('of notes the newest are told, each in the language of whoever listens', () => {
    const passing = new Passing();
    const facts = { currency: 'USD', expected: 'EUR' };
    for (let order = 1; order <= 30; order += 1)
      passing.take({
        type: 'attention',
        task: 'import-orders',
        note: { subject: `order:${order}`, code: 'order.currency.differs', facts: { ...facts, order } },
        isNew: true,
      });
    const said = passing.drain(TOLD);
    expect(said.length).toBe(20);
    const words = (['bg', 'en'] as const).map((language) => said.at(-1)?.(language));
    expect(words[0]).toMatchObject({ type: 'attention', note: { subject: 'order:30' } });
    expect(words[0]).not.toEqual(words[1]);
  });

  it('a step of the run is told by itself', () => {
    expect(new Passing().take({ type: 'taskStarted', task })).toBe(false);
  });

  it('of a side that does not answer: why in words, what was asked, which try, how long until the next', () => {
    const passing = new Passing();
    const facts = { address: 'shop.example', reason: 'ECONNREFUSED' };
    const why = { code: 'shop.unreachable', facts, what: 'GET orders', attempt: 2, waitMs: 1500 } as const;
    passing.take({ type: 'retry', task, ...why });
    const text = expect.stringContaining('shop.example');
    expect(passing.drain(TOLD).map((word) => word('bg'))).toEqual([
      { ...TOLD, type: 'retry', task, ...why, text },
    ]);
  });
});
