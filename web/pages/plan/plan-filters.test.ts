import { expect, it } from 'vitest';
import { CHANGE_KINDS } from '../../../src/model/plan.ts';
import { PLAN_FILTERS } from './plan-filters.ts';

it('every kind of change that a plan may have is a filter of its address, and nothing else is', () => {
  expect(CHANGE_KINDS.map(PLAN_FILTERS.kind)).toEqual(CHANGE_KINDS);
  expect(PLAN_FILTERS.kind('другo')).toBe('');
});
