import { csvHead, csvLine } from '../../lib/csv.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { ORDER_STAGES } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { RefundWay } from '../../model/written-document.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatMoment } from '../../texts/format.ts';
import { errorText, fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import { readRecords } from '../whose-records.ts';
import type { RemovedOption } from '../whose-records.ts';
import { oneOf } from '../tell.ts';
import { withApp } from '../with-app.ts';
import type { CliSession } from '../session.ts';
import { orderCells, orderColumns } from './order-cells.ts';

const FORMATS = ['table', 'csv', 'json'] as const;

function readStage(text: string | undefined): readonly OrderStage[] | null {
  if (text === undefined) return null;
  const stage = ORDER_STAGES.find((known) => known === text);
  if (stage === undefined)
    throw new SyncError('settings.badValue', {
      key: 'stage',
      value: text,
      expected: ORDER_STAGES.join(' | '),
    });
  return [stage];
}

export async function ordersCommand(
  session: CliSession,
  profile: string,
  options: { readonly format?: string; readonly stage?: string } & RemovedOption,
): Promise<number> {
  const format = FORMATS.find((known) => known === (options.format ?? (session.isJson ? 'json' : 'table')));
  if (format === undefined)
    throw new SyncError('settings.badValue', {
      key: 'format',
      value: options.format ?? '',
      expected: FORMATS.join(' | '),
    });
  const stages = readStage(options.stage);
  const { phrases } = session.texts;
  const columns = [...orderColumns(session), { heading: phrases['column.refundWay'] }];
  const sheetHeads = [...columns.map(({ heading }) => heading), phrases['column.currency']];
  const wayCell = (way: RefundWay | undefined): string =>
    way === undefined ? '' : session.texts.refundWays[way];
  return withApp(session, async (app) => {
    const rows: (readonly string[])[] = [];
    let isFirst = true;
    const whose = { ...options, name: profile };
    const ways = await readRecords(app, whose, (records, key) => records.refundWays(key));
    for await (const batch of readRecords(app, whose, (records, key) => records.orders(key, stages))) {
      if (format === 'csv' && isFirst) session.printData(csvHead(sheetHeads));
      isFirst = false;
      for (const entry of batch) {
        const way = ways.get(entry.orderNumber);
        if (format === 'json') session.printJson(jsonEntry(entry, way));
        else if (format === 'csv')
          session.printData(csvLine([...orderCells(entry, session, true), wayCell(way), entry.currency]));
        else rows.push([...orderCells(entry, session), wayCell(way)]);
      }
    }
    if (format === 'table') {
      session.printTable(columns, rows);
      if (rows.length === 0) session.print(phrases['orders.none']);
    }
    return EXIT.done;
  });
}

/** An entry for scripts: everything but what the document was made from. */
function jsonEntry(entry: LedgerEntry, refundWay: RefundWay | null = null): unknown {
  const { recordedContent: _, ...rest } = entry;
  return { ...rest, refundWay };
}

export async function attentionCommand(session: CliSession, profile: string): Promise<number> {
  return withApp(session, async (app) => {
    const items = await app.attention(profile);
    const { texts, language } = session;
    for (const item of items) {
      const { what, remedy } = errorText(texts, item);
      if (session.isJson) {
        session.printJson({ ...item, what, remedy });
        continue;
      }
      session.print(`[${item.id}] ${plainText(what)}`);
      session.print(`     ${remedy} (${formatMoment(item.since, language)})`);
    }
    if (!session.isJson) {
      session.print(
        items.length === 0
          ? texts.phrases['attention.none']
          : fill(texts.phrases['attention.title'], { n: items.length }),
      );
    }
    return EXIT.done;
  });
}

export async function releaseCommand(
  session: CliSession,
  what: { readonly profile: string; readonly id: string | undefined; readonly isAll: boolean },
): Promise<number> {
  if ((what.id === undefined) === !what.isAll) {
    throw new SyncError('cli.wrongUse', {
      message: oneOf(session, [`<${session.texts.help.placeholders.id}>`, '--all']),
    });
  }
  if (what.id !== undefined && !/^\d+$/.test(what.id))
    throw new SyncError('attention.notFound', { id: what.id });
  return withApp(session, async (app) => {
    const released = await app.release(what.profile, what.isAll ? 'all' : Number(what.id));
    if (session.isJson) session.printJson({ released });
    else session.print(fill(session.texts.phrases['attention.released'], { n: released }));
    return EXIT.done;
  });
}
