import type { ProfileId } from '../../../model/profile.ts';
import type { ProgramMemory } from '../../state.ts';
import type { StateStore } from '../state-store.ts';

/** Values of the whole program, and which days were told. */
export class SqlProgramMemory implements ProgramMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async value(name: string): Promise<string | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('program_values').select('value').where('name', '=', name).executeTakeFirst(),
    );
    return row?.value ?? null;
  }

  async setValue(name: string, value: string): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .insertInto('program_values')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute(),
    );
  }

  async sizeBytes(): Promise<number> {
    const row = await this.#store.read((database) =>
      database.selectNoFrom(this.#store.engine.sizeBytes.as('bytes')).executeTakeFirstOrThrow(),
    );
    return row.bytes;
  }

  async beginDigest(id: ProfileId, day: string): Promise<boolean> {
    return this.#store.write(id, async (transaction) => {
      const told = await transaction
        .selectFrom('digests')
        .select('day')
        .where('profile_id', '=', id)
        .executeTakeFirst();
      if (told !== undefined && told.day >= day) return false;
      await transaction
        .insertInto('digests')
        .values({ profile_id: id, day })
        .onConflict((conflict) => conflict.column('profile_id').doUpdateSet({ day }))
        .execute();
      return true;
    });
  }
}
