import { retry } from '../../lib/retry.ts';
import type { RetryPolicy, Verdict } from '../../lib/retry.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { FillOptions } from './fill-warehouse.ts';

type Counts = Readonly<Record<string, number>>;

/**
 * Fills an empty warehouse, anew when its line broke: all rows are one transaction, so that nothing of the
 * try before stands. Where that one lost only the answer to its commit, the rows are found and the work is
 * done. Answers the rows written by table; rejects as `fill` does. Progress never falls.
 */
export async function fillAgain<Request extends Pick<FillOptions, 'onProgress' | 'signal'>>(
  how: { readonly policy: RetryPolicy; readonly judge: (error: unknown) => Verdict },
  request: Request,
  fill: (request: Request & Pick<FillOptions, 'onWritten'>) => Promise<{ readonly counts: Counts }>,
): Promise<Counts> {
  const seen: { most: number; written: Counts | null } = { most: 0, written: null };
  const watched = {
    ...request,
    onProgress: (done: number, total: number) => {
      seen.most = Math.max(seen.most, done);
      request.onProgress(seen.most, total);
    },
    onWritten: (counts: Counts) => {
      seen.written = counts;
    },
  };
  return retry(how.policy, {
    work: async () => {
      try {
        return (await fill(watched)).counts;
      } catch (error) {
        const isFull = error instanceof SyncError && error.code === 'warehouse.notEmpty';
        if (isFull && seen.written !== null) return seen.written;
        throw error;
      }
    },
    judge: how.judge,
    signal: request.signal,
  });
}
