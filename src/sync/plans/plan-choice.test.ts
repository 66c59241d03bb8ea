import { describe, expect, it } from 'vitest';
import type { Change, ChangeKind, Plan, PlanChoice } from '../../model/plan.ts';
import { chosenPart } from './plan-choice.ts';

function change(key: string, kind: ChangeKind): Change {
  return { key, task: 'export-goods', kind, subject: 'good:1', label: key, fields: [] };
}

const PLAN: Plan = {
  format: 'skladbridge-plan-1',
  profile: 'Магазин',
  settingsHash: '',
  madeAt: '2026-11-25T13:27:00.000Z',
  tasks: [
    {
      task: 'export-goods',
      changes: [
        change('new:1', 'createProduct'),
        change('new:2', 'createProduct'),
        change('good:3', 'link'),
        change('good:3:price', 'updateProduct'),
        change('good:4', 'updateProduct'),
      ],
      attention: [],
      skipped: [],
      notices: [],
      unchanged: 0,
      held: [{ key: 'good:3:price', by: 'guard:export-goods:repriced' }],
    },
  ],
};
const NOTHING: PlanChoice = { kinds: [], isHeldToo: false, besides: [], except: [] };

function keys(choice: Partial<PlanChoice>): readonly string[] {
  return chosenPart(PLAN, { ...NOTHING, ...choice }).tasks.flatMap(({ changes }) =>
    changes.map(({ key }) => key),
  );
}

describe('a part of a plan is approved (section 4)', () => {
  it('by kind, and one by one', () => {
    expect(keys({})).toEqual([]);
    expect(keys({ kinds: ['createProduct'] })).toEqual(['new:1', 'new:2']);
    expect(keys({ kinds: ['createProduct'], except: ['new:1'] })).toEqual(['new:2']);
    expect(keys({ besides: ['new:1', 'good:4'] })).toEqual(['new:1', 'good:4']);
    expect(keys({ besides: ['new:1'], except: ['new:1'] })).toEqual([]);
  });

  it('what a guard holds is not approved with its kind, unless it is said so', () => {
    expect(keys({ kinds: ['updateProduct'] })).toEqual(['good:4']);
    expect(keys({ kinds: ['updateProduct'], isHeldToo: true })).toEqual(['good:3', 'good:3:price', 'good:4']);
  });

  it('E5: a price goes only with the rest of its good, whatever is left out', () => {
    expect(keys({ besides: ['good:3:price'] })).toEqual(['good:3', 'good:3:price']);
    expect(keys({ besides: ['good:3:price'], except: ['good:3'] })).toEqual(['good:3', 'good:3:price']);
  });
});
