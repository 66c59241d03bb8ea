/** Wrong tries of one guesser. */
export interface Tries {
  readonly count: number;
  /** When the last one was, in milliseconds since 1970. */
  readonly lastMs: number;
}

/** Tries that are to be counted. */
export interface TriesToCount {
  /** Names of guessers; each counts. */
  readonly keys: readonly string[];
  readonly nowMs: number;
  /** What was last tried before this moment is forgotten. */
  readonly forgetBeforeMs: number;
  /** So many guessers are remembered; of more the one that was tried longest ago is forgotten. */
  readonly mostKeys: number;
  /** How long whoever has tried so often has to wait, in milliseconds. */
  readonly waitMs: (key: string, known: Tries) => number;
}

/** A link that signs in once; its token is kept as a hash. */
export interface KeptLink {
  readonly tokenHash: string;
  readonly accountId: number;
  readonly untilMs: number;
}

/** What keeps the door of the page, the same for every process that serves it. */
export interface EntryMemory {
  /**
   * Counts a try of all of them, or of none while one of them has to wait; of a thousand that come at
   * once, to any number of processes, each sees those before it. Resolves to what was known before, and
   * to the longest wait: 0 = they were counted. Not repeatable: each call is a try.
   */
  countTries(
    what: TriesToCount,
  ): Promise<{ readonly waitMs: number; readonly before: ReadonlyMap<string, Tries> }>;
  /** A try is none any more; `before`: what was known before it. Not repeatable: a second call takes back another. */
  takeTryBack(key: string, before: Tries | null): Promise<void>;
  /** Forgets all tries of these. Repeatable. */
  clearTries(keys: readonly string[]): Promise<void>;
  /** Not repeatable: its token is drawn anew for each. */
  addLink(link: KeptLink): Promise<void>;
  /** Uses a link up; null = there is none such. Not repeatable: of two who follow it one comes in. */
  useLink(tokenHash: string): Promise<KeptLink | null>;
  /** Those that ended before this moment. Repeatable. */
  removeLinksBefore(ms: number): Promise<void>;
}
