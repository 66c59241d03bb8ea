/** The parts of a unique sale number (УНП): device, operator, sequence (facts/fiscal-bg.md section 3). */
export interface UnpParts {
  readonly deviceSerial: string;
  readonly operatorCode: string;
  readonly sequence: number;
}

const UNP = /^([A-Z]{2}[0-9]{6})-([A-Z0-9]{4})-([0-9]{7})$/;
const DEVICE = /^[A-Z]{2}[0-9]{6}$/;
const NOBODY = /^[A-Z]{2}0{6}$/;
const SPECIAL = /^[A-Z]{2}000000-0000-0000000$|^[A-Z]{2}111111-1111-1111111$/;

/** Last sequence number of a device; after it there is none (A6). */
export const LAST_SEQUENCE = 9_999_999;

/** Shape only (PARSE): never trims, upper-cases or translates dashes. Null for anything else. */
export function parseUnp(text: string): UnpParts | null {
  const match = UNP.exec(text);
  if (match === null) return null;
  return { deviceSerial: match[1] ?? '', operatorCode: match[2] ?? '', sequence: Number(match[3]) };
}

/**
 * Well formed values that the law keeps for special cases and that are never allocated (facts/fiscal-bg.md
 * section 3.4).
 */
export function isSpecialUnp(text: string): boolean {
  return SPECIAL.test(text);
}

/** True for `OO000000` and the like: no device; the law keeps them for older sales (facts/fiscal-bg.md 3.4). */
export function isNobodysDevice(deviceSerial: string): boolean {
  return NOBODY.test(deviceSerial);
}

/**
 * The number as text, or null when it may not be issued: bad part, no device, sequence outside 1..9999999,
 * special value (ISSUE).
 */
export function formatUnp(parts: UnpParts): string | null {
  const { sequence } = parts;
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > LAST_SEQUENCE) return null;
  const text = `${parts.deviceSerial}-${parts.operatorCode}-${String(sequence).padStart(7, '0')}`;
  const isKept = isSpecialUnp(text) || isNobodysDevice(parts.deviceSerial);
  return parseUnp(text) === null || isKept ? null : text;
}

/** True for two capital Latin letters and six digits; which letters is nobody's closed list (facts/fiscal-bg.md section 4). */
export function isDeviceSerial(text: string): boolean {
  return DEVICE.test(text);
}

/** Key in NextAcct that keeps two writers of one device apart (I11). */
export function unpClaimKey(deviceSerial: string, sequence: number): string {
  return `ZUNP-${deviceSerial}-${String(sequence).padStart(7, '0')}`;
}

/** Letters and dashes as foreign programs write them: read, never issued (facts/fiscal-bg.md section 3). */
const DASH = '[-\\u2010-\\u2015 _]';
const LIKE = new RegExp(
  `(?<![0-9A-Za-z])([A-Za-z]{2}[0-9]{6})${DASH}[0-9A-Za-z]{4}${DASH}([0-9]{7})(?![0-9])`,
  'g',
);

/** Sequences of a device in any text that holds something like its УНП, in whatever letters and dashes. */
export function sequencesInText(text: string, deviceSerial: string): readonly number[] {
  return [...text.matchAll(LIKE)].flatMap(([, device = '', sequence = '']) =>
    device.toUpperCase() === deviceSerial ? [Number(sequence)] : [],
  );
}
