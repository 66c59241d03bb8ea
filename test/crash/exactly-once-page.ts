import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MOODS } from '../support/shop-moods.ts';
import { isOrderStep } from './durable-steps.ts';
import type { Moment } from './durable-steps.ts';

export const PAGE = fileURLToPath(new URL('../../docs/exactly-once.md', import.meta.url));
/** Where a matrix leaves what it found, for the command that writes the page. */
const OUT = process.env['SKLADBRIDGE_MATRIX_OUT'];

type Steps = readonly (readonly [string, Moment])[];
interface Column {
  readonly column: string;
  readonly steps: Steps;
}

const ORDER = [
  'SQLite × REST',
  'SQLite × XML',
  'MariaDB × REST',
  'MariaDB × XML',
  'REST API × REST',
  'REST API × XML',
];

/** Leaves one column of the matrix for `write-exactly-once.ts`; does nothing in a test run of its own. */
export function keepColumn(column: string, steps: Steps): void {
  if (OUT === undefined) return;
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${ORDER.indexOf(column)}.json`), JSON.stringify({ column, steps }));
}

/** The page's text from the columns that were left in a folder. */
export function renderPage(folder: string): string {
  const columns = readdirSync(folder)
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Column);
  if (columns.length !== ORDER.length)
    throw new Error(`${columns.length} of ${ORDER.length} matrices were run`);
  const steps = [...new Set(columns.flatMap((column) => column.steps.map(([step]) => step)))].toSorted();
  const kills = columns.reduce((sum, column) => sum + column.steps.length, 0);
  const moods = Object.keys(MOODS);
  const told = columns.flatMap((column) => column.steps.filter(([step]) => isOrderStep(step)));
  const minds = told.length * moods.length;
  const cell = (column: Column, step: string): string => {
    const moments = column.steps.filter(([name]) => name === step).map(([, moment]) => moment);
    return moments.length === 0 ? '–' : moments.toSorted().toReversed().join(', ');
  };
  return [
    '# Exactly once: the crash matrix',
    '',
    'Written by `npm run exactly-once`; `npm run test:proof` fails when it is out of date.',
    '',
    `A process of the program was killed with SIGKILL ${kills} times: at every durable step that a run with work of`,
    'every kind goes through (rows), before and after its effect, on every kind of warehouse and over both interfaces',
    'of the shop (columns, warehouse × shop). Another process then went on. After each kill both sides, looked at from',
    'outside, were as they are without a crash: no order lost or recorded twice, no УНП missing or used twice, no twin',
    'among the products, the same sums, partners, prices and quantities; and a further run wrote nothing.',
    '',
    `At each step that an order goes through (in **bold**) the shop then changed its mind ${minds} times: every order that`,
    `was due was ${moods.slice(0, -1).join(', ')} or ${moods.at(-1) ?? ''} before the other process went on. No order was`,
    'dismissed whose document stood, no document was unknown to the memory, each went with its УНП to a shop that still',
    'had the order, and a person was told what had become of it.',
    '',
    'The steps are told by the program itself: methods of the state, the warehouse and the shop that change something,',
    'and, where the warehouse is a database, each statement inside its transactions (`sql …`). A method that is added',
    'to a port does not compile until `test/crash/durable-steps.ts` says what it does, and one that writes fails the',
    'matrix until a run goes through it. `leases.renew` is done by a clock every 15 seconds and is not in the matrix;',
    '`ledger.saveAsked` needs more than 500 orders, and is killed by `test/crash/turns.test.ts`.',
    '',
    `| step | ${columns.map((column) => column.column).join(' | ')} |`,
    `| --- | ${columns.map(() => '---').join(' | ')} |`,
    ...steps.map(
      (step) =>
        `| ${isOrderStep(step) ? `**\`${step}\`**` : `\`${step}\``} | ${columns.map((column) => cell(column, step)).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** What the page says of one column, as `step moment`, sorted; empty when there is no page yet. */
export function stepsOfColumn(column: string): readonly string[] {
  if (OUT !== undefined && existsSync(join(OUT, `${ORDER.indexOf(column)}.json`))) {
    const kept = JSON.parse(readFileSync(join(OUT, `${ORDER.indexOf(column)}.json`), 'utf8')) as Column;
    return kept.steps.map(([step, moment]) => `${step} ${moment}`).toSorted();
  }
  if (!existsSync(PAGE)) return [];
  const lines = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((text) => text.trim()),
  );
  const index = cells[0]?.indexOf(column) ?? -1;
  return cells
    .slice(2)
    .flatMap((row) =>
      (row[index] ?? '–') === '–'
        ? []
        : (row[index] ?? '')
            .split(', ')
            .map((moment) => `${(row[0] ?? '').replaceAll(/[`*]/g, '')} ${moment}`),
    )
    .toSorted();
}
