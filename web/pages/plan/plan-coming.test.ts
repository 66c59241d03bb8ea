import { describe, expect, it } from 'vitest';
import { planComing } from './plan-coming.ts';
import type { PlanKnown } from './plan-coming.ts';

const [BEFORE, SINCE, AFTER] = ['2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T10:00:05Z'];

function known(more: Partial<PlanKnown> & { readonly isOver?: boolean; readonly kind?: 'plan' | 'run' }) {
  const { isOver = true, kind = 'plan', ...rest } = more;
  const work = { kind, isOver, startedAt: SINCE, error: null };
  return planComing({ work, madeAt: null, looked: null, ...rest });
}

// Issue 15: a plan that was made was sometimes not shown, as the answers came.
describe('a plan on its way', () => {
  it('is awaited while it is made, whatever plan is here', () => {
    for (const madeAt of [null, BEFORE])
      expect(known({ isOver: false, madeAt })).toEqual({ isComing: true, ask: null });
  });

  it('is asked for after its end, where what is here was asked for before it', () => {
    for (const madeAt of [null, BEFORE]) expect(known({ madeAt })).toEqual({ isComing: true, ask: SINCE });
  });

  it('is here, whichever answer was last', () => {
    expect(known({ madeAt: AFTER })).toEqual({ isComing: false, ask: null });
    expect(known({ madeAt: AFTER, work: null })).toEqual({ isComing: false, ask: null });
  });

  it('was not made: what was asked for after the end is all there is', () => {
    expect(known({ madeAt: BEFORE, looked: SINCE })).toEqual({ isComing: false, ask: null });
    // That of the plan before it says nothing.
    expect(known({ madeAt: BEFORE, looked: BEFORE })).toEqual({ isComing: true, ask: SINCE });
    const failed = {
      kind: 'plan',
      isOver: true,
      startedAt: SINCE,
      error: { code: 'shop.unreachable' },
    } as never;
    expect(known({ work: failed })).toEqual({ isComing: false, ask: null });
  });

  it('is not of a run', () => {
    expect(known({ kind: 'run', isOver: false, madeAt: BEFORE })).toEqual({ isComing: false, ask: null });
  });
});
