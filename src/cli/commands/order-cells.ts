import type { LedgerEntry } from '../../model/ledger.ts';
import { formatMoney } from '../../texts/format.ts';
import { errorText } from '../../texts/text.ts';
import type { CliSession } from '../session.ts';

/** What the columns of `orderCells` are called. */
export function orderHeadings({ texts }: CliSession): readonly string[] {
  const { phrases } = texts;
  return [
    phrases['column.order'],
    phrases['column.date'],
    phrases['column.total'],
    phrases['column.document'],
    'УНП',
    phrases['column.stage'],
    phrases['column.reason'],
  ];
}

/** Why an order is where it is, worded; '' when nothing is to be said. */
function reasonText(entry: LedgerEntry, session: CliSession): string {
  const { texts } = session;
  if (entry.reason === null) return '';
  const { code, facts } = entry.reason;
  if (code in texts.reasons) return texts.reasons[code as keyof typeof texts.reasons];
  return errorText(texts, { code: code as keyof typeof texts.errors, facts }).what;
}

/** One order of the ledger as a row for people. */
export function orderCells(entry: LedgerEntry, session: CliSession): readonly string[] {
  const { texts, language } = session;
  const type =
    entry.operationType === null
      ? ''
      : (texts.operationTypes[String(entry.operationType)] ?? String(entry.operationType));
  return [
    String(entry.orderNumber),
    entry.createdAt,
    entry.total === null ? '' : formatMoney(entry.total, entry.currency, language),
    entry.documentNumber === null ? '' : `${type} ${entry.documentNumber}`,
    entry.unp ?? '',
    texts.stages[entry.stage],
    reasonText(entry, session),
  ];
}
