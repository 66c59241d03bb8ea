import { sleep } from '../../../lib/sleep.ts';
import type { TaskContext } from '../../task-context.ts';

/** Waits so many milliseconds for what may still come into the shop, and says so. Rejects the signal's reason. */
export async function waitForLanding(
  { report, signal }: Pick<TaskContext, 'report' | 'signal'>,
  leftMs: number,
): Promise<void> {
  if (leftMs <= 0) return;
  await report.notice('notice.export.landing', { seconds: Math.ceil(leftMs / 1000) });
  await sleep(leftMs, signal);
}
