import { formatFixed } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Language } from './text.ts';

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', BGN: 'лв.' };
/** Bulgarian groups thousands only from five digits on, by a narrow blank that does not break. */
const GROUPED_FROM = 5;
const NARROW_BLANK = '\u202f';

function grouped(whole: string, separator: string, from: number): string {
  const digits = whole.replace('-', '');
  return digits.length < from ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

/** A decimal as people write it: `1234,50` and `12 345,50` in Bulgarian, `1,234.50` in English. */
export function formatDecimal(value: Decimal, places: number, language: Language): string {
  const [whole = '0', fraction] = formatFixed(value, places).split('.');
  const isBg = language === 'bg';
  const head = grouped(whole, isBg ? NARROW_BLANK : ',', isBg ? GROUPED_FROM : 4);
  return fraction === undefined ? head : `${head}${isBg ? ',' : '.'}${fraction}`;
}

/** Money with its currency's sign behind it. */
export function formatMoney(value: Decimal, currency: string, language: Language): string {
  return `${formatDecimal(value, 2, language)} ${SIGNS[currency] ?? currency}`;
}

/** A quantity with as many places as it has. */
export function formatQuantity(value: Decimal, language: Language): string {
  return formatDecimal(value, value.split('.')[1]?.length ?? 0, language);
}

/** A moment in Europe/Sofia; `iso` is ISO 8601, UTC. */
export function formatMoment(iso: string, language: Language): string {
  const moment = new Date(iso);
  const options = {
    timeZone: 'Europe/Sofia',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  } as const;
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', options).formatToParts(moment).map((part) => [part.type, part.value]),
  );
  const { day, month, year, hour, minute } = parts;
  return language === 'bg'
    ? `${day}.${month}.${year} г., ${hour}:${minute} ч.`
    : `${year}-${month}-${day} ${hour}:${minute}`;
}

/** A length of time, such as `2 мин 05 с`. */
export function formatDuration(seconds: number, language: Language): string {
  const [minute, second] = language === 'bg' ? ['мин', 'с'] : ['min', 's'];
  const whole = Math.max(Math.round(seconds), 0);
  if (whole < 60) return `${whole} ${second}`;
  return `${Math.floor(whole / 60)} ${minute} ${String(whole % 60).padStart(2, '0')} ${second}`;
}
