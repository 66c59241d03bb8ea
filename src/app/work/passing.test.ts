import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../model/run.ts';
import { Passing } from './passing.ts';

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
    const told = passing.drain();
    expect(told.map(({ type }) => type)).toEqual(['progress', 'changes']);
    expect(told[0]).toMatchObject({ done: 100_000 });
    const [, changes] = told;
    expect(changes).toMatchObject({ count: 100_000 });
    expect(changes?.type === 'changes' ? changes.latest.map(({ label }) => label) : []).toEqual(
      Array.from({ length: 20 }, (_, index) => `Стока ${99_981 + index}`),
    );
    expect(passing.drain()).toEqual([]);
  });

  it('of notes the newest are told', () => {
    const passing = new Passing();
    const facts = { currency: 'USD', expected: 'EUR' };
    for (let order = 1; order <= 30; order += 1)
      passing.take({
        type: 'attention',
        task: 'import-orders',
        note: { subject: `order:${order}`, code: 'order.currency.differs', facts: { ...facts, order } },
        isNew: true,
      });
    const told = passing.drain();
    expect(told.length).toBe(20);
    expect(told.at(-1)).toMatchObject({ type: 'attention', note: { subject: 'order:30' } });
  });

  it('a step of the run is told by itself', () => {
    expect(new Passing().take({ type: 'taskStarted', task })).toBe(false);
  });
});
