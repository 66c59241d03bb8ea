/** How much is told, the gravest first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line tells beside its words: names, numbers and codes; never a secret, never a buyer. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** Where the program tells those who look after it what it does; handed in, like the clock. Never throws. */
export interface Log {
  /** A line; what nobody asked for costs next to nothing. */
  readonly line: (level: LogLevel, event: string, facts?: LogFacts) => void;
  /** Whatever went wrong, with its code; of a `bug.*` with stack and causes too. */
  readonly fault: (error: unknown, facts?: LogFacts) => void;
  /** Does some work; each line that is told while it is done, wherever, bears these facts. */
  readonly within: <T>(facts: LogFacts, work: () => T) => T;
  /** Adds facts to the lines of the innermost `within`; nothing outside of one. Repeatable. */
  readonly add: (facts: LogFacts) => void;
}

/** For whoever asked for no log. */
export const NO_LOG: Log = {
  line: () => undefined,
  fault: () => undefined,
  within: (_facts, work) => work(),
  add: () => undefined,
};
