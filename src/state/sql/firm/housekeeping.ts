import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Forgotten, Housekeeping, Room } from '../../state.ts';
import type { StateStore } from '../state-store.ts';

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

  async oldRuns(beforeIso: string): Promise<readonly number[]> {
    const rows = await this.#store.read((database) =>
      database
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
        )
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ id }) => id);
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
                sql<boolean>`(e.subject like 'good:%' or e.subject like 'stock:%')`,
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
