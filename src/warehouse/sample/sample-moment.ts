import { dayBefore } from './sample-rows.ts';

const DAYS = 365;
const OPENS_AT = 32_400;
const OPEN_FOR = 34_200;

/** When a document was saved, in the warehouse's local time. */
export interface Moment {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly time: string;
}

/**
 * A moment in the working hours of the year before today; `position` from 0 up to, but not including, 1
 * is how far into the year.
 */
export function momentOf(today: Date, position: number): Moment {
  const passed = position * DAYS;
  const day = dayBefore(today, DAYS - Math.floor(passed));
  const seconds = OPENS_AT + Math.floor((passed % 1) * OPEN_FOR);
  const part = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part).join(':');
  return { day, time: `${day} ${time}` };
}
