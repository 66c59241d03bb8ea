import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { batches } from '../../lib/batch.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { RunEnd, TaskCounts, TaskName } from '../../model/run.ts';
import type {
  EventPageQuery,
  LastRunQuery,
  ListPage,
  RunCounts,
  RunFault,
  RunLog,
  RunRecord,
  RunSearch,
  StoredEvent,
} from '../state.ts';
import { eventColumns, eventOf, findRunEvents, insertEvents } from './lists/run-events.ts';
import type { StateSchema } from './schema.ts';
import { keepSuccesses, keepTasks } from './runs/run-tasks.ts';
import type { StateStore } from './state-store.ts';

const EVENTS_AT_ONCE = 1000;
const ROWS_AT_ONCE = 500;

/** A row of `runs` without what is only summed. */
export type RunRow = Omit<Selectable<StateSchema['runs']>, 'sent_goods' | 'sent_stock'>;

/** A row of `runs` as it is told. */
export function runOf(row: RunRow): RunRecord {
  return {
    id: row.id,
    trigger: row.trigger,
    startedBy: row.started_by,
    tasks: JSON.parse(row.tasks) as readonly TaskName[],
    startedAt: row.started_at,
    endedAt: row.ended_at,
    end: row.end,
    counts: row.counts === null ? null : (JSON.parse(row.counts) as RunCounts),
  };
}

function sentBy(counts: TaskCounts | undefined): number {
  return counts === undefined ? 0 : counts.created + counts.updated;
}

/** Runs and their events. */
export class SqlRunLog implements RunLog {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async start(id: ProfileId, run: Parameters<RunLog['start']>[1], nowIso: string): Promise<number> {
    return this.#store.write(id, async (transaction) => {
      await transaction
        .updateTable('runs')
        .set({ ended_at: nowIso, end: 'interrupted' })
        .where('profile_id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
      const row = await transaction
        .insertInto('runs')
        .values({
          profile_id: id,
          trigger: run.trigger,
          started_by: run.startedBy ?? '',
          tasks: JSON.stringify(run.tasks),
          started_at: nowIso,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    });
  }

  async addEvents(runId: number, events: readonly StoredEvent[]): Promise<void> {
    const rows = events.map(({ at, event }) => ({ run_id: runId, at, ...eventColumns(event) }));
    await this.#store.write(null, async (transaction) => {
      for (const part of batches(rows, ROWS_AT_ONCE)) await insertEvents(transaction, part);
    });
  }

  async finish(
    runId: number,
    how: { readonly end: RunEnd; readonly counts: RunCounts; readonly nowIso: string },
  ): Promise<void> {
    const { end, counts, nowIso } = how;
    await this.#store.write(null, async (transaction) => {
      const run = await transaction
        .updateTable('runs')
        .set({
          ended_at: nowIso,
          end,
          counts: JSON.stringify(counts),
          sent_goods: sentBy(counts['export-goods']),
          sent_stock: sentBy(counts['export-stock']),
        })
        .where('id', '=', runId)
        .returning(['profile_id', 'tasks'])
        .executeTakeFirst();
      if (run === undefined) return;
      const tasks = await keepTasks(transaction, { runId, tasks: run.tasks, counts });
      if (end === 'done') await keepSuccesses(transaction, { runId, nowIso, id: run.profile_id, tasks });
    });
  }

  async successes(id: ProfileId): Promise<Readonly<Partial<Record<TaskName, string>>>> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('task_successes')
        .select(['task', 'ended_at'])
        .where('profile_id', '=', id)
        .execute(),
    );
    return Object.fromEntries(rows.map(({ task, ended_at }) => [task, ended_at]));
  }

  async list(id: ProfileId, limit: number): Promise<readonly RunRecord[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('runs')
        .selectAll()
        .where('profile_id', '=', id)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(runOf);
  }

  async search(id: ProfileId, query: RunSearch): Promise<readonly RunRecord[]> {
    const { end, trigger, task, from, until, before, limit } = query;
    const rows = await this.#store.read((database) => {
      let runs = database.selectFrom('runs').selectAll().where('profile_id', '=', id);
      if (end !== undefined) runs = runs.where('end', '=', end);
      if (trigger !== undefined) runs = runs.where('trigger', '=', trigger);
      if (from !== undefined) runs = runs.where('started_at', '>=', from);
      if (until !== undefined) runs = runs.where('started_at', '<', until);
      if (before !== undefined) runs = runs.where('id', '<', before);
      if (task !== undefined) {
        const tasks = sql<string>`${sql.ref('tasks')}`;
        runs = runs.where(this.#store.engine.position(tasks, JSON.stringify(task)), '>', 0);
      }
      return runs.orderBy('id', 'desc').limit(limit).execute();
    });
    return rows.map(runOf);
  }

  async faults(runIds: readonly number[]): Promise<ReadonlyMap<number, RunFault>> {
    const faults = new Map<number, RunFault>();
    for (const part of batches(runIds, ROWS_AT_ONCE)) {
      const rows = await this.#store.read((database) =>
        database
          .selectFrom('run_events')
          .select(['run_id', 'at', 'event'])
          .where('id', 'in', (last) =>
            last
              .selectFrom('run_events')
              .select(({ fn }) => fn.max('id').as('id'))
              .where(this.#store.engine.among('run_id', part))
              .groupBy('run_id'),
          )
          .execute(),
      );
      for (const row of rows) {
        const { event } = eventOf(row);
        if (event.type === 'runEnded' && event.error !== null) faults.set(row.run_id, event.error);
      }
    }
    return faults;
  }

  async lastOf(id: ProfileId, query: LastRunQuery): Promise<RunRecord | null> {
    const { trigger, end } = query;
    const row = await this.#store.read((database) => {
      let runs = database.selectFrom('runs').selectAll().where('profile_id', '=', id);
      if (trigger !== undefined) runs = runs.where('trigger', '=', trigger);
      if (end !== undefined) runs = runs.where('end', '=', end);
      return runs.orderBy('id', 'desc').limit(1).executeTakeFirst();
    });
    return row === undefined ? null : runOf(row);
  }

  async find(id: ProfileId, runId: number): Promise<RunRecord | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('runs')
        .selectAll()
        .where('profile_id', '=', id)
        .where('id', '=', runId)
        .executeTakeFirst(),
    );
    return row === undefined ? null : runOf(row);
  }

  async fault(runId: number): Promise<RunFault | null> {
    return (await this.faults([runId])).get(runId) ?? null;
  }

  async page(runId: number, query: EventPageQuery): Promise<ListPage<StoredEvent>> {
    return this.#store.read(async (database) =>
      findRunEvents(database, this.#store.engine, { runId, query }),
    );
  }

  async *events(runId: number): AsyncGenerator<readonly StoredEvent[]> {
    let after = 0;
    for (;;) {
      const from = after;
      const rows = await this.#store.read((database) =>
        database
          .selectFrom('run_events')
          .select(['id', 'at', 'event'])
          .where('run_id', '=', runId)
          .where('id', '>', from)
          .orderBy('id')
          .limit(EVENTS_AT_ONCE)
          .execute(),
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(eventOf);
      after = last.id;
    }
  }

  async history(id: ProfileId, subject: string, limit: number): Promise<readonly StoredEvent[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('run_events as e')
        .innerJoin('runs as r', 'r.id', 'e.run_id')
        .select(['e.at', 'e.event'])
        .where('r.profile_id', '=', id)
        .where('e.subject', '=', subject)
        .orderBy('e.id', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(eventOf);
  }
}
