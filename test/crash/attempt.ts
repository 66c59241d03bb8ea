import type { AppParts } from '../../src/app/app-parts.ts';

const JOB = 'crash';

/**
 * As whom a process runs. Where the memory is in a database it is a worker that does one attempt of a job; the earlier
 * attempts are dead, as the queue says when it hands the job out again.
 */
export async function asWorker(attempt: number): Promise<Partial<AppParts>> {
  if (process.env['SKLADBRIDGE_DATABASE'] === undefined) return {};
  const { attemptOf } = await import('../../src/hosted/hosted-worker.ts');
  return attemptOf({ id: JOB, attempt });
}
