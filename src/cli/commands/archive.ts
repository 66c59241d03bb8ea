import { csvHead, csvLine } from '../../lib/csv.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { needYes, oneOf, tell } from '../tell.ts';
import { tellNumberlessOf } from '../tell-numberless.ts';
import { readArchiveOf, readRecords } from '../whose-records.ts';
import type { RemovedOption } from '../whose-records.ts';
import { withApp } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

const ARCHIVE_COLUMNS = [
  'orderNumber',
  'version',
  'receivedAt',
  'status',
  'total',
  'currency',
  'stage',
  'operationType',
  'documentNumber',
  'unp',
  'shopAddress',
  'rawHash',
  'erasedAt',
  'raw',
  'pastSeries',
] as const;

/** The archive as lines: each version of each order, with the document and the УНП that came of it (I16). */
async function* archiveLines(
  archive: ReturnType<typeof readArchiveOf>,
  format: 'json' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHead(ARCHIVE_COLUMNS);
  for await (const records of archive) {
    for (const { pastSeries, entry, versions } of records) {
      for (const version of versions) {
        const row = { ...entry, ...version, pastSeries };
        const cells = ARCHIVE_COLUMNS.map((column) => row[column] ?? null);
        yield format === 'json'
          ? JSON.stringify(Object.fromEntries(ARCHIVE_COLUMNS.map((column, index) => [column, cells[index]])))
          : csvLine(cells.map((cell) => (cell === null ? '' : String(cell))));
      }
    }
  }
}

function archiveFormat(text: string | undefined): 'json' | 'csv' {
  const format = (['json', 'csv'] as const).find((known) => known === (text ?? 'json'));
  if (format !== undefined) return format;
  throw new SyncError('settings.badValue', { key: 'format', value: text ?? '', expected: 'json | csv' });
}

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

export async function exportArchiveCommand(
  session: CliSession,
  profile: string,
  options: { readonly format?: string; readonly out?: string } & RemovedOption,
): Promise<number> {
  const format = archiveFormat(options.format);
  const { out } = options;
  if (out !== undefined) await refuseUnwritable(out);
  return withApp(session, async (app) => {
    const whose = { ...options, name: profile };
    // Asked first: an unknown name is refused before a file is begun.
    await readRecords(app, whose, (records, key) => records.lastRun(key, {}));
    const lines = archiveLines(readArchiveOf(app, whose), format);
    if (out === undefined) {
      for await (const line of lines) session.printData(line);
      await tellNumberlessOf(session, app, profile);
      return EXIT.done;
    }
    await writeWhole(out, withNewlines(lines));
    tell(session, { json: { out }, text: fill(session.texts.phrases['upkeep.archived'], { file: out }) });
    await tellNumberlessOf(session, app, profile);
    return EXIT.done;
  });
}

export async function eraseCustomerCommand(
  session: CliSession,
  profile: string,
  options: { readonly contact?: string; readonly order?: string; readonly yes?: boolean },
): Promise<number> {
  if ((options.contact === undefined) === (options.order === undefined))
    throw new SyncError('cli.wrongUse', { message: oneOf(session, ['--contact', '--order']) });
  needYes(session, options.yes === true);
  const order =
    options.order === undefined ? null : wholeNumber('--order', options.order, { missing: 0, most: LARGEST });
  return withApp(session, async (app) => {
    const orders = await app.upkeep.eraseCustomer(profile, {
      contact: options.contact ?? null,
      order: order as OrderNumber | null,
    });
    const text = fill(session.texts.phrases['upkeep.erased'], {
      n: orders.length,
      orders: orders.join(', '),
    });
    tell(session, { json: { orders }, text });
    return EXIT.done;
  });
}
