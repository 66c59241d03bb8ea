import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../model/run.ts';
import type { RunRecord } from '../../model/run.ts';
import { foldRuns } from './fold-runs.ts';

function run(id: number, more: Partial<RunRecord> = {}): RunRecord {
  const at = '2026-11-25T10:00:00.000Z';
  const counts = { 'export-goods': { ...NO_COUNTS, unchanged: 5, skipped: 1 } };
  const ended = { startedAt: at, endedAt: at, end: 'done', counts } as const;
  return { id, trigger: 'schedule', startedBy: '', tasks: [], ...ended, ...more };
}
const shape = (runs: readonly RunRecord[]) =>
  foldRuns(runs).map((line) =>
    line.kind === 'run' ? line.run.id : [line.newest.id, line.oldest.id, line.count],
  );

describe('quiet runs are folded', () => {
  it('those in a row, and none that did, parked or failed at anything', () => {
    const busy = run(6, { counts: { 'export-goods': { ...NO_COUNTS, updated: 1 } } });
    const parked = run(2, { counts: { 'import-orders': { ...NO_COUNTS, attention: 1 } } });
    expect(shape([run(9), run(8), run(7), busy, run(5), run(4), run(3), parked, run(1)])).toEqual([
      [9, 7, 3],
      6,
      [5, 3, 3],
      2,
      1,
    ]);
  });

  it('one that a person started, that failed, or that still goes is always shown', () => {
    const going = run(4, { end: null, endedAt: null, counts: null });
    const failed = run(2, { end: 'failed' });
    expect(shape([going, run(3, { trigger: 'person' }), failed, run(1)])).toEqual([4, 3, 2, 1]);
    expect(shape([])).toEqual([]);
  });
});
