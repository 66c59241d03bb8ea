import type { GoodKind } from './good.ts';

/** What a setting points at by its number and a person chooses by name or code. */
export type RecordKind = 'good' | 'partner';

/** A good or a partner as a person tells it from others. Texts trimmed; an absent one is ''. */
export interface FoundRecord {
  readonly kind: RecordKind;
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** Bar code of a good, ЕИК of a partner. */
  readonly mark: string;
  /** What a good is to a shop; null for a partner. */
  readonly goodKind: GoodKind | null;
  readonly isDeleted: boolean;
}

/** Records by their numbers, deleted ones included; or living ones that hold a text, the nearest first. */
export type RecordQuery =
  | { readonly kind: RecordKind; readonly ids: readonly number[] }
  | {
      readonly kind: RecordKind;
      /** Words that name, code or mark hold, each of them, whatever their letter case; '' = any record. */
      readonly text: string;
      /** Goods that keep no stock alone: services, charges, discounts. */
      readonly isCharge: boolean;
      readonly limit: number;
    };

const MOST_WORDS = 5;

/** The words that are looked for. */
export function searchWords(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

/** True when name, code or mark hold every word, whatever its letter case. */
export function holdsWords(record: Pick<FoundRecord, 'name' | 'code' | 'mark'>, text: string): boolean {
  const held = `${record.name}\n${record.code}\n${record.mark}`.toLocaleLowerCase('bg');
  return searchWords(text).every((word) => held.includes(word.toLocaleLowerCase('bg')));
}

/** How far a record is from what was typed: its very code, a name that begins so, anything else. */
function distance({ code, name }: FoundRecord, typed: string): number {
  if (typed !== '' && code.toLocaleLowerCase('bg') === typed) return 0;
  return name.toLocaleLowerCase('bg').startsWith(typed) ? 1 : 2;
}

/** The nearest first, then by name, then by number; at most so many. */
export function nearestFirst(
  records: readonly FoundRecord[],
  text: string,
  limit: number,
): readonly FoundRecord[] {
  const typed = text.trim().toLocaleLowerCase('bg');
  return records
    .map((record) => ({ record, far: distance(record, typed) }))
    .toSorted(
      (left, right) =>
        left.far - right.far ||
        left.record.name.localeCompare(right.record.name, 'bg') ||
        left.record.id - right.record.id,
    )
    .slice(0, limit)
    .map(({ record }) => record);
}
