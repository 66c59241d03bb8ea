import { NO_MARKS } from '../../../model/installation.ts';
import type { KeptMarks } from '../../../model/installation.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { RunMarks } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** What is remembered of the marks in warehouses. */
export class SqlRunMarks implements RunMarks {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async find(id: ProfileId): Promise<KeptMarks> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('run_marks')
        .select(['installation', 'profile_number as profile', 'standing', 'pending'])
        .where('profile_id', '=', id)
        .executeTakeFirst(),
    );
    return row ?? NO_MARKS;
  }

  async keep(id: ProfileId, marks: KeptMarks): Promise<void> {
    await this.#store.write(id, (transaction) => put(transaction, id, marks));
  }

  async settle(id: ProfileId, marks: KeptMarks): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      await put(transaction, id, marks);
      await transaction
        .updateTable('links')
        .set({ goods_hash: '', stock_hash: '', sent: '{}' })
        .where('profile_id', '=', id)
        .execute();
    });
  }
}

async function put(
  transaction: StateDatabase,
  id: ProfileId,
  { installation, profile, standing, pending }: KeptMarks,
): Promise<void> {
  const columns = { installation, profile_number: profile, standing, pending };
  await transaction
    .insertInto('run_marks')
    .values({ profile_id: id, ...columns })
    .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(columns))
    .execute();
}
