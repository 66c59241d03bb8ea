import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../../lib/whole-file.ts';
import { readError, writeError } from '../../model/file-error.ts';
import { SyncError } from '../../model/sync-error.ts';

const KEY_FILE = 'key';
const KEY_HEX = /^[0-9a-f]{64}$/;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets with AES-256-GCM under a key that lies beside the state, or comes from the environment
 * (S22).
 */
export class SecretBox {
  readonly #folder: string;
  readonly #handedIn: string | null;

  constructor(folder: string, key: string | null) {
    this.#folder = folder;
    this.#handedIn = key;
  }

  /** `about` binds the sealed text to its place: moved to another profile or name it does not open. */
  seal(text: string, about: string): Uint8Array {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key('make'), iv);
    cipher.setAAD(Buffer.from(about));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  /**
   * Rejects `secrets.keyMissing` when the key is gone, `secrets.keyWrong` when it is another one or the
   * text was changed.
   */
  open(sealed: Uint8Array, about: string): string {
    const key = this.#key('find');
    const bytes = Buffer.from(sealed);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = bytes.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new SyncError('secrets.keyWrong', { name: about }, { cause: error });
    }
  }

  #key(when: 'make' | 'find'): Buffer {
    if (this.#handedIn !== null) return parseKey(this.#handedIn);
    const path = join(this.#folder, KEY_FILE);
    if (existsSync(path)) return readKey(path);
    if (when === 'find') throw new SyncError('secrets.keyMissing', { folder: this.#folder });
    return makeKey(path);
  }
}

function parseKey(text: string): Buffer {
  if (!KEY_HEX.test(text)) throw new SyncError('secrets.keyWrong', { name: 'key' });
  return Buffer.from(text, 'hex');
}

function readKey(path: string): Buffer {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw readError(error, path);
  }
  return parseKey(text.trim());
}

/** Only one of two processes makes the key; the other reads what the first has made, which is never half. */
function makeKey(path: string): Buffer {
  const key = randomBytes(32);
  try {
    writeWholeFile(path, key.toString('hex'), { isNew: true });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readKey(path);
    throw writeError(error, path);
  }
}
