import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessFile } from '../test/support/access-files.ts';
import { growAccess } from './support/grow-access.ts';
import { median, printTable, verdict } from './support/measure.ts';

// A warehouse of Access with 100,000 goods: the small file of the fixtures, every row of its three large
// tables copied 307 times, so that the proportions stay (478,000 rows of stock, 440,000 lines of
// documents).

const TIMES = 5;
const COPIES = 307;
const STEP = 10_000;
const LARGE_STEP = 100_000;
const CHILD = fileURLToPath(new URL('access-child.ts', import.meta.url));
const BYTES_PER_MB = 1_048_576;

interface Measured {
  readonly snapshot: number;
  readonly all: number;
  readonly goods: number;
  readonly levels: number;
  readonly peakMegabytes: number;
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
try {
  const path = join(folder, 'big.mdb');
  const steps = {
    Goods: { ID: STEP },
    Store: { ID: LARGE_STEP, GoodID: STEP },
    Operations: { ID: LARGE_STEP, GoodID: STEP },
  };
  await writeFile(path, growAccess(accessFile('small.mdb'), steps, COPIES));
  const found: Measured[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder]);
    found.push(JSON.parse(stdout) as Measured);
  }
  const snapshot = median(found.map((each) => each.snapshot));
  const peak = Math.max(...found.map((each) => each.peakMegabytes));
  printTable(`A warehouse of Access, median of ${TIMES} in processes of their own`, [
    {
      goods: found[0]?.goods ?? 0,
      'file MB': Math.round((await stat(path)).size / BYTES_PER_MB),
      'snapshot ms': Math.round(snapshot),
      '≤ 3000': verdict(snapshot, 3000),
      'with reading ms': Math.round(median(found.map((each) => each.all))),
      'peak MB': Math.round(peak),
      '≤ 500': verdict(peak, 500),
    },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
