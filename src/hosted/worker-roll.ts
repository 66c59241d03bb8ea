import { sql } from 'kysely';
import { ALIVE_IN_ROLL } from '../state/postgres/alive-workers.ts';
import { NOW_MS } from './hosted-tables.ts';
import type { HostedPlace } from './open-hosted.ts';
import type { Heartbeat } from './run-queue.ts';

const SECOND_MS = 1000;
/** A worker that has missed so many words is not there, or stands still: after 20 of the usual 30 s. */
const MISSED = 4;
/** Those that were seen last so long ago are forgotten. */
const KEPT_MS = 33 * 60_000;

/** Which workers are there, each by a row that it renews; by the clock of the database. */
export class WorkerRoll {
  readonly #place: HostedPlace;
  readonly #worker: string;
  readonly #heartbeat: Heartbeat;

  constructor(place: HostedPlace, worker: string, heartbeat: Heartbeat) {
    this.#place = place;
    this.#worker = worker;
    this.#heartbeat = heartbeat;
  }

  /** So often a worker is to tell that it lives, in milliseconds. */
  get beatMs(): number {
    return this.#heartbeat.refreshSeconds * SECOND_MS;
  }

  /** This worker lives; those that are long gone are forgotten. Repeatable. */
  async beat(): Promise<void> {
    const { database } = this.#place;
    const row = { seen_ms: NOW_MS, until_ms: sql<number>`${NOW_MS} + ${MISSED * this.beatMs}::bigint` };
    await database
      .insertInto('hosted_workers')
      .values({ worker: this.#worker, ...row })
      .onConflict((conflict) => conflict.column('worker').doUpdateSet(row))
      .execute();
    await database
      .deleteFrom('hosted_workers')
      .where('seen_ms', '<', sql<number>`${NOW_MS} - ${KEPT_MS}::bigint`)
      .execute();
  }

  /** How many workers live. Repeatable. */
  async alive(): Promise<number> {
    const asked = sql.raw<{ readonly n: number }>(ALIVE_IN_ROLL);
    return (await asked.execute(this.#place.database)).rows[0]?.n ?? 0;
  }

  /** This worker goes. Repeatable. */
  async leave(): Promise<void> {
    await this.#place.database.deleteFrom('hosted_workers').where('worker', '=', this.#worker).execute();
  }
}
