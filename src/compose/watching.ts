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
    readonly engine: Pick<Engine, 'watch' | 'overdue' | 'isWorking' | 'workers' | 'metrics'>;
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
  return { readiness: () => readiness.look(), metrics: () => figuresOf(metrics, at.engine), metricsToken };
}

/** Of the page, and of the work where this process does it too: what is alone tells what two would. */
async function figuresOf(
  page: ProgramMetrics,
  engine: Pick<Engine, 'isWorking' | 'metrics'>,
): ReturnType<Watching['metrics']> {
  const own = await page.text();
  if (!engine.isWorking || engine.metrics === undefined) return own;
  return { type: own.type, text: own.text + (await engine.metrics()).text };
}
