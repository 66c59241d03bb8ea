import { batches } from '../../../lib/batch.ts';
import type { KeptPlan, PlanOf } from '../../../model/kept-plan.ts';
import type { Change, Plan } from '../../../model/plan.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { PlanMemory } from '../../state.ts';
import { compiledForRows } from '../compiled-once.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

const ROWS_AT_ONCE = 500;
const CHANGES_AT_ONCE = 2000;

/** A plan without its changes, which have a row each. */
interface PlanHead {
  readonly of: PlanOf;
  readonly plan: Plan;
}

/** Plans that people look at. */
export class SqlPlans implements PlanMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async keep(id: ProfileId, { of, plan, madeAt }: KeptPlan): Promise<void> {
    const bare = { ...plan, tasks: plan.tasks.map((task) => ({ ...task, changes: [] })) };
    const changes = plan.tasks.flatMap((task) => task.changes);
    const head = JSON.stringify({ of, plan: bare } satisfies PlanHead);
    const rows = changes.map((change, ordinal) => ({
      profile_id: id,
      ordinal,
      change: JSON.stringify(change),
    }));
    await this.#store.write(id, async (transaction) => {
      await dropPlan(transaction, id);
      await transaction.insertInto('plans').values({ profile_id: id, made_at: madeAt, head }).execute();
      for (const part of batches(rows, ROWS_AT_ONCE)) await insertChanges(transaction, part);
    });
  }

  async madeAt(id: ProfileId): Promise<string | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('plans').select('made_at').where('profile_id', '=', id).executeTakeFirst(),
    );
    return row?.made_at ?? null;
  }

  async find(id: ProfileId): Promise<KeptPlan | null> {
    const found = await this.#read(id);
    // While its changes were read, another plan has taken its place.
    return found === null || (await this.madeAt(id)) === found.madeAt ? found : this.find(id);
  }

  async #read(id: ProfileId): Promise<KeptPlan | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('plans').selectAll().where('profile_id', '=', id).executeTakeFirst(),
    );
    if (row === undefined) return null;
    const { of, plan } = JSON.parse(row.head) as PlanHead;
    const changes = await this.#changes(id);
    const tasks = plan.tasks.map((task) => ({
      ...task,
      changes: changes.filter((change) => change.task === task.task),
    }));
    return { of, plan: { ...plan, tasks }, madeAt: row.made_at };
  }

  async #changes(id: ProfileId): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (let after = -1; ;) {
      const from = after;
      const rows = await this.#store.read((database) =>
        database
          .selectFrom('plan_changes')
          .select(['ordinal', 'change'])
          .where('profile_id', '=', id)
          .where('ordinal', '>', from)
          .orderBy('ordinal')
          .limit(CHANGES_AT_ONCE)
          .execute(),
      );
      for (const { change } of rows) changes.push(JSON.parse(change) as Change);
      const last = rows.at(-1);
      if (last === undefined || rows.length < CHANGES_AT_ONCE) return changes;
      after = last.ordinal;
    }
  }

  async drop(id: ProfileId, madeAt?: string): Promise<boolean> {
    return this.#store.write(id, async (transaction) => {
      const known = await transaction
        .selectFrom('plans')
        .select('made_at')
        .where('profile_id', '=', id)
        .executeTakeFirst();
      if (known === undefined || (madeAt !== undefined && known.made_at !== madeAt)) return false;
      await dropPlan(transaction, id);
      return true;
    });
  }
}

/** Inside of the transaction of whoever makes it worthless. */
export async function dropPlan(transaction: StateDatabase, id: ProfileId): Promise<void> {
  for (const table of ['plan_changes', 'plans'] as const)
    await transaction.deleteFrom(table).where('profile_id', '=', id).execute();
}

const insertChanges = compiledForRows(
  (
    database,
    rows: readonly { readonly profile_id: ProfileId; readonly ordinal: number; readonly change: string }[],
  ) => database.insertInto('plan_changes').values(rows),
);
