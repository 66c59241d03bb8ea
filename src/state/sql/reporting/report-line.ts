import type { ReportTarget } from '../../../model/reporting.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { ReportLine } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import { linePlace } from '../secrets/sealed-places.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateStore } from '../state-store.ts';

/**
 * Where the firm that the memory is looked at for tells how it stands; the first, where nobody has said
 * which.
 */
export class SqlReportLine implements ReportLine {
  readonly #store: StateStore;
  readonly #box: SecretBox;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#box = box;
  }

  async target(): Promise<ReportTarget | null> {
    const row = await this.#store.read((database) => lineOf(database, this.#store.owner));
    if (row === undefined) return null;
    return {
      address: row.address,
      everyMinutes: row.every_minutes,
      sequence: row.sequence,
      acknowledged: JSON.parse(row.acknowledged) as ReportTarget['acknowledged'],
      answeredAt: row.answered_at,
      fault: row.fault === null ? null : (JSON.parse(row.fault) as ReportTarget['fault']),
    };
  }

  async token(): Promise<string | null> {
    const row = await this.#store.read((database) => lineOf(database, this.#store.owner));
    return row === undefined ? null : this.#box.open(row.token, linePlace(this.#store.owner));
  }

  async setTarget({
    address,
    everyMinutes,
    token,
  }: {
    readonly address: string;
    readonly everyMinutes: number;
    readonly token: string | null;
  }): Promise<void> {
    const sealed = token === null ? null : await this.#box.seal(token, linePlace(this.#store.owner));
    const tenant = this.#store.owner;
    await this.#alone(async (transaction) => {
      const before = await lineOf(transaction, tenant);
      const kept = before?.address === address ? before.token : null;
      const next = sealed ?? kept;
      if (next === null) throw new SyncError('report.tokenMissing');
      const isSame = sealed === null && before !== undefined;
      await transaction.deleteFrom('report_lines').where('tenant_id', '=', tenant).execute();
      await transaction
        .insertInto('report_lines')
        .values({
          tenant_id: tenant,
          address,
          token: next,
          every_minutes: everyMinutes,
          // What is on its way under the number before acknowledges nothing here.
          sequence: (before?.sequence ?? 0) + 1,
          acknowledged: isSame ? before.acknowledged : '{}',
          answered_at: isSame ? before.answered_at : null,
          fault: null,
        })
        .execute();
    });
  }

  async stop(): Promise<void> {
    const tenant = this.#store.owner;
    await this.#alone((transaction) =>
      transaction.deleteFrom('report_lines').where('tenant_id', '=', tenant).execute(),
    );
  }

  async nextSequence(above = 0): Promise<number | null> {
    const tenant = this.#store.owner;
    return this.#alone(async (transaction) => {
      const row = await lineOf(transaction, tenant);
      if (row === undefined) return null;
      const sequence = Math.max(row.sequence, above) + 1;
      await transaction
        .updateTable('report_lines')
        .set({ sequence })
        .where('tenant_id', '=', tenant)
        .execute();
      return sequence;
    });
  }

  async acknowledge(sequence: number, runs: Readonly<Record<string, number>>, nowIso: string): Promise<void> {
    const tenant = this.#store.owner;
    await this.#alone(async (transaction) => {
      const row = await lineOf(transaction, tenant);
      if (row?.sequence !== sequence) return;
      const known = JSON.parse(row.acknowledged) as ReportTarget['acknowledged'];
      const acknowledged = JSON.stringify({ ...known, ...runs });
      await transaction
        .updateTable('report_lines')
        .set({ acknowledged, answered_at: nowIso, fault: null })
        .where('tenant_id', '=', tenant)
        .execute();
    });
  }

  async noteFault(sequence: number, fault: NonNullable<ReportTarget['fault']>): Promise<void> {
    const tenant = this.#store.owner;
    await this.#store.write(null, (transaction) =>
      transaction
        .updateTable('report_lines')
        .set({ fault: JSON.stringify(fault) })
        .where('tenant_id', '=', tenant)
        .where('sequence', '=', sequence)
        .execute(),
    );
  }

  #alone<T>(work: (transaction: StateDatabase) => Promise<T>): Promise<T> {
    return this.#store.write(null, async (transaction) => {
      await this.#store.engine.lockProgram(transaction);
      return work(transaction);
    });
  }
}

function lineOf(database: StateDatabase, tenant: TenantId) {
  return database.selectFrom('report_lines').selectAll().where('tenant_id', '=', tenant).executeTakeFirst();
}
