import type { OrderNumber } from '../../../model/order-origin.ts';
import type { Pair } from '../../../model/pair.ts';
import type { Profile, ProfileId } from '../../../model/profile.ts';
import { settingsText } from '../../../model/settings-check.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { PairMemory, ShelvedPair } from '../../state.ts';
import { RECORDS } from '../ledger-handover.ts';
import { profileOf, readStored } from '../profile-row.ts';
import { drawUuid } from '../secrets/sealed-places.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** Everything that is remembered of a pair, and goes where it goes. */
const OF_PAIR = [...RECORDS, 'pairs', 'run_marks', 'links', 'attention', 'words', 'reckonings'] as const;

interface PairRow {
  readonly settings: string;
  readonly mark: string | null;
  readonly database_version: string | null;
}

function pairOf(row: PairRow): Pair {
  return { settings: readStored(row.settings), mark: row.mark, databaseVersion: row.database_version };
}

async function give(transaction: StateDatabase, from: ProfileId, to: ProfileId): Promise<void> {
  for (const table of OF_PAIR)
    await transaction.updateTable(table).set({ profile_id: to }).where('profile_id', '=', from).execute();
}

/** Pairs of shop and warehouse, and the shelves of former ones. */
export class SqlPairs implements PairMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async find(id: ProfileId): Promise<Pair | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('pairs').selectAll().where('profile_id', '=', id).executeTakeFirst(),
    );
    return row === undefined ? null : pairOf(row);
  }

  async remember(id: ProfileId, pair: Pair): Promise<void> {
    const columns = {
      settings: settingsText(pair.settings),
      mark: pair.mark,
      database_version: pair.databaseVersion,
    };
    await this.#store.write(id, (transaction) =>
      transaction
        .insertInto('pairs')
        .values({ profile_id: id, ...columns })
        .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(columns))
        .execute(),
    );
  }

  async shelved(id: ProfileId): Promise<readonly ShelvedPair[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('profiles')
        .innerJoin('pairs', 'pairs.profile_id', 'profiles.id')
        .select(['profiles.id', 'pairs.settings', 'pairs.mark', 'pairs.database_version'])
        .where('profiles.shelf_of', '=', id)
        .where('profiles.removed_at', 'is not', null)
        .orderBy('profiles.removed_at', 'desc')
        .orderBy('profiles.id', 'desc')
        .execute(),
    );
    return rows.map((row) => ({ shelf: row.id, pair: pairOf(row) }));
  }

  async exchange(
    { id, name, version }: Pick<Profile, 'id' | 'name' | 'version'>,
    to: Parameters<PairMemory['exchange']>[1],
  ): Promise<Profile> {
    return this.#store.write(id, async (transaction) => {
      const current = await transaction
        .selectFrom('profiles')
        .selectAll()
        .where('id', '=', id)
        .where('version', '=', version)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (current === undefined) throw new SyncError('profile.changedMeanwhile', { name });
      const { settings } = (await pairRow(transaction, id)) ?? current;
      const { id: shelf } = await transaction
        .insertInto('profiles')
        .values({
          name,
          version: 1,
          settings,
          created_at: current.created_at,
          confirmed_at: current.confirmed_at,
          cursor: current.cursor,
          orders_at_shop: current.orders_at_shop,
          first_filled_at: current.first_filled_at,
          first_fed_at: current.first_fed_at,
          removed_at: to.nowIso,
          shelf_of: id,
          uuid: drawUuid(),
          tenant_id: current.tenant_id,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await give(transaction, id, shelf);
      const taken = to.shelf === null ? null : await takeFrom(transaction, to.shelf, id);
      const row = await transaction
        .updateTable('profiles')
        .set({
          settings: settingsText(to.settings),
          version: version + 1,
          confirmed_at: taken?.confirmed_at ?? null,
          first_filled_at: taken?.first_filled_at ?? null,
          first_fed_at: taken?.first_fed_at ?? null,
          cursor: taken?.cursor ?? (0 as OrderNumber),
          orders_at_shop: taken?.orders_at_shop ?? null,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return profileOf(row);
    });
  }
}

async function pairRow(transaction: StateDatabase, id: ProfileId): Promise<PairRow | undefined> {
  return transaction.selectFrom('pairs').selectAll().where('profile_id', '=', id).executeTakeFirst();
}

/** The shelf is empty afterwards, and is no profile any more. */
async function takeFrom(transaction: StateDatabase, shelf: ProfileId, id: ProfileId) {
  const row = await transaction
    .selectFrom('profiles')
    .select(['cursor', 'orders_at_shop', 'confirmed_at', 'first_filled_at', 'first_fed_at'])
    .where('id', '=', shelf)
    .where('shelf_of', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new SyncError('profile.notRemoved', { name: shelf });
  await give(transaction, shelf, id);
  for (const table of ['leases', 'secrets'] as const)
    await transaction.deleteFrom(table).where('profile_id', '=', shelf).execute();
  await transaction.deleteFrom('profiles').where('id', '=', shelf).execute();
  return row;
}
