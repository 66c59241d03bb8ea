const SOFIA = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Sofia',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const [SECOND_MS, MINUTE_MS, HOUR_MS] = [1000, 60_000, 3_600_000];
/** Offsets under which one moment may have been written at different times: Sofia's, in winter and summer. */
const MOST_OFFSET_HOURS = 3;

/** A moment as the shop writes it: `YYYY-MM-DD HH:MM:SS`, Europe/Sofia. */
export function shopTime(milliseconds: number): string {
  return SOFIA.format(new Date(milliseconds));
}

const TIME = String.raw`(?:(?:[ T]|,\s?)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?)?`;
const ZONE = String.raw`\s?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?`;
const FORMS = [
  String.raw`(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:\s?г\.?)?`,
].map((form) => new RegExp(`^${form}${TIME}${ZONE}$`, 'i'));
const SECONDS_OR_MS = /^(?:(?<seconds>\d{9,10})|(?<milliseconds>\d{12,13}))$/;

/** Milliseconds of an offset such as `Z`, `+02:00`, `-0330`; null when there is none such. */
function offsetOf(zone: string): number | null {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || '0')];
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}

/**
 * A time stamp of an order in the shop's form (`YYYY-MM-DD HH:MM:SS`, Europe/Sofia): read from that form with
 * `T`, with less than seconds or without a time, from `DD.MM.YYYY hh:mm`, `YYYY/MM/DD`, seconds or
 * milliseconds since 1970; with an offset or `Z` it is a moment, without one it is Sofia's time. Null for any
 * other text, and for days and times that do not exist.
 */
export function readShopTime(text: string): string | null {
  const trimmed = text.trim();
  const { seconds, milliseconds } = SECONDS_OR_MS.exec(trimmed)?.groups ?? {};
  if (seconds !== undefined) return shopTime(Number(seconds) * SECOND_MS);
  if (milliseconds !== undefined) return shopTime(Number(milliseconds));
  const parts = FORMS.map((form) => form.exec(trimmed)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return null;
  const part = (name: string): number => Number(parts[name] ?? 0);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')];
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const written = new Date(utc).toISOString().slice(0, 19).replace('T', ' ');
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const asked = `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}`;
  // A calendar that counts on to the next day or month has not got this one.
  if (written !== asked) return null;
  const { zone } = parts;
  if (zone === undefined) return written;
  const offset = offsetOf(zone);
  return offset === null ? null : shopTime(utc - offset);
}

/**
 * True when two stamps of an order tell one moment, however each was written: also where one was read by an
 * earlier version, which did not heed its offset.
 */
export function placedAtSameTime(left: string, right: string): boolean {
  const [one, other] = [readShopTime(left), readShopTime(right)];
  if (one === null || other === null) return left.trim() === right.trim();
  const apart = Math.abs(Date.parse(`${one}Z`) - Date.parse(`${other}Z`));
  return apart % HOUR_MS === 0 && apart <= MOST_OFFSET_HOURS * HOUR_MS;
}
