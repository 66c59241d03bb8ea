import type { ChangeView, DocumentView, EventView, HistoryEntry, OutcomeView } from '../api/changes.ts';
import type { Note, NoticeView } from '../api/fault.ts';
import type { AttentionNote, Notice } from '../model/notice.ts';
import type { OperationDraft } from '../model/operation.ts';
import type { Change, ChangeOutcome } from '../model/plan.ts';
import type { RunEvent } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';
import type { StoredEvent } from '../state/state.ts';
import { fieldValue } from '../texts/field-value.ts';
import { errorText, noticeText, numberedLabel, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import { faultOf } from './error-answer.ts';

/**
 * A document as it will stand; `currency`: of its sums, as its change tells it; `names`: those of the warehouse's
 * goods, as far as it could be asked.
 */
export function documentView(
  draft: OperationDraft,
  currency = '',
  names: ReadonlyMap<number, string> = new Map(),
): DocumentView {
  const { operationType, date, note, partner, unp, total, lines } = draft;
  return {
    operationType,
    date,
    note,
    partner:
      partner.kind === 'new'
        ? { company: partner.partner.company, isNew: true }
        : { company: partner.company, isNew: false },
    hasUnp: unp !== null,
    total,
    currency,
    lines: lines.map((line) => ({
      goodId: line.goodId,
      code: line.code,
      name: line.name,
      goodName: names.get(line.goodId) ?? null,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      vatRate: line.vatRate,
      discountPercent: line.discountPercent,
      total: line.total,
    })),
  };
}

/** A change with its words: what is done, and each field by its name; its kind stays, for filters. */
export function wordedChange(change: Change, language: Language): ChangeView {
  const texts = textsOf(language);
  const { key, task, kind, subject, label, currency, document } = change;
  const said = (field: string, value: string | null): string | null =>
    value === null ? null : fieldValue(field, value, texts, currency);
  return {
    key,
    task,
    kind,
    kindLabel: texts.changes[kind],
    subject,
    label: numberedLabel(label, texts),
    fields: change.fields.map(({ field, before, after }) => ({
      key: field,
      field: texts.fields[field] ?? field,
      before: said(field, before),
      after: said(field, after),
    })),
    ...(document === undefined ? {} : { document: documentView(document, currency) }),
  };
}

/** What waits for a person, in words. */
export function wordedNote({ subject, code, facts }: AttentionNote, language: Language): Note {
  return { subject, ...faultOf(new SyncError(code, facts), language) };
}

/** Something worth telling, in words. */
export function wordedNotice({ code, facts }: Notice, language: Language): NoticeView {
  return { code, facts, text: noticeText(textsOf(language), { code, facts }) };
}

function wordedOutcome(outcome: ChangeOutcome, language: Language): OutcomeView {
  if (outcome.kind === 'done') return outcome;
  const { kind, code, facts } = outcome;
  return { kind, ...faultOf(new SyncError(code, facts), language) };
}

/** What a run tells, in words. */
export function wordedRunEvent(event: RunEvent, language: Language): EventView {
  switch (event.type) {
    case 'change': {
      const { type, task, change, outcome } = event;
      return {
        type,
        task,
        change: wordedChange(change, language),
        outcome: wordedOutcome(outcome, language),
      };
    }
    case 'attention':
      return { ...event, note: wordedNote(event.note, language) };
    case 'notice':
      return { type: event.type, task: event.task, ...wordedNotice(event, language) };
    case 'runEnded': {
      const { error } = event;
      const words = error === null ? null : faultOf(new SyncError(error.code, error.facts), language);
      return { ...event, error: words };
    }
    case 'runStarted':
    case 'taskStarted':
    case 'progress':
    case 'taskEnded':
      return event;
    case 'retry':
      return wordedRetry(event, language);
  }
}

/** Why something is asked for again, in words. */
export function wordedRetry(
  event: Extract<RunEvent, { readonly type: 'retry' }>,
  language: Language,
): Extract<EventView, { type: 'retry' }> {
  return { ...event, text: errorText(textsOf(language), event).what };
}

/** The same with when it came. */
export function wordedEvent({ at, event }: StoredEvent, language: Language): HistoryEntry {
  return { at, event: wordedRunEvent(event, language) };
}
