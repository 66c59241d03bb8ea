import { csvText } from '../lib/csv.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** The ledger as CSV for a spreadsheet, with its stages in the language. */
export function ordersCsv(entries: readonly LedgerEntry[], language: Language): string {
  const texts = textsOf(language);
  const head = ['order', 'createdAt', 'total', 'currency', 'document', 'unp', 'stage', 'recordedAt'];
  const rows = entries.map((entry) => [
    String(entry.orderNumber),
    entry.createdAt,
    entry.total ?? '',
    entry.currency,
    entry.documentNumber === null ? '' : `${entry.operationType ?? ''}/${entry.documentNumber}`,
    entry.unp ?? '',
    texts.stages[entry.stage],
    entry.recordedAt ?? '',
  ]);
  return csvText(head, rows);
}
