/** Stands for a letter that is none. */
const UNKNOWN = '\u{fffd}';

/** In JSON: the zero letter, and halves of a letter, which a text that was cut leaves. */
const ESCAPES = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/**
 * A value as PostgreSQL takes it. Its texts hold no zero letter, and its JSON no half of one, which SQLite
 * keeps: a shop's careless name must not stop a run.
 */
export function storable(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const whole = value.includes('\0') ? value.replaceAll('\0', UNKNOWN) : value;
  return whole.includes('\\u') ? whole.replaceAll(ESCAPES, `$1${UNKNOWN}`) : whole;
}
