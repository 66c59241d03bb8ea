/** What can be counted in a sentence; its two forms are words of a language. */
export type Counted =
  | 'account'
  | 'attention'
  | 'change'
  | 'day'
  | 'device'
  | 'document'
  | 'error'
  | 'firm'
  | 'good'
  | 'group'
  | 'hour'
  | 'line'
  | 'location'
  | 'minute'
  | 'number'
  | 'order'
  | 'partner'
  | 'product'
  | 'profile'
  | 'record'
  | 'run'
  | 'second'
  | 'session'
  | 'setting'
  | 'shop'
  | 'word';

/** The words that `format.ts` puts around values, in one language. */
export interface FormatWords {
  readonly units: Readonly<Record<'day' | 'oneDay' | 'hour' | 'minute' | 'second' | 'underSecond', string>>;
  /** From bytes upwards, each a thousand of the one before. */
  readonly bytes: readonly string[];
  readonly justNow: string;
  readonly ago: string;
  readonly ahead: string;
  readonly schedule: Readonly<
    Record<
      | 'byHand'
      | 'everyMinute'
      | 'everyMinutes'
      | 'everyHour'
      | 'everyHours'
      | 'pastHour'
      | 'between'
      | 'daily'
      | 'workdays'
      | 'and',
      string
    >
  >;
  /** The form for one, and the form that stands after any other number (in Bulgarian the counted one). */
  readonly counted: Readonly<Record<Counted, readonly [one: string, other: string]>>;
}
