import { readFile } from 'node:fs/promises';
import type { App } from '../app/app.ts';
import { OVERDUE_GRACE_MS, ReadinessLook } from '../app/vitals/readiness.ts';
import type { Watching } from '../http/http-parts.ts';
import type { Clock } from '../lib/clock.ts';
import { readError } from '../model/file-error.ts';
import { SyncError } from '../model/sync-error.ts';
import { ProgramMetrics } from '../metrics/program-metrics.ts';
import type { Engine } from './engine.ts';

/** Letters that a header can carry, too many to be guessed. */
const TOKEN = /^[\x21-\x7e]{16,200}$/;

async function readMetricsToken(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  const token = text.trim();
  if (!TOKEN.test(token)) throw new SyncError('http.metricsToken.malformed', { file });
  return token;
}

/**
 * What is told to whoever looks after the program. `tokenFile`: of the word that opens the figures to other
 * machines. Rejects `http.metricsToken.malformed`, and what keeps the file from being read.
 */
export async function watchOver(
  app: App,
  at: {
    readonly engine: Pick<Engine, 'watch' | 'overdue' | 'isWorking' | 'workers'>;
    readonly clock: Clock;
    readonly tokenFile: string | undefined;
  },
): Promise<Watching> {
  const metricsToken = await readMetricsToken(at.tokenFile);
  const metrics = new ProgramMetrics(at.engine, app.vitals, {
    clock: at.clock,
    overdue: () => at.engine.overdue(OVERDUE_GRACE_MS),
    workers: () => at.engine.workers(),
    reporting: () => app.vitals.reporting(),
    agents: () => app.agents.counts(),
  });
  const readiness = new ReadinessLook(app.vitals, at.engine, at.clock);
  return { readiness: () => readiness.look(), metrics: () => metrics.text(), metricsToken };
}
