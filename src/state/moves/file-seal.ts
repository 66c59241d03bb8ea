import { createHash, randomBytes, scrypt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { SyncError } from '../../model/sync-error.ts';
import { openBytes, sealBytes } from '../sql/secrets/sealed-text.ts';

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** About a tenth of a second and 64 MB: a passphrase that is guessed costs that much each time. */
const COST = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;
/** To what the seals of a file belong; of a secret its name is added. */
const CONTENT = 'profile file';

const stretch = promisify<string, Uint8Array, number, typeof COST, Buffer>(scrypt);

/** What a file says of itself, beside the profile. */
export const HEAD_TABLE = 'moved_profile';

/** Seals what is in a file with a passphrase: its secrets, and that nobody has changed it since. */
export class FileSeal {
  readonly salt: Uint8Array;
  readonly #key: Uint8Array;

  private constructor(salt: Uint8Array, key: Uint8Array) {
    this.salt = salt;
    this.#key = key;
  }

  /** For a new file, or one whose salt is known. */
  static async of(passphrase: string, salt: Uint8Array = randomBytes(SALT_BYTES)): Promise<FileSeal> {
    const key = await stretch(passphrase.normalize('NFC'), salt, KEY_BYTES, COST);
    return new FileSeal(salt, key);
  }

  seal(secret: string, name: string): Uint8Array {
    return sealBytes(this.#key, Buffer.from(secret), `${CONTENT} ${name}`);
  }

  open(sealed: Uint8Array, name: string): string {
    const secret = openBytes(this.#key, sealed, `${CONTENT} ${name}`);
    if (secret === null) throw new SyncError('secrets.keyWrong', { name });
    return secret.toString('utf8');
  }

  /** What proves later that all of it is there, as it was written. */
  prove(path: string): Uint8Array {
    return sealBytes(this.#key, Buffer.from(hashOf(path)), CONTENT);
  }

  /** Throws `move.passphraseWrong`, `move.malformed`. */
  check(path: string, proof: Uint8Array, file: string): void {
    const hash = openBytes(this.#key, proof, CONTENT);
    if (hash === null) throw new SyncError('move.passphraseWrong', { file });
    if (hash.toString('utf8') !== hashOf(path)) throw new SyncError('move.malformed', { file });
  }
}

/** SHA-256 of every row of every table but the head, as they lie in the file. */
function hashOf(path: string): string {
  const hash = createHash('sha256');
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = file.prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> ?
        ORDER BY name`,
    );
    for (const { name } of tables.all(HEAD_TABLE)) {
      hash.update(`${String(name)}\n`);
      for (const row of file.prepare(`SELECT * FROM "${String(name)}"`).iterate())
        hash.update(`${JSON.stringify(Object.entries(row).map(readable))}\n`);
    }
  } finally {
    file.close();
  }
  return hash.digest('hex');
}

function readable([column, value]: readonly [string, unknown]): unknown {
  return [column, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value];
}
