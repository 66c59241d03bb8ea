import type { KeyRing } from '../../state.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';
import { keysOrNew, keysUnder, printOf, wrapUnder } from './wrapped-keys.ts';
import type { OpenedKeys } from './wrapped-keys.ts';
import { parseKey } from './master-key.ts';
import type { MasterKey } from './master-key.ts';
import { factorPlace, secretPlace, uuidOf } from './sealed-places.ts';
import { openUnder, sealUnder } from './secret-box.ts';
import type { SealedPlace } from './secret-box.ts';

/** The master key is changed by wrapping anew: no secret is touched but those of older programs. */
export class SqlKeyRing implements KeyRing {
  readonly #store: StateStore;
  readonly #master: MasterKey;

  constructor(store: StateStore, master: MasterKey) {
    this.#store = store;
    this.#master = master;
  }

  async rotate(next: string | null): Promise<boolean> {
    if (next !== null) {
      await this.#letIn(parseKey(next));
      return false;
    }
    const { own } = this.#master;
    if (own === null) throw new SyncError('secrets.newKeyNeeded');
    await this.#master.make();
    const drawn = own.next();
    await this.#letIn(drawn);
    own.takeUp(drawn);
    await this.finish();
    return true;
  }

  async finish(): Promise<number> {
    return this.#alone(async (transaction) => {
      const present = await this.#master.find(true);
      const keys = await keysUnder(transaction, present);
      const wraps = await transaction.selectFrom('data_keys').select(['id', 'key_id', 'master']).execute();
      if (keys.length === 0 && wraps.length > 0) throw new SyncError('secrets.keyWrong', { name: 'key' });
      const own = wraps.filter((wrap) => keys.some(({ id }) => id === wrap.key_id));
      const isPresent = (wrap: { readonly master: string }): boolean => wrap.master === printOf(present);
      const newest = Math.max(0, ...own.filter(isPresent).map(({ id }) => id));
      if (own.some(({ id }) => id > newest)) throw new SyncError('secrets.newKeyUnused');
      const former = own.filter((wrap) => !isPresent(wrap));
      for (const { id } of former) await transaction.deleteFrom('data_keys').where('id', '=', id).execute();
      return former.length;
    });
  }

  async #letIn(next: Buffer): Promise<void> {
    await this.#alone(async (transaction) => {
      const master = await this.#master.find(true);
      if (master.equals(next)) throw new SyncError('secrets.newKeyNeeded');
      const keys = await keysOrNew(transaction, master);
      await sealAnew(transaction, { master, keys });
      for (const key of keys) await wrapUnder(transaction, next, key);
    });
  }

  #alone<T>(work: (transaction: StateDatabase) => Promise<T>): Promise<T> {
    return this.#store.write(null, async (transaction) => {
      await this.#store.engine.lockProgram(transaction);
      return work(transaction);
    });
  }
}

/** What an older program has sealed by the master key itself; what does not open stays as it is. */
async function sealAnew(transaction: StateDatabase, opened: OpenedKeys): Promise<void> {
  const [first] = opened.keys;
  const anew = (sealed: Uint8Array, place: SealedPlace): Uint8Array | null => {
    const found = openUnder(opened, sealed, place);
    return found?.isEarlier === true && first !== undefined ? sealUnder(first.key, found.text, place) : null;
  };
  for (const { profile_id: id, name, sealed } of await transaction
    .selectFrom('secrets')
    .selectAll()
    .execute()) {
    const text = anew(sealed, secretPlace({ id, uuid: await uuidOf(transaction, id) }, name));
    if (text === null) continue;
    // Only in the place of what was read: somebody may have typed another one meanwhile.
    const row = transaction.updateTable('secrets').set({ sealed: text }).where('sealed', '=', sealed);
    await row.where('profile_id', '=', id).where('name', '=', name).execute();
  }
  const accounts = transaction
    .selectFrom('accounts')
    .select(['id', 'factor'])
    .where('factor', 'is not', null);
  for (const { id, factor } of await accounts.execute()) {
    const text = factor === null ? null : anew(factor, factorPlace(id));
    if (text === null) continue;
    const row = transaction.updateTable('accounts').set({ factor: text }).where('factor', '=', factor);
    await row.where('id', '=', id).execute();
  }
}
