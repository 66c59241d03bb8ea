import { describe, expect, it } from 'vitest';
import type { DecidedChange } from './task-window.ts';
import { unpChange } from './orders/order-changes.ts';
import { WindowDraft } from './window-draft.ts';

const step: DecidedChange = { change: unpChange(7 as never, 'DT000001-0001-0000001'), heldBy: null };
const note = { subject: 'good:1', code: 'order.good.unknown', facts: {} } as const;

describe('a window while it is being decided', () => {
  it('keeps what was decided, in its order, and begins anew once it is taken', () => {
    const draft = new WindowDraft();
    draft.add(step, step);
    draft.park(note, 'h1');
    draft.park(note);
    draft.hold(note);
    draft.settle('good:2');
    draft.refusedBefore('good:3');
    draft.metAll('good:');
    draft.skip({
      subject: 'order:1',
      label: '№ 1',
      reason: 'order.waiting',
      code: 'notice.order.notImported',
    });
    draft.notice({ code: 'notice.order.freeLines', facts: {} });
    draft.count('unchanged');
    draft.count('unchanged', 2);
    expect(draft.size).toBe(7);
    expect(draft.take()).toEqual({
      steps: [step, step],
      notes: [
        { ...note, contentHash: 'h1', isHold: false },
        { ...note, contentHash: '', isHold: false },
        { ...note, contentHash: '', isHold: true },
      ],
      settled: ['good:2'],
      stillRefused: ['good:3'],
      metWhole: ['good:'],
      skipped: [
        { subject: 'order:1', label: '№ 1', reason: 'order.waiting', code: 'notice.order.notImported' },
      ],
      notices: [{ code: 'notice.order.freeLines', facts: {} }],
      counts: { unchanged: 3 },
    });
    expect(draft.size).toBe(0);
    expect(draft.take()).toEqual(new WindowDraft().take());
  });
});
