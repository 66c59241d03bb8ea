import { csvText } from '../lib/csv.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { RefundWay } from '../model/written-document.ts';
import type { Texts } from '../texts/texts.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** The ledger as CSV for a spreadsheet, with its stages in the language. */
export function ordersCsv(
  entries: readonly LedgerEntry[],
  ways: ReadonlyMap<OrderNumber, RefundWay>,
  language: Language,
): string {
  const texts = textsOf(language);
  const head = [
    'order',
    'createdAt',
    'total',
    'currency',
    'document',
    'unp',
    'stage',
    'recordedAt',
    'refundWay',
  ];
  const rows = entries.map((entry) => [
    String(entry.orderNumber),
    entry.createdAt,
    entry.total ?? '',
    entry.currency,
    entry.documentNumber === null ? '' : `${entry.operationType ?? ''}/${entry.documentNumber}`,
    entry.unp ?? '',
    texts.stages[entry.stage],
    entry.recordedAt ?? '',
    wayText(ways.get(entry.orderNumber), texts),
  ]);
  return csvText(head, rows);
}

function wayText(way: RefundWay | undefined, texts: Texts): string {
  return way === undefined ? '' : texts.refundWays[way];
}
