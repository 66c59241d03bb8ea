/** Whose move an error is, and whether repeating is safe (docs/architecture.md, errors). */
export type ErrorKind =
  | 'setting'
  | 'access'
  | 'connection'
  | 'uncertain'
  | 'refused'
  | 'data'
  | 'busy'
  | 'cancelled'
  | 'bug';

/** One row of the catalogue of errors. */
export interface ErrorDescription {
  readonly kind: ErrorKind;
  /** Names of the facts its texts may use. */
  readonly facts: readonly string[];
}

/** A row: its kind, and the names of its facts. */
export function row(kind: ErrorKind, ...facts: readonly string[]): ErrorDescription {
  return { kind, facts };
}
