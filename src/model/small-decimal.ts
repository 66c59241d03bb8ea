/*
 * Arithmetic of decimals that a double's 53 bits hold as whole units of their last place: nearly all money
 * and quantities. Exact, and several times as quick as big.js, which a run calls a hundred times for each
 * order. Every function answers null where a value is too long for that; whoever calls it then reckons the
 * long way.
 */

/** So many letters at most: their digits are less than 10^15, and scaling errs by less than half a unit. */
const LONGEST = 15;
const POWERS = Array.from({ length: 2 * LONGEST + 1 }, (_, places) => 10 ** places);

function placesOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function power(places: number): number {
  return POWERS[places] ?? Number.NaN;
}

/** The text in units of 10^-`places`, at least as many as it has; null: they are too many. */
function unitsOf(text: string, places: number): number | null {
  if (text.length > LONGEST) return null;
  const own = placesOf(text);
  const units = Math.round(Number(text) * power(own)) * power(places - own);
  return Number.isSafeInteger(units) ? units : null;
}

/** So many units of 10^-`places` as canonical text. */
function textOf(units: number, places: number): string {
  if (units === 0) return '0';
  let [left, size] = [places, Math.abs(units)];
  for (; left > 0 && size % 10 === 0; left -= 1) size /= 10;
  const sign = units < 0 ? '-' : '';
  if (left === 0) return sign + String(size);
  const digits = String(size).padStart(left + 1, '0');
  return `${sign}${digits.slice(0, -left)}.${digits.slice(-left)}`;
}

/** `left` and `right`, or `left` less `right`. */
export function smallSum(left: string, right: string, sign: 1 | -1): string | null {
  // Most of what is added up of a good is nothing: no open order, no buffer.
  if (right === '0') return left;
  if (left === '0' && sign === 1) return right;
  const places = Math.max(placesOf(left), placesOf(right));
  const [one, other] = [unitsOf(left, places), unitsOf(right, places)];
  if (one === null || other === null) return null;
  const sum = one + sign * other;
  return Number.isSafeInteger(sum) ? textOf(sum, places) : null;
}

export function smallProduct(left: string, right: string): string | null {
  const [ofLeft, ofRight] = [placesOf(left), placesOf(right)];
  const [one, other] = [unitsOf(left, ofLeft), unitsOf(right, ofRight)];
  if (one === null || other === null) return null;
  const product = one * other;
  return Number.isSafeInteger(product) ? textOf(product, ofLeft + ofRight) : null;
}

/** Rounded half away from zero to `places`, none of them negative. */
export function smallRound(value: string, places: number): string | null {
  const own = placesOf(value);
  const units = unitsOf(value, own);
  if (units === null) return null;
  if (own <= places) return textOf(units, own);
  const step = power(own - places);
  const size = Math.abs(units);
  const rest = size % step;
  const whole = (size - rest) / step + (2 * rest >= step ? 1 : 0);
  return textOf(units < 0 ? -whole : whole, places);
}

/** Negative, zero or positive, like a sort callback. */
export function smallCompare(left: string, right: string): number | null {
  const places = Math.max(placesOf(left), placesOf(right));
  const [one, other] = [unitsOf(left, places), unitsOf(right, places)];
  return one === null || other === null ? null : Math.sign(one - other);
}

/** The value in whole units of 10^-places; null also where it has more places than that. */
export function smallUnits(value: string, places: number): number | null {
  return placesOf(value) > places ? null : unitsOf(value, places);
}

/** The value of so many units of 10^-places. */
export function smallText(units: bigint, places: number): string | null {
  const size = Number(units);
  return Number.isSafeInteger(size) ? textOf(size, places) : null;
}
