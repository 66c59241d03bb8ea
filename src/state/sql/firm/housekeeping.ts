import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Forgotten, Housekeeping, Room } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';
import { monthOf } from './event-months.ts';

/** A change of a good or a quantity. */
const OF_GOODS = (subject: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(subject)} like 'good:%' or ${sql.ref(subject)} like 'stock:%')`;

/**
 * A change of something that is no good and no quantity: of a document, a partner, a new good of the
 * warehouse.
 */
const OF_WAREHOUSE = (subject: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(subject)} is not null and ${sql.ref(subject)} not like 'good:%'
    and ${sql.ref(subject)} not like 'stock:%')`;

/** What is forgotten by its age. */
export class SqlHousekeeping implements Housekeeping {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async makeMonths(nowIso: string): Promise<void> {
    const { months } = this.#store.engine;
    if (months !== null) await this.#store.write(null, (transaction) => months.make(transaction, nowIso));
  }

  async forgetMonth(beforeIso: string): Promise<number | null> {
    const { months } = this.#store.engine;
    if (months === null) return null;
    const month = await this.#store.read((database) => months.over(database, beforeIso));
    if (month === null) return null;
    for (const prepare of months.preparing)
      await this.#store.write(null, (transaction) => prepare(transaction, month));
    return this.#store.write(null, (transaction) =>
      months.drop(transaction, month, this.#goes(transaction, beforeIso)),
    );
  }

  /** True for an event `e` that is forgotten: of a run that is old, and not of what one did in the warehouse. */
  #goes(transaction: StateDatabase, beforeIso: string): RawBuilder<boolean> {
    return sql<boolean>`(${sql.ref('e.run_id')} in ${this.#old(transaction, beforeIso)}
      and (${OF_GOODS('e.subject')} or not exists (select from ${sql.table('run_events')} as kept
        where ${sql.ref('kept.run_id')} = ${sql.ref('e.run_id')} and ${OF_WAREHOUSE('kept.subject')})))`;
  }

  async oldRuns(beforeIso: string): Promise<readonly number[]> {
    const rows = await this.#store.read((database) => this.#old(database, beforeIso).orderBy('id').execute());
    return rows.map(({ id }) => id);
  }

  #old(database: StateDatabase, askedIso: string) {
    // Events of a month that goes on would be removed row by row otherwise.
    const beforeIso = this.#store.engine.months === null ? askedIso : monthOf(askedIso);
    return database
      .selectFrom('runs')
      .select('id')
      .where('profile_id', 'in', (of) => of.selectFrom('profiles').select('profiles.id'))
      .where('started_at', '<', beforeIso)
      .where('ended_at', '<', beforeIso)
      .where('id', 'not in', (last) =>
        last
          .selectFrom('runs as r')
          .select(({ fn }) => fn.max('r.id').as('id'))
          .groupBy(['r.profile_id', 'r.trigger']),
      )
      .where('id', 'not in', (last) =>
        last
          .selectFrom('runs as r')
          .select(({ fn }) => fn.max('r.id').as('id'))
          .groupBy(['r.profile_id', 'r.end']),
      );
  }

  async forgetRuns(runIds: readonly number[], mostEvents: number): Promise<Forgotten> {
    const { among } = this.#store.engine;
    return this.#store.write(null, async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('run_events')
        .where('id', 'in', (forgotten) =>
          forgotten
            .selectFrom('run_events as e')
            .select('e.id')
            .where(among('e.run_id', runIds))
            .where((e) =>
              e.or([
                OF_GOODS('e.subject'),
                e.not(
                  e.exists(
                    e
                      .selectFrom('run_events as kept')
                      .select('kept.id')
                      .whereRef('kept.run_id', '=', 'e.run_id')
                      .where(OF_WAREHOUSE('kept.subject')),
                  ),
                ),
              ]),
            )
            .orderBy('e.id')
            .limit(mostEvents),
        )
        .executeTakeFirst();
      const events = Number(numDeletedRows);
      if (events >= mostEvents) return { events, runs: 0, isDone: false };
      const gone = await transaction
        .deleteFrom('runs')
        .where(among('id', runIds))
        .where((run) =>
          run.not(
            run.exists(
              run.selectFrom('run_events').select('run_events.id').whereRef('run_id', '=', 'runs.id'),
            ),
          ),
        )
        .executeTakeFirst();
      return { events, runs: Number(gone.numDeletedRows), isDone: true };
    });
  }

  async forgetDismissed(beforeIso: string): Promise<number> {
    return this.#store.write(null, async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('attention')
        .where('dismissed_at', '<', beforeIso)
        .where('last_seen_at', '<', beforeIso)
        .where('subject', 'not like', 'order%')
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  async room(): Promise<Room> {
    const { sizeBytes, freeBytes } = this.#store.engine;
    const row = await this.#store.read((database) =>
      database.selectNoFrom([sizeBytes.as('bytes'), freeBytes.as('free')]).executeTakeFirstOrThrow(),
    );
    return { bytes: row.bytes, freeBytes: row.free };
  }

  async compact(): Promise<void> {
    await this.#store.engine.compact();
  }
}
