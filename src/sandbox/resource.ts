/** A record as it lies in the store: wire names, plain JSON values. */
export type StoredRecord = Record<string, unknown>;

/**
 * What a field holds on the wire: `ml` text by language, `money` decimal text with two places, `number`,
 * `flag`, `text`, `time`, `list` a nested list that a PUT replaces as a whole.
 */
export type FieldKind = 'ml' | 'money' | 'number' | 'flag' | 'text' | 'time' | 'list';

export interface Field {
  readonly kind: FieldKind;
  /** What a new record has when the field is not sent. */
  readonly initial: unknown;
  readonly isReadOnly: boolean;
  /** Only these words are taken. */
  readonly words?: readonly string[];
  /** Keys of a nested list's rows, all of which an answer holds. */
  readonly row?: Readonly<Record<string, Field>>;
  /** Own id of a nested row, set by the server. */
  readonly rowId?: string;
}

/** One kind of record of the REST API, described once (facts of the platform, section 8). */
export interface Resource {
  /** `product`: the envelope of one record. */
  readonly name: string;
  /** `products`: the address and the envelope of a list. */
  readonly plural: string;
  /** The record's own id, ending in `Id`. */
  readonly idField: string;
  readonly scopes: { readonly read: string; readonly write: string };
  readonly fields: Readonly<Record<string, Field>>;
  /** Fields that a create must send. */
  readonly required: readonly string[];
  /** `nameContains` and its siblings: the query's name and the field it looks at. */
  readonly filter?: { readonly parameter: string; readonly field: string };
}

function field(kind: FieldKind, initial: unknown, more: Partial<Field> = {}): Field {
  return { kind, initial, isReadOnly: false, ...more };
}

export const ml = (): Field => field('ml', {});
export const money = (initial: string | null = '0.00'): Field => field('money', initial);
export const number = (initial: number | null = 0): Field => field('number', initial);
export const flag = (initial = false): Field => field('flag', initial);
export const text = (initial: string | null = ''): Field => field('text', initial);
export const time = (): Field => field('time', null);
export const readOnly = (of: Field): Field => ({ ...of, isReadOnly: true });
export const words = (list: readonly string[], initial: string): Field =>
  field('text', initial, { words: list });

export function list(row: Readonly<Record<string, Field>>, rowId?: string): Field {
  return field('list', [], { row, ...(rowId === undefined ? {} : { rowId }) });
}

/** Many fields of one kind. */
export function many(names: readonly string[], make: () => Field): Record<string, Field> {
  return Object.fromEntries(names.map((name) => [name, make()]));
}
