import type { Change } from '../model/plan.ts';
import type { StoredEvent } from '../state/state.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** A field's value as a person reads it. */
function valueText(field: string, value: string | null, language: Language): string | null {
  const texts = textsOf(language);
  if (value === null) return null;
  if (field === 'operationType') return texts.operationTypes[value] ?? value;
  if (value === 'yes' || value === 'no') return texts.phrases[value];
  return value;
}

/** A change with its words: what is done, and each field by its name; its kind stays, for filters. */
export function wordedChange(change: Change, language: Language): Record<string, unknown> {
  const texts = textsOf(language);
  return {
    ...change,
    kindLabel: texts.changes[change.kind],
    fields: change.fields.map(({ field, before, after }) => ({
      field: texts.fields[field] ?? field,
      before: valueText(field, before, language),
      after: valueText(field, after, language),
    })),
  };
}

/** An event with the words of its change; every other event as it is. */
export function wordedEvent(stored: StoredEvent, language: Language): unknown {
  const { event } = stored;
  if (event.type !== 'change') return stored;
  return { ...stored, event: { ...event, change: wordedChange(event.change, language) } };
}
