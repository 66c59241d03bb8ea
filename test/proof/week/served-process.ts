import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../src/app/app.ts';
import { openParts } from '../../../src/compose.ts';
import { ProgramLog } from '../../../src/compose/program-log.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { keepHeapSmall } from '../../../src/lib/process/small-heap.ts';
import { RotatingFile } from '../../../src/log/rotating-file.ts';
import { WEEK_ROTATION } from './week-rotation.ts';
import { MovedTime } from './moved-time.ts';

// The service as `serve` composes it, in a process of its own, by a clock that its parent moves: it is told how far, and
// answers with what it holds once everything has come to rest again.

/** What the service holds at a moment. */
export interface ServiceFigures {
  /** What the system counts once the process has rested, and before anything is collected for it. */
  readonly rss: number;
  /** Of the engine's objects, once it has collected those that nobody holds. */
  readonly heap: number;
  /** Open files, sockets and pipes; timers and the like by kind. */
  readonly files: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly runs: Readonly<Record<string, number>>;
}

/** What the parent says and hears; `rss` is what the system counts at that moment. */
export type ServiceWord = { readonly to: number; readonly isLooked: boolean } | { readonly end: true };
export type ServiceAnswer =
  | { readonly url: string; readonly setupCode: string | null }
  | { readonly rss: number; readonly figures: ServiceFigures | null }
  | { readonly ended: true };

// Loaded as the program loads them, so that a bundle of it has the same parts.
const { makeApp } = await import('../../../src/app/make-app.ts');
const { servePage } = await import('../../../src/compose/serve-page.ts');

const [folder = '', startMs = '0'] = process.argv.slice(2);
keepHeapSmall();
const time = new MovedTime(Number(startMs));
const faults: Record<string, number> = {};
const runs: Record<string, number> = {};
let working = 0;

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** The application, with its runs counted. */
function counted(app: App): App {
  return {
    ...app,
    run: async (...request) => {
      working += 1;
      try {
        const summary = await app.run(...request);
        count(runs, summary.error === null ? summary.end : `${summary.end} (${summary.error.code})`);
        return summary;
      } catch (error) {
        count(runs, (error as { code?: string }).code ?? String(error));
        throw error;
      } finally {
        working -= 1;
      }
    },
  };
}

const nextTurn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Until nothing runs and every loop of the service sleeps again. */
async function untilAtRest(loops: number): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet = working === 0 && time.sleeping >= loops ? quiet + 1 : 0)
    await (working === 0 ? nextTurn() : sleep(2));
}

/**
 * So long a process that serves rests between what it does, many times in an hour, and its engine tidies up
 * meanwhile: a week that goes by in minutes would never let it.
 */
const REST_MS = 10_000;

async function figures(): Promise<ServiceFigures> {
  await sleep(REST_MS);
  const rss = process.memoryUsage.rss();
  globalThis.gc?.();
  const { heapUsed: heap } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) count(resources, kind);
  return { rss, heap, files: readdirSync('/proc/self/fd').length, resources, faults, runs };
}

const answer = (word: ServiceAnswer): void => void process.send?.(word);

const opened = new ProgramLog();
const file = new RotatingFile(join(folder, 'skladbridge.log'), WEEK_ROTATION);
const write = (line: string): void => file.write(line);
const log = await opened.start({ level: 'debug', format: 'json', file: null, write });
const app = counted(makeApp({ ...(await openParts(join(folder, 'data'))), clock: time }));
const page = await servePage(await opened.over(app), {
  host: '127.0.0.1',
  port: 0,
  version: '0',
  log,
  time: { clock: time, sleep: time.sleep },
  onFault: (error) => {
    count(faults, (error as { code?: string }).code ?? String(error));
    log.fault(error);
  },
});
await nextTurn();
while (time.sleeping < 3) await nextTurn();
await sleep(500);
const loops = time.sleeping;
answer({ url: page.url, setupCode: page.setupCode });

async function hear(word: ServiceWord): Promise<void> {
  if ('end' in word) {
    await page.close();
    answer({ ended: true });
    process.disconnect();
    return;
  }
  time.moveTo(word.to);
  await untilAtRest(loops);
  const rss = process.memoryUsage.rss();
  answer({ rss, figures: word.isLooked ? await figures() : null });
}

// A parent that was stopped leaves nobody behind.
process.once('disconnect', () => process.exit());
process.on('message', (word) => void hear(word as ServiceWord));
