/** What an answer may cost. Whatever stands outside, no request takes longer or brings more. */
export interface Limits {
  readonly connectMs: number;
  /** How long an answer may take to begin, its headers included, and how long it may pause. */
  readonly beginMs: number;
  /** How long a whole answer may take, from the sending to its last byte. */
  readonly wholeMs: number;
  /** The least that must come in each `rateMs` while an answer comes. */
  readonly leastBytes: number;
  readonly rateMs: number;
  /** The most bytes of an answer, unpacked. */
  readonly maxBytes: number;
}

/** For answers of a page or a record; who expects another size or time says so. */
export const LIMITS: Limits = {
  connectMs: 10_000,
  beginMs: 30_000,
  wholeMs: 5 * 60_000,
  leastBytes: 1024,
  rateMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
};
