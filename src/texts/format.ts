import { absolute, formatFixed, isNegative, round } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import { FORMAT as BG } from './bg/format.ts';
import { FORMAT as EN } from './en/format.ts';
import { BLANK, grouped } from './digits.ts';
import { fill } from './fill.ts';
import type { Counted, FormatWords } from './format-words.ts';
import type { Language } from './language.ts';

// The one place that turns values into what people read, for terminal, page and mail alike (issue 15, point
// 11). Pure, without Node, so that the page can take it. A value that is not what it should be is shown as
// it stands: a report must not fail over a cell.

const SIGNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  bg: { EUR: '€', BGN: 'лв.', USD: '$', GBP: '£' },
  en: { EUR: '€', USD: '$', GBP: '£' },
};
const MONEY = { atLeast: 2, atMost: 2 };
const PRICE = { atLeast: 2, atMost: 4 };
const QUANTITY = { atLeast: 0, atMost: 4 };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BYTES_STEP = 1000;
/** Up to here a moment is told by how far it is; beyond by its date. */
const NEAR_DAYS = 7;

/** Of any length: what is shown may be what somebody sent. */
const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** How many places behind the point: at least, with zeros, and at most, rounded half away from zero. */
interface Places {
  readonly atLeast: number;
  readonly atMost: number;
}

function wordsOf(language: Language): FormatWords {
  return language === 'bg' ? BG : EN;
}

/** Sign and digits of decimal text; null for what is no decimal. */
function digitsOf(value: string, { atLeast, atMost }: Places, language: Language) {
  const typed = value.trim();
  if (!PLAIN_DECIMAL.test(typed)) return null;
  const rounded = round(typed as Decimal, atMost);
  const [, places = ''] = rounded.split('.');
  const [whole = '0', fraction] = formatFixed(absolute(rounded), Math.max(places.length, atLeast)).split('.');
  const isBg = language === 'bg';
  const head = grouped(whole, language);
  return {
    sign: isNegative(rounded) ? '-' : '',
    digits: fraction === undefined ? head : `${head}${isBg ? ',' : '.'}${fraction}`,
  };
}

/** A decimal with its thousands apart: `1 202,5` in Bulgarian, `1,202.5` in English. */
export function formatNumber(value: string, places: Places, language: Language): string {
  const number = digitsOf(value, places, language);
  return number === null ? value : number.sign + number.digits;
}

function withCurrency(value: string, places: Places, currency: string, language: Language): string {
  const number = digitsOf(value, places, language);
  const code = currency.trim();
  if (number === null) return code === '' ? value : `${value}${BLANK}${code}`;
  const { sign, digits } = number;
  if (code === '') return sign + digits;
  const mark = SIGNS[language][code.toUpperCase()];
  if (language === 'bg') return `${sign}${digits}${BLANK}${mark ?? code}`;
  return mark === undefined ? `${sign}${code}${BLANK}${digits}` : `${sign}${mark}${digits}`;
}

/** An amount: `1 202,64 €`, `89,90 лв.`; `€1,202.64`, `BGN 89.90`. Without a currency (empty) the number alone. */
export function formatMoney(value: string, currency: string, language: Language): string {
  return withCurrency(value, MONEY, currency, language);
}

/** A unit price: as money, with up to four places where it has them (0,1234 €). */
export function formatPrice(value: string, currency: string, language: Language): string {
  return withCurrency(value, PRICE, currency, language);
}

/** A quantity with as many places as it has, four at most and no zeros behind. */
export function formatQuantity(value: string, language: Language): string {
  return formatNumber(value, QUANTITY, language);
}

/** A whole number of things, rounded: `20 000`, `20,000`. */
export function formatCount(count: number | bigint, language: Language): string {
  const isWhole = typeof count === 'bigint' || Number.isFinite(count);
  const digits = isWhole ? BigInt(typeof count === 'bigint' ? count : Math.round(count)).toString() : '–';
  return grouped(digits, language);
}

/** So many of something: `1 промяна`, `2 промени`; `1 change`, `2 changes`. */
export function formatCounted(count: number, noun: Counted, language: Language): string {
  const [one, other] = wordsOf(language).counted[noun];
  return `${formatCount(count, language)}${BLANK}${count === 1 ? one : other}`;
}

/** Per cent, two places at most; `percent` is 20 for a fifth: `20 %`, `20%`. */
export function formatPercent(percent: string, language: Language): string {
  const number = formatNumber(percent, { atLeast: 0, atMost: 2 }, language);
  return language === 'bg' ? `${number}${BLANK}%` : `${number}%`;
}

/** A size of a file or a message, in thousands of bytes: `1,5 МБ`, `1.5 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const names = wordsOf(language).bytes;
  if (!Number.isFinite(bytes)) return '–';
  let size = bytes;
  let step = 0;
  // What would be rounded up to a thousand is told in the next unit: 1 MB, not 1,000 kB.
  while (Math.abs(size) >= BYTES_STEP - (step === 0 ? 0 : 0.05) && step < names.length - 1) {
    size /= BYTES_STEP;
    step += 1;
  }
  const places = { atLeast: 0, atMost: step === 0 ? 0 : 1 };
  return `${formatNumber(size.toFixed(places.atMost), places, language)}${BLANK}${names[step]}`;
}

const SOFIA = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Sofia',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** A time without a zone is the time on a wall in Sofia, as warehouse and shop keep it. */
const ON_THE_WALL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?$/;

interface WallTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** `hh:mm`; null where only a date was given. */
  readonly time: string | null;
}

function wallTime(moment: string): WallTime | null {
  const written = ON_THE_WALL.exec(moment.trim());
  if (written !== null) {
    const [, year = '', month = '', day = '', time] = written;
    return { year, month, day, time: time ?? null };
  }
  const instant = new Date(moment);
  if (Number.isNaN(instant.getTime())) return null;
  const parts = Object.fromEntries(SOFIA.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour, minute } = parts;
  return { year, month, day, time: `${hour}:${minute}` };
}

function dateText({ year, month, day }: WallTime, language: Language): string {
  return language === 'bg'
    ? `${day}.${month}.${year}${BLANK}г.`
    : [Number(day), MONTHS[Number(month) - 1] ?? month, year].join(BLANK);
}

function timeText(time: string, language: Language): string {
  return language === 'bg' ? `${time}${BLANK}ч.` : time;
}

/**
 * A moment in Sofia: `25.11.2026 г., 15:27 ч.`, `25 Nov 2026, 15:27`. `moment` is ISO 8601 with its zone, or
 * without one a time in Sofia; a date alone stays a date.
 */
export function formatMoment(moment: string, language: Language): string {
  const wall = wallTime(moment);
  if (wall === null) return moment;
  const date = dateText(wall, language);
  return wall.time === null ? date : `${date}, ${timeText(wall.time, language)}`;
}

/** The date of a moment in Sofia: `25.11.2026 г.`, `25 Nov 2026`. */
export function formatDate(moment: string, language: Language): string {
  const wall = wallTime(moment);
  return wall === null ? moment : dateText(wall, language);
}

/** The date without its year, for charts: `25.11.`, `25 Nov`. */
export function formatDay(moment: string, language: Language): string {
  const wall = wallTime(moment);
  if (wall === null) return moment;
  const { day, month } = wall;
  return language === 'bg'
    ? `${day}.${month}.`
    : `${Number(day)}${BLANK}${MONTHS[Number(month) - 1] ?? month}`;
}

/** The time of day of a moment in Sofia: `15:27 ч.`, `15:27`. */
export function formatTime(moment: string, language: Language): string {
  const time = wallTime(moment)?.time ?? null;
  return time === null ? moment : timeText(time, language);
}

/** A length of time by its two greatest units: `6 мин. 30 сек.`, `2 ч.`, `1 day 3 h`. Never negative. */
export function formatDuration(seconds: number, language: Language): string {
  if (!Number.isFinite(seconds)) return '–';
  const { units } = wordsOf(language);
  const whole = Math.max(Math.round(seconds), 0);
  const days = Math.floor(whole / 86_400);
  const counts = [
    [days, days === 1 ? units.oneDay : units.day],
    [Math.floor(whole / 3600) % 24, units.hour],
    [Math.floor(whole / 60) % 60, units.minute],
    [whole % 60, units.second],
  ] as const;
  const first = counts.findIndex(([count]) => count > 0);
  if (first === -1) return seconds > 0 ? units.underSecond : `0${BLANK}${units.second}`;
  const told = counts.slice(first, first + 2).filter(([count]) => count > 0);
  return told.map(([count, unit]) => `${formatCount(count, language)}${BLANK}${unit}`).join(BLANK);
}

/**
 * How far a moment is from `now`, both ISO 8601: `преди 3 мин.`, `след 2 ч.`, `току-що`; further than a week its
 * date.
 */
export function formatAgo(moment: string, now: string, language: Language): string {
  const words = wordsOf(language);
  const seconds = (Date.parse(now) - Date.parse(moment)) / 1000;
  if (Number.isNaN(seconds)) return moment;
  const away = Math.abs(seconds);
  if (away < 60) return words.justNow;
  const unit = away < 3600 ? 60 : away < 86_400 ? 3600 : 86_400;
  if (away >= NEAR_DAYS * 86_400) return formatDate(moment, language);
  const time = formatDuration(Math.floor(away / unit) * unit, language);
  return fill(seconds > 0 ? words.ago : words.ahead, { time });
}

const WORKDAYS = /^(?:1-5|mon-fri)$/i;

function clock(hour: string, minute: string): string {
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

function everyFew(step: number, unit: 'Minute' | 'Hour', words: FormatWords): string {
  const { schedule } = words;
  return step === 1 ? schedule[`every${unit}`] : fill(schedule[`every${unit}s`], { n: String(step) });
}

/** The hours and minutes of a cron line in words; null for what has no short name. */
function hoursText(minute: string, hour: string, words: FormatWords): string | null {
  const { schedule } = words;
  const step = minute === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(minute)?.[1] ?? 0);
  if (step > 0) {
    const every = everyFew(step, 'Minute', words);
    if (hour === '*') return every;
    const [, from, to] = /^(\d+)-(\d+)$/.exec(hour) ?? [];
    // The last start of `8-19` is before eight in the evening.
    return from === undefined || to === undefined
      ? null
      : fill(schedule.between, { every, from: clock(from, '0'), to: clock(String(Number(to) + 1), '0') });
  }
  if (!/^\d+$/.test(minute)) return null;
  const hours = hour === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(hour)?.[1] ?? 0);
  if (hours > 0) {
    const every = everyFew(hours, 'Hour', words);
    return minute === '0' ? every : fill(schedule.pastHour, { every, minute });
  }
  if (!/^\d+(?:,\d+)*$/.test(hour)) return null;
  const times = hour.split(',').map((at) => clock(at, minute));
  const last = times.pop() ?? '';
  return fill(schedule.daily, {
    times: times.length === 0 ? last : `${times.join(', ')}${schedule.and}${last}`,
  });
}

/**
 * A schedule as people say it: minutes (`10`) or a cron line of five fields. Empty is by hand; one that has no
 * short name stands as it was typed.
 */
export function formatSchedule(schedule: string, language: Language): string {
  const words = wordsOf(language);
  const typed = schedule.trim();
  if (typed === '') return words.schedule.byHand;
  if (/^\d+$/.test(typed)) return everyFew(Number(typed), 'Minute', words);
  const [minute = '', hour = '', dayOfMonth, month, weekday = '', ...more] = typed.split(/\s+/);
  const isPlain = dayOfMonth === '*' && month === '*' && more.length === 0;
  const isWorkdays = WORKDAYS.test(weekday);
  const text = isPlain && (weekday === '*' || isWorkdays) ? hoursText(minute, hour, words) : null;
  if (text === null) return typed;
  return isWorkdays ? fill(words.schedule.workdays, { every: text }) : text;
}
