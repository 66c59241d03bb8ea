import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishFile, writeWholeFile } from '../../../lib/whole-file.ts';
import { readError, writeError } from '../../../model/file-error.ts';
import { SyncError } from '../../../model/sync-error.ts';

const KEY_FILE = 'key';
const NEXT_FILE = 'key.new';
const KEY_BYTES = 32;
const KEY_HEX = /^[0-9a-f]{64}$/i;

/** The key that wraps those which seal secrets. It is never in the memory itself. */
export interface MasterKey {
  /**
   * The key; `isAnew`: as it is this moment, whatever was read before. Rejects `secrets.keyMissing`,
   * `secrets.keyMalformed`, and whatever its place rejects.
   */
  find(isAnew?: boolean): Promise<Buffer>;
  /** The same; drawn where there is none yet and the program itself keeps it. */
  make(): Promise<Buffer>;
  /** Of a key that the program itself keeps: the next one, and how it takes the present one's place. */
  readonly own: {
    /** The next one, on the disk already; that of a change which was broken off, where there is one. */
    next(): Buffer;
    /** From now on this next one is the key. Repeatable. */
    takeUp(next: Buffer): void;
  } | null;
}

/** 64 hexadecimal digits as a key. Throws `secrets.keyMalformed`; the text itself is nowhere in it. */
export function parseKey(text: string): Buffer {
  if (!KEY_HEX.test(text)) throw new SyncError('secrets.keyMalformed');
  return Buffer.from(text, 'hex');
}

/** A key that somebody else keeps: the environment, a file or a program tells it. */
export class HandedKey implements MasterKey {
  readonly own = null;
  readonly #tell: (isAnew: boolean) => Promise<string>;

  constructor(tell: (isAnew: boolean) => Promise<string>) {
    this.#tell = tell;
  }

  async find(isAnew = false): Promise<Buffer> {
    return parseKey(await this.#tell(isAnew));
  }

  make(): Promise<Buffer> {
    return this.find();
  }
}

/** The key file of a data folder; read each time, so that a change of it needs no other start. */
export class FolderKey implements MasterKey {
  readonly own = { next: () => this.#next(), takeUp: (next: Buffer) => this.#takeUp(next) };
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async find(): Promise<Buffer> {
    const path = this.#path(KEY_FILE);
    if (!existsSync(path)) throw new SyncError('secrets.keyMissing', { folder: this.#folder });
    return readKey(path);
  }

  async make(): Promise<Buffer> {
    return readOrDraw(this.#path(KEY_FILE));
  }

  #next(): Buffer {
    return readOrDraw(this.#path(NEXT_FILE));
  }

  #takeUp(next: Buffer): void {
    const [path, drawn] = [this.#path(KEY_FILE), this.#path(NEXT_FILE)];
    try {
      if (existsSync(drawn) && readKey(drawn).equals(next)) publishFile(drawn, path);
    } catch (error) {
      // Another process that does the same has been quicker; what it has left is looked at next.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw writeError(error, path);
    }
    if (!readKey(path).equals(next)) throw new SyncError('secrets.keyWrong', { name: KEY_FILE });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
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

/** Only one of two processes draws it; the other reads what the first has made, which is never half. */
function readOrDraw(path: string): Buffer {
  if (existsSync(path)) return readKey(path);
  const key = randomBytes(KEY_BYTES);
  try {
    writeWholeFile(path, key.toString('hex'), { isNew: true });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readKey(path);
    throw writeError(error, path);
  }
}
