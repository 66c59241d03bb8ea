import { hash } from 'node:crypto';

/** SHA-256 as lower-case hex of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The first 128 bits of `sha256`: enough to notice a change, half the room for one row per good. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 32);
}
