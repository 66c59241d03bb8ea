import { LAST_SEQUENCE } from './unp.ts';
import type { UnpUse } from './warehouse-facts.ts';
import type { ErrorFacts } from './sync-error.ts';

/** Sequences that one program may use on a device, both ends included. */
export interface UnpRange {
  readonly from: number;
  readonly to: number;
}

const FAR = 5_000_001;
/** Up to here others are far from it. */
const NEAR = 4_000_000;
const ROUND = 1000;

/**
 * A range far above what others have used on the device, up to its last number (A5); null where there is no
 * room for one.
 */
export function proposedRange(usedByOthers: number): UnpRange | null {
  const middle = Math.ceil((usedByOthers + LAST_SEQUENCE) / 2 / ROUND) * ROUND + 1;
  const from = usedByOthers < NEAR ? FAR : middle;
  return from > LAST_SEQUENCE ? null : { from, to: LAST_SEQUENCE };
}

/**
 * True when a person has agreed in words to number on a device that others number on too: the text names
 * this very device, and says something beside it.
 */
export function isSharingAgreed(words: string, deviceSerial: string): boolean {
  const text = words.toUpperCase();
  return text.includes(deviceSerial) && /\p{L}{2,}/u.test(text.replaceAll(deviceSerial, ' '));
}

/** What a person is told of numbers of others on his device, with the range proposed (`–`: no room). */
export function foreignFacts(
  device: string,
  { foreignRows: rows, foreignLast: last }: Pick<UnpUse, 'foreignRows' | 'foreignLast'>,
): ErrorFacts {
  const range = proposedRange(last);
  return { device, rows, last, from: range?.from ?? '–', to: range?.to ?? '–' };
}

/**
 * True when no УНП may be drawn: others number on the device, the range does not begin above all that they
 * have used, and nobody has agreed to it (F13, A5).
 */
export function isDeviceForeign(
  settings: { readonly unpFrom: number; readonly unpSharedDevice: string; readonly deviceSerial: string },
  { foreignRows, foreignLast }: Pick<UnpUse, 'foreignRows' | 'foreignLast'>,
): boolean {
  const isAbove = settings.unpFrom > foreignLast;
  return foreignRows > 0 && !isAbove && !isSharingAgreed(settings.unpSharedDevice, settings.deviceSerial);
}
