import type { ChangeDraft, SettingChange } from '../../../model/setting-change.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { ChangeLog, ChangeQuery } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** Keeps changes inside of the transaction that makes them. */
export async function noteChanges(
  transaction: StateDatabase,
  tenant: TenantId,
  changes: readonly ChangeDraft[],
): Promise<void> {
  for (const { before, after, ...rest } of changes)
    await transaction
      .insertInto('setting_changes')
      .values({ ...rest, value_before: before, value_after: after, tenant_id: tenant })
      .execute();
}

/** Who changed what, and when. */
export class SqlChangeLog implements ChangeLog {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async add(changes: readonly ChangeDraft[]): Promise<void> {
    await this.#store.write(null, (transaction) => noteChanges(transaction, this.#store.owner, changes));
  }

  async list({ profile, before, kinds, limit }: ChangeQuery): Promise<readonly SettingChange[]> {
    const rows = await this.#store.read((database) => {
      let query = database.selectFrom('setting_changes').selectAll();
      const { tenant } = this.#store;
      if (tenant !== null) query = query.where('tenant_id', '=', tenant);
      if (profile !== null) query = query.where('profile', '=', profile);
      if (kinds !== undefined) query = query.where('kind', 'in', kinds);
      if (before !== null)
        query = query.where((where) =>
          where.or([
            where('at', '<', before.at),
            where.and([where('at', '=', before.at), where('id', '<', before.id)]),
          ]),
        );
      return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    });
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      who: row.who,
      profile: row.profile,
      kind: row.kind,
      field: row.field,
      before: row.value_before,
      after: row.value_after,
    }));
  }
}
