import type { LedgerEntry } from '../../model/ledger.ts';
import { formatMoment, formatMoney } from '../../texts/format.ts';
import { errorText, fill } from '../../texts/text.ts';
import type { Language } from '../../texts/language.ts';
import type { Column } from '../terminal/print-table.ts';
import type { CliSession } from '../session.ts';

/** The columns of `orderCells`. */
export function orderColumns({ texts }: CliSession): readonly Column[] {
  const { phrases } = texts;
  return [
    { heading: phrases['column.order'], isWhole: true },
    { heading: phrases['column.date'], isWhole: true },
    { heading: phrases['column.total'], isNumber: true },
    { heading: phrases['column.document'], isWhole: true },
    { heading: 'УНП', isWhole: true },
    { heading: phrases['column.stage'] },
    { heading: phrases['column.reason'] },
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

function totalText(
  total: string,
  currency: string,
  { language, isSheet }: { readonly language: Language; readonly isSheet: boolean },
): string {
  if (!isSheet) return formatMoney(total, currency, language);
  return language === 'bg' ? total.replace('.', ',') : total;
}

/** One order of the ledger as a row for people, or for a spreadsheet, which reads numbers itself. */
export function orderCells(entry: LedgerEntry, session: CliSession, isSheet = false): readonly string[] {
  const { texts, language } = session;
  const number = String(entry.documentNumber);
  const numbered = isSheet ? number : fill(texts.notes.numbered, { number });
  const type =
    entry.operationType === null
      ? ''
      : (texts.operationTypes[String(entry.operationType)] ?? String(entry.operationType));
  return [
    String(entry.orderNumber),
    isSheet ? entry.createdAt : formatMoment(entry.createdAt, language),
    entry.total === null ? '' : totalText(entry.total, entry.currency, { language, isSheet }),
    entry.documentNumber === null ? '' : `${type} ${numbered}`,
    entry.unp ?? '',
    texts.stages[entry.stage],
    reasonText(entry, session),
  ];
}
