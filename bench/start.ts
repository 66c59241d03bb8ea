import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApp } from '../src/compose.ts';
import { readStartReport, REPORTING } from '../test/support/report-start.ts';
import type { StartReport } from '../test/support/report-start.ts';
import { PROFILE, worldSettings } from '../test/support/world.ts';
import { bundleProgram } from '../tools/package/bundle-program.ts';
import { ROOT } from '../tools/package/root.ts';
import { median, printTable, verdict } from './support/measure.ts';

// B8: how long the program takes to tell its version, and an empty list of orders, beside Node that does
// nothing: as packages have it, bundled, and as it stands in a clone. Wall time and processor time: on a busy
// machine only the second tells what was done.

const TIMES = 7;
const CLONE = fileURLToPath(new URL('../bin/skladbridge.js', import.meta.url));

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

/** The program as packages have it, with the libraries of the clone; answers the file that is called. */
async function layBundled(folder: string): Promise<string> {
  await bundleProgram(folder);
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'program/main.js');
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
try {
  const data = join(folder, 'data');
  const bundled = await layBundled(join(folder, 'bundled'));
  const app = await openApp(data);
  await app.addProfile(PROFILE, worldSettings(join(folder, 'warehouse.db'), 'http://127.0.0.1:9', {}));
  await app.close();
  const calls = {
    'node alone': ['-e', '0'],
    '--version, bundled': [bundled, '--version'],
    'orders, bundled': [bundled, '--data', data, 'orders', PROFILE],
    '--version, clone': [CLONE, '--version'],
    'orders, clone': [CLONE, '--data', data, 'orders', PROFILE],
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
  await rm(folder, { recursive: true, force: true });
}
