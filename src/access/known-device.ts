import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Account } from '../model/account.ts';

const DAY_MS = 24 * 3_600_000;
/** How long a browser that has signed in counts as known. */
export const DEVICE_DAYS = 180;
const NAME_BYTES = 16;

/** An account with what its password is kept as. */
export interface KeptAccount {
  readonly account: Account;
  readonly passwordHash: string;
}

/** Only who knows the kept hash can make it, and a changed password makes all of them worthless. */
function seal(kept: KeptAccount, name: string, madeAtMs: string): Buffer {
  return createHmac('sha256', kept.passwordHash)
    .update(`device ${kept.account.id} ${name} ${madeAtMs}`)
    .digest();
}

/**
 * A text by which a browser is known again on the next sign-in to this account: it tells that whoever holds
 * it has been in before, and signs in nobody.
 */
export function makeDevice(kept: KeptAccount, nowMs: number): string {
  const name = randomBytes(NAME_BYTES).toString('base64url');
  return `${name}.${nowMs}.${seal(kept, name, String(nowMs)).toString('base64url')}`;
}

/** The device's name; null when it never signed in to this account, or too long ago. */
export function deviceName(text: string, kept: KeptAccount, nowMs: number): string | null {
  const [name = '', madeAtMs = '', sealed = ''] = text.split('.');
  if (nowMs - Number(madeAtMs) > DEVICE_DAYS * DAY_MS) return null;
  const [found, expected] = [Buffer.from(sealed, 'base64url'), seal(kept, name, madeAtMs)];
  return found.length === expected.length && timingSafeEqual(found, expected) ? name : null;
}
