import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '../../../lib/hash.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';
import type { MasterKey } from './master-key.ts';
import { openBytes, sealBytes } from './sealed-text.ts';

const KEY_BYTES = 32;
const PRINT_DIGITS = 16;

/** A key that seals secrets. */
export interface DataKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The data keys that a master key opens, those that were made first at the front. */
export interface OpenedKeys {
  readonly master: Buffer;
  readonly keys: readonly DataKey[];
}

/** By what a master key is known without telling anything of it. */
export function printOf(master: Buffer): string {
  return sha256(`master key ${master.toString('hex')}`).slice(0, PRINT_DIGITS);
}

function about(id: string): string {
  return `data key ${id}`;
}

/** Those that this master key opens. */
export async function keysUnder(database: StateDatabase, master: Buffer): Promise<readonly DataKey[]> {
  const rows = await database
    .selectFrom('data_keys')
    .select(['key_id', 'wrapped'])
    .where('master', '=', printOf(master))
    .orderBy('id')
    .execute();
  return rows.flatMap(({ key_id: id, wrapped }) => {
    const key = openBytes(master, wrapped, about(id));
    return key === null ? [] : [{ id, key }];
  });
}

/** Lets this master key open a data key, as the last one that was let. Call inside a transaction. */
export async function wrapUnder(
  transaction: StateDatabase,
  master: Buffer,
  { id, key }: DataKey,
): Promise<void> {
  const print = printOf(master);
  await transaction.deleteFrom('data_keys').where('key_id', '=', id).where('master', '=', print).execute();
  await addUnder(transaction, master, { id, key });
}

async function addUnder(transaction: StateDatabase, master: Buffer, { id, key }: DataKey): Promise<void> {
  const wrapped = sealBytes(master, key, about(id));
  await transaction
    .insertInto('data_keys')
    .values({ key_id: id, master: printOf(master), wrapped })
    .execute();
}

/** Those that this master key opens; one is drawn where there is none. Call inside a transaction. */
export async function keysOrNew(transaction: StateDatabase, master: Buffer): Promise<readonly DataKey[]> {
  const known = await keysUnder(transaction, master);
  if (known.length > 0) return known;
  const drawn = { id: randomUUID(), key: randomBytes(KEY_BYTES) };
  // Nothing is taken away: whoever may only add keys, as a page may, draws the first one too.
  await addUnder(transaction, master, drawn);
  return [drawn];
}

/** The data keys of the memory, as the master key opens them. */
export class WrappedKeys {
  readonly #store: StateStore;
  readonly #master: MasterKey;

  constructor(store: StateStore, master: MasterKey) {
    this.#store = store;
    this.#master = master;
  }

  /** None where the master key is another one. Rejects as `MasterKey.find`. */
  async open(): Promise<OpenedKeys> {
    const found = await this.#under(await this.#master.find());
    // It was changed since it was read, or between both looks.
    return found.keys.length > 0 ? found : this.#under(await this.#master.find(true));
  }

  /** The one to seal with; drawn where the master key opens none. */
  async sealing(): Promise<Buffer> {
    await this.#master.make();
    const { keys } = await this.open();
    const [first] = keys.length > 0 ? keys : await this.#draw();
    if (first === undefined) throw new Error('no data key was drawn');
    return first.key;
  }

  async #under(master: Buffer): Promise<OpenedKeys> {
    return { master, keys: await this.#store.read((database) => keysUnder(database, master)) };
  }

  /**
   * The master key is read inside: a change of it leaves no moment in which one is wrapped by the former
   * alone.
   */
  #draw(): Promise<readonly DataKey[]> {
    return this.#store.write(null, async (transaction) => {
      await this.#store.engine.lockProgram(transaction);
      return keysOrNew(transaction, await this.#master.find(true));
    });
  }
}
