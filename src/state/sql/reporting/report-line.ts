import type { ReportTarget } from '../../../model/reporting.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { ReportLine } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import { linePlace } from '../secrets/sealed-places.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateStore } from '../state-store.ts';

/** Where this installation tells how it stands. */
export class SqlReportLine implements ReportLine {
  readonly #store: StateStore;
  readonly #box: SecretBox;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#box = box;
  }

  async target(): Promise<ReportTarget | null> {
    const row = await this.#store.read(lineOf);
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
    const row = await this.#store.read(lineOf);
    return row === undefined ? null : this.#box.open(row.token, linePlace());
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
    const sealed = token === null ? null : await this.#box.seal(token, linePlace());
    await this.#alone(async (transaction) => {
      const before = await lineOf(transaction);
      const kept = before?.address === address ? before.token : null;
      const next = sealed ?? kept;
      if (next === null) throw new SyncError('report.tokenMissing');
      const isSame = sealed === null && before !== undefined;
      await transaction.deleteFrom('report_line').execute();
      await transaction
        .insertInto('report_line')
        .values({
          name: 'line',
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
    await this.#alone((transaction) => transaction.deleteFrom('report_line').execute());
  }

  async nextSequence(above = 0): Promise<number | null> {
    return this.#alone(async (transaction) => {
      const row = await lineOf(transaction);
      if (row === undefined) return null;
      const sequence = Math.max(row.sequence, above) + 1;
      await transaction.updateTable('report_line').set({ sequence }).execute();
      return sequence;
    });
  }

  async acknowledge(sequence: number, runs: Readonly<Record<string, number>>, nowIso: string): Promise<void> {
    await this.#alone(async (transaction) => {
      const row = await lineOf(transaction);
      if (row?.sequence !== sequence) return;
      const known = JSON.parse(row.acknowledged) as ReportTarget['acknowledged'];
      const acknowledged = JSON.stringify({ ...known, ...runs });
      await transaction
        .updateTable('report_line')
        .set({ acknowledged, answered_at: nowIso, fault: null })
        .execute();
    });
  }

  async noteFault(sequence: number, fault: NonNullable<ReportTarget['fault']>): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .updateTable('report_line')
        .set({ fault: JSON.stringify(fault) })
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

function lineOf(database: StateDatabase) {
  return database.selectFrom('report_line').selectAll().where('name', '=', 'line').executeTakeFirst();
}
