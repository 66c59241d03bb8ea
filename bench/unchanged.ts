import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { PROFILE, TODAY, worldSettings } from '../test/support/world.ts';
import { beside, printTable, PROCESSOR_RATIO, verdict } from './support/measure.ts';
import type { Taken } from './support/measure.ts';
import { sinkShop } from './support/sink-shop.ts';

// B1, B4, B5: the two export tasks on goods that have not changed, against merely reading and hashing their
// rows.

const SIZES = process.argv.slice(2).map(Number);
const TIMES = 5;
const CHILD = fileURLToPath(new URL('unchanged-child.ts', import.meta.url));

interface Measured extends Taken {
  readonly result: number;
  readonly peakMegabytes: number;
}

/** A warehouse of so many goods whose products have all been sent. */
async function prepare(folder: string, goods: number): Promise<void> {
  const path = join(folder, 'warehouse.db');
  const signal = new AbortController().signal;
  await initSqliteWarehouse({
    path,
    goods,
    seed: 1,
    hasSupto: true,
    today: TODAY,
    signal,
    onProgress: () => undefined,
  });
  const shop = sinkShop();
  const parts = await openParts(join(folder, 'data'));
  const app = makeApp({ ...parts, openShop: async () => shop });
  await app.addProfile(PROFILE, worldSettings(path, 'http://127.0.0.1:9', { interface: 'xml' }));
  await app.setSecret(PROFILE, 'secret', 'bench');
  for (let time = 0; time < 2; time += 1) {
    const request = {
      tasks: ['export-goods', 'export-stock'],
      isConfirmed: true,
      onEvent: () => undefined,
      signal,
    } as const;
    const summary = await app.run(PROFILE, request);
    if (summary.error !== null) throw summary.error;
  }
  await app.close();
}

async function measure(folder: string, side: 'ours' | 'bare'): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder, side]);
  return JSON.parse(stdout) as Measured;
}

const MOST_RATIO = 1.2;
const MOST_MEGABYTES = 220;
const times = new Map<number, number>();
const rows = [];
for (const size of SIZES.length > 0 ? SIZES : [10_000, 100_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
  try {
    await prepare(folder, size);
    const [ours, bare]: [Measured[], Measured[]] = [[], []];
    for (let time = 0; time < TIMES; time += 1) {
      ours.push(await measure(folder, 'ours'));
      bare.push(await measure(folder, 'bare'));
    }
    const both = beside(ours, bare);
    const peak = Math.max(...ours.map((each) => each.peakMegabytes));
    times.set(size, both.ours);
    rows.push({
      goods: size,
      'ours ms': Math.round(both.ours),
      'bare ms': Math.round(both.bare),
      ratio: both.ratio,
      [`B1 ≤ ${MOST_RATIO}`]: verdict(both.ratio, MOST_RATIO),
      [PROCESSOR_RATIO]: both.processorRatio,
      requests: Math.max(...ours.map((each) => each.result)),
      'peak MB': Math.round(peak),
      [`B4 ≤ ${MOST_MEGABYTES}`]: verdict(peak, MOST_MEGABYTES),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
printTable(`B1, B4: goods unchanged, median of ${TIMES} in processes of their own`, rows);
const sizes = [...times.keys()].toSorted((left, right) => left - right);
for (const size of sizes) {
  const larger = times.get(size * 10);
  const smaller = times.get(size);
  if (larger !== undefined && smaller !== undefined)
    console.log(
      `B5: ${size} → ${size * 10} goods: ${(larger / smaller).toFixed(1)}× the time (≤ 11: ${verdict(larger / smaller, 11)})`,
    );
}
