import { sql } from 'kysely';
import { NOW_MS } from './hosted-tables.ts';
import type { HostedPlace } from './open-hosted.ts';

/** So often a worker tells that it lives. */
export const BEAT_MS = 5000;
/** One that has told nothing for so long is not there, or stands still. */
const SILENT_MS = 20_000;

/** Which workers are there, each by a row that it renews; by the clock of the database. */
export class WorkerRoll {
  readonly #place: HostedPlace;
  readonly #worker: string;

  constructor(place: HostedPlace, worker: string) {
    this.#place = place;
    this.#worker = worker;
  }

  /** This worker lives; those that are long gone are forgotten. Repeatable. */
  async beat(): Promise<void> {
    const { database } = this.#place;
    await database
      .insertInto('hosted_workers')
      .values({ worker: this.#worker, seen_ms: NOW_MS })
      .onConflict((conflict) => conflict.column('worker').doUpdateSet({ seen_ms: NOW_MS }))
      .execute();
    await database
      .deleteFrom('hosted_workers')
      .where('seen_ms', '<', sql<number>`${NOW_MS} - ${100 * SILENT_MS}::bigint`)
      .execute();
  }

  /** How many workers live. Repeatable. */
  async alive(): Promise<number> {
    const { rows } = await sql<{ readonly n: number }>`select count(*)::int as n from hosted_workers
      where seen_ms >= ${NOW_MS} - ${SILENT_MS}::bigint`.execute(this.#place.database);
    return rows[0]?.n ?? 0;
  }

  /** This worker goes. Repeatable. */
  async leave(): Promise<void> {
    await this.#place.database.deleteFrom('hosted_workers').where('worker', '=', this.#worker).execute();
  }
}
