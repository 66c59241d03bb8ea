import { randomBytes } from 'node:crypto';

/** 64 hexadecimal digits that nobody draws a second time. */
export function drawDigits(): string {
  return randomBytes(32).toString('hex');
}
