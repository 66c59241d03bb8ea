import { agentOfAddress } from '../../../model/agent-address.ts';
import { SIGHT_FRESH_MS, usedAgents } from '../../../model/met-agent.ts';
import type { MetAgent } from '../../../model/met-agent.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { AgentSights } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** Agents that were met: a row for each firm that has worked with one. */
export class SqlAgentSights implements AgentSights {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async meet(agent: string, version: string, nowMs: number): Promise<void> {
    const known = await this.find(agent);
    if (known !== null && !isOld({ ...known, seen_ms: known.seenMs }, version, nowMs)) return;
    const firms = await this.#store.read((database) => this.#firmsOf(database, agent));
    if (firms.length === 0) return;
    const values = { version, seen_ms: nowMs };
    await this.#store.write(null, (transaction) =>
      transaction
        .insertInto('agents')
        .values(firms.map((firm) => ({ tenant_id: firm, name: agent, ...values })))
        .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet(values))
        .execute(),
    );
  }

  async sight(there: readonly Omit<MetAgent, 'seenMs'>[], nowMs: number): Promise<void> {
    const versions = new Map(there.map(({ name, version }) => [name, version]));
    const rows = await this.#store.read((database) => this.#all(database).execute());
    const old = rows.filter((row) => isOld(row, versions.get(row.name), nowMs));
    if (old.length === 0) return;
    const { tenant, engine } = this.#store;
    await this.#store.write(null, async (transaction) => {
      for (const [version, rowsOf] of Map.groupBy(old, ({ name }) => versions.get(name) ?? '')) {
        const names = [...new Set(rowsOf.map(({ name }) => name))];
        const all = transaction.updateTable('agents').set({ version, seen_ms: nowMs });
        const named = all.where(engine.among('name', names));
        await (tenant === null ? named : named.where('tenant_id', '=', tenant)).execute();
      }
    });
  }

  async find(agent: string): Promise<MetAgent | null> {
    const row = await this.#store.read((database) =>
      this.#all(database).where('name', '=', agent).orderBy('seen_ms', 'desc').executeTakeFirst(),
    );
    return row === undefined ? null : { name: row.name, version: row.version, seenMs: row.seen_ms };
  }

  async list(): Promise<readonly MetAgent[]> {
    return this.#store.read(async (database) => {
      const met = await this.#all(database).execute();
      if (met.length === 0) return [];
      return usedAgents(
        met.map((row) => ({ ...row, firm: row.tenant_id, seenMs: row.seen_ms })),
        await this.#warehouses(database),
      );
    });
  }

  /** Whose it is; where nobody has said as which firm he works, of those whose profiles name it. */
  async #firmsOf(database: StateDatabase, agent: string): Promise<readonly TenantId[]> {
    const { tenant } = this.#store;
    if (tenant !== null) return [tenant];
    const naming = (await this.#warehouses(database)).filter(
      ({ address }) => agentOfAddress(address) === agent,
    );
    return [...new Set(naming.map(({ firm }) => firm))];
  }

  /** Where living profiles have their warehouses. */
  async #warehouses(database: StateDatabase) {
    const { tenant, engine } = this.#store;
    const all = database
      .selectFrom('profiles')
      .select(['tenant_id', engine.textIn('settings', ['warehouse']).as('address')])
      .where('removed_at', 'is', null);
    const rows = await (tenant === null ? all : all.where('tenant_id', '=', tenant)).execute();
    return rows.map((row) => ({ firm: row.tenant_id, address: row.address ?? '' }));
  }

  #all(database: StateDatabase) {
    const { tenant } = this.#store;
    const all = database.selectFrom('agents').selectAll();
    return tenant === null ? all : all.where('tenant_id', '=', tenant);
  }
}

/** Whether what is known of an agent has to be written anew; undefined: it was not seen. */
function isOld(
  known: { readonly version: string; readonly seen_ms: number },
  version: string | undefined,
  nowMs: number,
): boolean {
  if (version === undefined) return false;
  return known.version !== version || nowMs - known.seen_ms >= SIGHT_FRESH_MS;
}
