import type { SecondFactorDraft } from '../../state.ts';
import { factorPlace } from '../secrets/sealed-places.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateStore } from '../state-store.ts';

/** Second factors of accounts, as `AccountMemory` promises of them. */
export class SqlSecondFactors {
  readonly #store: StateStore;
  readonly #box: SecretBox;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#box = box;
  }

  async secret(id: number): Promise<string | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('accounts').select('factor').where('id', '=', id).executeTakeFirst(),
    );
    const sealed = row?.factor ?? null;
    return sealed === null ? null : this.#box.open(sealed, factorPlace(id));
  }

  async set(id: number, factor: SecondFactorDraft | null): Promise<void> {
    const sealed = factor === null ? null : await this.#box.seal(factor.secret, factorPlace(id));
    await this.#store.write(null, async (transaction) => {
      await transaction.updateTable('accounts').set({ factor: sealed }).where('id', '=', id).execute();
      await transaction.deleteFrom('recovery_codes').where('account_id', '=', id).execute();
      for (const code_hash of factor?.recoveryHashes ?? [])
        await transaction.insertInto('recovery_codes').values({ account_id: id, code_hash }).execute();
    });
  }

  async useStep(id: number, step: number): Promise<boolean> {
    return this.#store.write(null, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('accounts')
        .set({ factor_step: step })
        .where('id', '=', id)
        .where('factor_step', '<', step)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    });
  }

  async useRecoveryCode(id: number, hash: string): Promise<boolean> {
    return this.#store.write(null, async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('recovery_codes')
        .where('account_id', '=', id)
        .where('code_hash', '=', hash)
        .executeTakeFirst();
      return Number(numDeletedRows) > 0;
    });
  }

  async recoveryCodesLeft(id: number): Promise<number> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('recovery_codes')
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .where('account_id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    return row.left;
  }
}
