import type { Change, ChangeOutcome, FieldChange } from '../model/plan.ts';
import type { OperationDraft } from '../model/operation.ts';
import { fieldValue, sumText } from '../texts/field-value.ts';
import { formatDate, formatMoney, formatPrice, formatQuantity } from '../texts/format.ts';
import { fill, numberedLabel } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';
import { plainText } from './terminal/plain-text.ts';
import { formatTable } from './terminal/print-table.ts';

/** What changes are worded with; `width`: columns there are for a table in them, null = any. */
interface Words {
  readonly texts: Texts;
  readonly language: Language;
  readonly width: number | null;
}

/** How far a document stands to the right below its order, with its table. */
const DOCUMENT_INDENT = 8;

function fieldText({ field, before, after }: FieldChange, currency: string, { texts }: Words): string {
  const said = (value: string | null): string =>
    value === null || value === ''
      ? texts.phrases.empty
      : plainText(fieldValue(field, value, texts, currency));
  const name = texts.fields[field] ?? field;
  return before === null ? `${name}: ${said(after)}` : `${name}: ${said(before)} → ${said(after)}`;
}

/**
 * One change in one line: what it is, its record, its fields before → after, and the document that came of
 * it.
 */
export function changeLine(change: Change, outcome: ChangeOutcome | null, words: Words): string {
  const { texts } = words;
  const operation = outcome?.kind === 'done' ? outcome.operation : undefined;
  const head = `${texts.changes[change.kind]} ${plainText(numberedLabel(change.label, texts))}`;
  if (operation !== undefined) {
    const type = texts.operationTypes[String(operation.operationType)] ?? String(operation.operationType);
    const unp = operation.unp === null ? '' : `, УНП ${operation.unp}`;
    const total = sumText(change.fields.find((field) => field.field === 'total')?.after ?? '', texts);
    return `+ ${plainText(numberedLabel(change.label, texts))} → ${type} ${fill(texts.notes.numbered, { number: operation.documentNumber })}${unp}, ${plainText(total)}`;
  }
  const fields = change.fields.map((field) => fieldText(field, change.currency ?? '', words)).join('; ');
  return `${change.kind === 'createProduct' || change.kind === 'addGood' ? '+' : '~'} ${head}${fields === '' ? '' : ` (${fields})`}`;
}

/** The whole document that an order would become. `currency`: of its sums, '' = it is not known. */
export function documentLines(
  document: OperationDraft,
  { currency, ...words }: Words & { readonly currency: string },
): readonly string[] {
  const { texts, language } = words;
  const type = texts.operationTypes[String(document.operationType)] ?? String(document.operationType);
  const partner =
    document.partner.kind === 'new'
      ? fill(texts.phrases['plan.newPartner'], { name: plainText(document.partner.partner.company) })
      : plainText(document.partner.company);
  const rows = document.lines.map((line) => [
    `${line.code} ${line.name}`.trim(),
    formatQuantity(line.quantity, language),
    formatPrice(line.unitPrice, currency, language),
    formatMoney(line.total, currency, language),
  ]);
  const columns = [
    { heading: texts.phrases['column.good'] },
    { heading: texts.phrases['column.quantity'], isNumber: true },
    { heading: texts.phrases['column.price'], isNumber: true },
    { heading: texts.phrases['column.sum'], isNumber: true },
  ];
  const head = `${fill(texts.phrases['plan.newDocument'], { type, date: formatDate(document.date, language) })}, ${partner}`;
  const total = fill(texts.phrases['plan.total'], { total: formatMoney(document.total, currency, language) });
  const room = words.width === null ? null : words.width - DOCUMENT_INDENT;
  return [head, ...formatTable(columns, rows, room).map((line) => `  ${line}`), `  ${total}`];
}
