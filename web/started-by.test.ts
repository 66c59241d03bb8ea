import { describe, expect, it } from 'vitest';
import { pageWords } from '../src/texts/page.ts';
import { startedText } from './started-by.ts';

describe('who or what started a run', () => {
  it('the schedule, an account, or the terminal; of an older program only how', () => {
    const words = pageWords('bg');
    const told = [
      startedText({ trigger: 'schedule', startedBy: '' }, words),
      startedText({ trigger: 'person', startedBy: 'Иван' }, words),
      startedText({ trigger: 'apply', startedBy: '' }, words),
      startedText({ trigger: 'person', startedBy: null }, words),
    ];
    expect(told).toEqual(['по график', 'ръчно, Иван', 'изпълнен план, от терминала', 'ръчно']);
  });
});
