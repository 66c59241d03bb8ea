import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApp } from '../src/compose.ts';
import { readStartReport, REPORTING } from '../test/support/report-start.ts';
import type { StartReport } from '../test/support/report-start.ts';
import { PROFILE, worldSettings } from '../test/support/world.ts';
import { median, printTable, verdict } from './support/measure.ts';

// B8: how long the program takes to tell its version, and an empty list of orders, beside Node that does
// nothing. Wall time and processor time: on a busy machine only the second tells what was done.

const TIMES = 7;
const PROGRAM = fileURLToPath(new URL('../bin/skladbridge.js', import.meta.url));

interface Measured extends StartReport {
  readonly wallMs: number;
}

async function start(words: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const stderr = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [...REPORTING, ...words], (error, _, text) =>
      error === null ? resolve(text) : reject(error),
    );
  });
  return { ...readStartReport(stderr), wallMs: performance.now() - started };
}

const data = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
try {
  const app = await openApp(data);
  await app.addProfile(PROFILE, worldSettings(join(data, 'warehouse.db'), 'http://127.0.0.1:9', {}));
  await app.close();
  const calls = {
    'node alone': ['-e', '0'],
    '--version': [PROGRAM, '--version'],
    orders: [PROGRAM, '--data', data, 'orders', PROFILE],
  };
  const measured = new Map<string, Measured[]>(Object.keys(calls).map((name) => [name, []]));
  // The first start of all fills the cache of compiled files, and is not counted.
  for (let time = 0; time <= TIMES; time += 1)
    for (const [name, words] of Object.entries(calls)) {
      const each = await start(words);
      if (time > 0) measured.get(name)?.push(each);
    }
  const rows = [...measured].map(([call, all]) => {
    const of = (figure: (each: Measured) => number): number => median(all.map(figure));
    const [wall, peak] = [of((each) => each.wallMs), of((each) => each.peakMegabytes)];
    return {
      call,
      'wall ms': Math.round(wall),
      'processor ms': Math.round(of((each) => each.processorMs)),
      'files loaded': of((each) => each.loaded.length),
      'peak MB': Math.round(peak),
      'B8 ≤ 250 ms, ≤ 90 MB': `${verdict(wall, 250)}, ${verdict(peak, 90)}`,
    };
  });
  printTable(`B8: start of the program, median of ${TIMES}`, rows);
} finally {
  await rm(data, { recursive: true, force: true });
}
