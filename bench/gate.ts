import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readTables } from './support/compare-tables.ts';
import { PROCESSOR_RATIO } from './support/measure.ts';

// What CI holds: in the three most important benchmarks, small, how many times the processor time of the bare
// way ours takes. Both are measured in one run and alternately, their medians are compared, and only the time
// of our own processes counts, so that what else the machine does hardly shows. A figure above its limit is
// measured again, and is red when it is above it every time.

const TRIES = 3;
/** A regression of 30 % is red every time, though figures stray by a twentieth from run to run. */
const MARGIN = 1.2;

interface Held {
  readonly what: string;
  /** The benchmark, with what it is called with. */
  readonly benchmark: readonly [name: string, ...words: string[]];
  /** The last row of its table that begins so. */
  readonly row: string;
  /** What it was when it was last looked at (docs/benchmarks.md). */
  readonly usual: number;
}

const HELD: readonly Held[] = [
  { what: 'orders into SQLite', benchmark: ['import', '500', 'sqlite'], row: 'SQLite', usual: 0.57 },
  { what: 'unchanged goods', benchmark: ['unchanged', '150000'], row: '150000', usual: 1.05 },
  { what: 'a first export over REST', benchmark: ['first-export', '2000', '0'], row: 'rest', usual: 3 },
];

async function run([name, ...words]: Held['benchmark']): Promise<string> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`);
  return said;
}

async function measure({ benchmark, row }: Held): Promise<number> {
  const [table] = readTables(await run(benchmark));
  const cells = table?.rows.findLast(([first]) => first === row);
  const figure = Number(cells?.[table?.columns.indexOf(PROCESSOR_RATIO) ?? -1]);
  if (Number.isNaN(figure)) throw new Error(`${benchmark.join(' ')} tells no ${PROCESSOR_RATIO} of ${row}`);
  return figure;
}

let isRed = false;
for (const held of HELD) {
  const limit = held.usual * MARGIN;
  const figures: number[] = [];
  while (figures.length < TRIES && !figures.some((figure) => figure <= limit))
    figures.push(await measure(held));
  const isHeld = figures.some((figure) => figure <= limit);
  isRed ||= !isHeld;
  const told = figures.map((figure) => figure.toFixed(2)).join(', ');
  console.log(`${isHeld ? 'held' : 'RED'}: ${held.what}: ${told}× the bare way (≤ ${limit.toFixed(2)})`);
}
process.exitCode = isRed ? 1 : 0;
