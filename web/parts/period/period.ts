import { aDay, oneOf } from '../../filters.ts';

/** Stretches of days that a list is filtered by. */
export const PERIODS = ['any', 'today', 'week', 'month', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** Days, both included: `YYYY-MM-DD`; '' = no end. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What a person has chosen: `from` and `to` count where he has chosen days of his own. */
export interface ChosenPeriod extends Days {
  readonly period: Exclude<Period, 'any'> | '';
}

/** As filters of an address. */
export const PERIOD_FILTERS = {
  period: oneOf(['today', 'week', 'month', 'own']),
  from: aDay,
  to: aDay,
} as const;

/** The days of a chosen period that ends today. */
export function daysChosen({ period, from, to }: ChosenPeriod, today: string): Days {
  return daysOf(period === '' ? 'any' : period, today, { from, to });
}

export const ANY_DAY: Days = { from: '', to: '' };
const LENGTHS = { today: 1, week: 7, month: 30 } as const;
const DAY_MS = 86_400_000;
const SOFIA = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Sofia' });

/** The day in Sofia at a moment (milliseconds since 1970). */
export function dayInSofia(moment: number): string {
  return SOFIA.format(moment);
}

/** The days of a period that ends today; of `own` those that were chosen. */
export function daysOf(period: Period, today: string, own: Days): Days {
  if (period === 'own') return own;
  if (period === 'any') return ANY_DAY;
  const first = Date.parse(today) - (LENGTHS[period] - 1) * DAY_MS;
  return { from: new Date(first).toISOString().slice(0, 10), to: today };
}
