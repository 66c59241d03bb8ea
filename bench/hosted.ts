import { sleep } from '../src/lib/sleep.ts';
import { delayOf, percentile, QueueBed, untilTrue } from '../test/support/hosted/queue-bed.ts';
import { POSTGRES_MISSING, POSTGRES_PROGRAMS } from '../test/support/postgres/installed.ts';
import { startPostgres } from '../test/support/postgres/postgres.ts';
import { printTable, verdict } from './support/measure.ts';

// The queue of a hoster: three workers of eight slots in this process, over a PostgreSQL of its own.
// Their runs do nothing: it is looked at how soon what is due begins.

const MANY = 5000;
const MOST_DRAINED_S = 30;
const MOST_DELAY_S = 2;
/** So many starts, eight a second. */
const STARTS = 160;
const PER_SECOND = 8;
const FIRST_EXPORTS = 30;
const ORDINARY = 170;
const EXPORT_MS = 15_000;
const RUN_MS = 50;
/** Over so many seconds the ordinary ones are due. */
const SPREAD_S = 20;
/** Seconds until the workers have begun. */
const SOON = 3;
const AT_HOST = 300;
const HOST_LIMIT = 4;
const SECOND = 1000;

function delays(what: string, taken: readonly number[]): Readonly<Record<string, string | number>> {
  const [p50, p95, worst] = [0.5, 0.95, 1].map((part) => percentile(taken, part) / SECOND);
  const starts = taken.length;
  return {
    what,
    starts,
    'p50 s': p50 ?? 0,
    'p95 s': p95 ?? 0,
    'worst s': worst ?? 0,
    '< 2 s': verdict(p95 ?? 0, MOST_DELAY_S),
  };
}

async function drained(bed: QueueBed): Promise<void> {
  let done = 0;
  await bed.profilesDue(MANY, { seconds: '0' });
  const [began, before] = [performance.now(), process.cpuUsage()];
  const stop = await bed.work(async () => void (done += 1));
  await untilTrue(() => done >= MANY);
  const seconds = (performance.now() - began) / SECOND;
  const { user, system } = process.cpuUsage(before);
  await stop();
  printTable(`${MANY} profiles due at once, until each has been done`, [
    { seconds, 'processor s': (user + system) / 1e6, '< 30 s': verdict(seconds, MOST_DRAINED_S) },
  ]);
}

async function evenly(bed: QueueBed): Promise<readonly number[]> {
  const taken: number[] = [];
  await bed.profilesDue(STARTS, { seconds: `${SOON} + i * ${1 / PER_SECOND}` });
  const stop = await bed.work(async (held) => void taken.push(delayOf(held)));
  await untilTrue(() => taken.length >= STARTS);
  await stop();
  return taken;
}

async function besideExports(bed: QueueBed): Promise<readonly number[]> {
  const taken: number[] = [];
  const isFirst = `i <= ${FIRST_EXPORTS}`;
  await bed.profilesDue(FIRST_EXPORTS + ORDINARY, {
    seconds: `${SOON} + case when ${isFirst} then 0 else random() * ${SPREAD_S} end`,
    filledAt: `case when ${isFirst} then null else created_at end`,
  });
  const first = await bed.unfilled();
  const stop = await bed.work(async (held) => {
    const isExport = first.has(held.job.profile);
    if (!isExport) taken.push(delayOf(held));
    await sleep(isExport ? EXPORT_MS : RUN_MS, held.signal);
  });
  await untilTrue(() => taken.length >= ORDINARY);
  await stop();
  return taken;
}

if (POSTGRES_PROGRAMS === null) throw new Error(POSTGRES_MISSING);
const server = await startPostgres();
const bed = await QueueBed.open(await server.makeMemory());
try {
  await drained(bed);
  const starts = await evenly(bed);
  const beside = await besideExports(bed);
  printTable('from the time that a start is due to its beginning', [
    delays(`${PER_SECOND} a second`, starts),
    delays(`beside ${FIRST_EXPORTS} first exports of ${EXPORT_MS / SECOND} s`, beside),
  ]);
  const { most } = await bed.mostAtHost(AT_HOST, HOST_LIMIT);
  printTable(`${AT_HOST} works at one host that takes ${HOST_LIMIT}`, [
    { 'most at once': most, [`≤ ${HOST_LIMIT}`]: most <= HOST_LIMIT ? 'met' : 'MISSED' },
  ]);
} finally {
  await bed.close();
  await server.stop();
}
