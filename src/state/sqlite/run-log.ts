import type { ProfileId } from '../../model/profile.ts';
import type { RunEnd, RunEvent, RunTrigger, TaskName } from '../../model/run.ts';
import type { EventPageQuery, LastRunQuery, ListPage, RunLog, RunRecord, StoredEvent } from '../state.ts';
import type { Bindable, Database, Row } from './database.ts';

const EVENTS_AT_ONCE = 1000;

function runOf(row: Row): RunRecord {
  return {
    id: row['id'] as number,
    trigger: row['trigger'] as RunTrigger,
    tasks: JSON.parse(row['tasks'] as string) as readonly TaskName[],
    startedAt: row['started_at'] as string,
    endedAt: row['ended_at'] as string | null,
    end: row['end'] as RunEnd | null,
  };
}

function eventOf(row: Row): StoredEvent {
  return { at: row['at'] as string, event: JSON.parse(row['event'] as string) as RunEvent };
}

/** Runs and their events in SQLite. */
export class SqliteRunLog implements RunLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async start(
    id: ProfileId,
    run: { readonly tasks: readonly TaskName[]; readonly trigger: RunTrigger },
    nowIso: string,
  ): Promise<number> {
    return this.#database.run(
      'INSERT INTO runs (profile_id, trigger, tasks, started_at) VALUES (?, ?, ?, ?)',
      id,
      run.trigger,
      JSON.stringify(run.tasks),
      nowIso,
    ).id;
  }

  async addEvents(runId: number, events: readonly StoredEvent[]): Promise<void> {
    this.#database.transaction(() => {
      for (const { at, event } of events) {
        const subject = event.type === 'change' ? event.change.subject : null;
        this.#database.run(
          'INSERT INTO run_events (run_id, at, subject, event) VALUES (?, ?, ?, ?)',
          runId,
          at,
          subject,
          JSON.stringify(event),
        );
      }
    });
  }

  async finish(runId: number, end: RunEnd, nowIso: string): Promise<void> {
    this.#database.run('UPDATE runs SET ended_at = ?, end = ? WHERE id = ?', nowIso, end, runId);
  }

  async list(id: ProfileId, limit: number): Promise<readonly RunRecord[]> {
    return this.#database
      .all('SELECT * FROM runs WHERE profile_id = ? ORDER BY id DESC LIMIT ?', id, limit)
      .map(runOf);
  }

  async lastOf(id: ProfileId, query: LastRunQuery): Promise<RunRecord | null> {
    const conditions: readonly (readonly [string, Bindable | undefined])[] = [
      ['trigger = ?', query.trigger],
      ['EXISTS (SELECT 1 FROM json_each(tasks) WHERE value = ?)', query.task],
      ['end = ?', query.end],
    ];
    const asked = conditions.filter(([, value]) => value !== undefined);
    const where = ['profile_id = ?', ...asked.map(([condition]) => condition)].join(' AND ');
    const values = asked.map(([, value]) => value as Bindable);
    const sql = `SELECT * FROM runs WHERE ${where} ORDER BY id DESC LIMIT 1`;
    const row = this.#database.get(sql, id, ...values);
    return row === null ? null : runOf(row);
  }

  async find(id: ProfileId, runId: number): Promise<RunRecord | null> {
    const row = this.#database.get('SELECT * FROM runs WHERE profile_id = ? AND id = ?', id, runId);
    return row === null ? null : runOf(row);
  }

  async page(runId: number, query: EventPageQuery): Promise<ListPage<StoredEvent>> {
    const { search, kind } = query;
    const isFiltered = search !== '' || kind !== '';
    const where = isFiltered
      ? `run_id = ? AND subject IS NOT NULL AND (? = '' OR json_extract(event, '$.change.kind') = ?)
          AND (? = '' OR instr(json_extract(event, '$.change.label') || ' ' || subject, ?) > 0)`
      : 'run_id = ?';
    const values = isFiltered ? [runId, kind, kind, search, search] : [runId];
    const count = this.#database.get(`SELECT count(*) AS n FROM run_events WHERE ${where}`, ...values);
    const rows = this.#database.all(
      `SELECT * FROM run_events WHERE ${where} ORDER BY id LIMIT ? OFFSET ?`,
      ...values,
      query.size,
      (query.page - 1) * query.size,
    );
    return { found: Number(count?.['n'] ?? 0), rows: rows.map(eventOf) };
  }

  async *events(runId: number): AsyncGenerator<readonly StoredEvent[]> {
    let after = 0;
    for (;;) {
      const rows = this.#database.all(
        `SELECT * FROM run_events WHERE run_id = ? AND id > ? ORDER BY id LIMIT ${EVENTS_AT_ONCE}`,
        runId,
        after,
      );
      if (rows.length === 0) return;
      yield rows.map(eventOf);
      after = rows.at(-1)?.['id'] as number;
    }
  }

  async history(id: ProfileId, subject: string, limit: number): Promise<readonly StoredEvent[]> {
    const rows = this.#database.all(
      `SELECT e.at, e.event FROM run_events e JOIN runs r ON r.id = e.run_id
        WHERE r.profile_id = ? AND e.subject = ? ORDER BY e.id DESC LIMIT ?`,
      id,
      subject,
      limit,
    );
    return rows.map(eventOf);
  }
}
