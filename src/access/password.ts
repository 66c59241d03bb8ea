import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About 60 ms and 32 MB each: dear for whoever guesses, cheap for whoever knows. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** A password as it may be kept: salt and key of scrypt, both hexadecimal. Different each time. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `scrypt:${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
}

/** Takes the same time for a wrong password as for a right one. */
export async function isPasswordOf(password: string, hash: string): Promise<boolean> {
  const [scheme, salt = '', key = ''] = hash.split(':');
  const derived = await derive(password, Buffer.from(salt, 'hex'));
  const expected = Buffer.from(key, 'hex');
  return scheme === 'scrypt' && expected.length === derived.length && timingSafeEqual(expected, derived);
}

/** 256 bits that nobody can guess, for cookies and links. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A code that a person copies from the terminal: eight letters and digits without look-alikes. */
export function randomCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  // 31 letters: the few values above the last whole multiple would make some likelier.
  const bytes = [...randomBytes(64)].filter((byte) => byte < 248).slice(0, 8);
  const code = bytes.map((byte) => letters[byte % letters.length] ?? '').join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
