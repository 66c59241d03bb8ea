import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import type { EventPageQuery, ListPage } from '../../../model/list-page.ts';
import type { RunEvent, StoredEvent } from '../../../model/run.ts';
import { compiledForRows } from '../compiled-once.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

type LookedUp = Pick<
  Insertable<StateSchema['run_events']>,
  'subject' | 'event' | 'kind' | 'outcome' | 'words'
>;

/** Events as rows, at least one. */
export const insertEvents = compiledForRows(
  (database, rows: readonly Insertable<StateSchema['run_events']>[]) =>
    database.insertInto('run_events').values(rows),
);

/** An event as its row has it, with what a change is looked up by. */
export function eventColumns(event: RunEvent): LookedUp {
  const text = JSON.stringify(event);
  if (event.type !== 'change') return { subject: null, event: text, kind: null, outcome: null, words: null };
  const { subject, kind, label } = event.change;
  return { subject, event: text, kind, outcome: event.outcome.kind, words: folded(`${label} ${subject}`) };
}

/** An event of its row. */
export function eventOf(row: { readonly at: string; readonly event: string }): StoredEvent {
  return { at: row.at, event: JSON.parse(row.event) as RunEvent };
}

/** People look for a good without heeding its capitals. */
function folded(text: string): string {
  return text.trim().toUpperCase();
}

/**
 * Events of a run; where something is looked for, the changes in which it is found. The text of an event is
 * read only of those that an older program has kept: to take it apart costs more than all the rest.
 */
function matching(
  database: StateDatabase,
  { textIn, position }: StateEngine,
  { runId, query }: { readonly runId: number; readonly query: EventPageQuery },
) {
  const { search, kind, part } = query;
  const kept = (column: 'kind' | 'outcome', path: readonly [string, string]) =>
    sql<string>`coalesce(${sql.ref(column)}, ${textIn('event', path)})`;
  const whole = database.selectFrom('run_events').where('run_id', '=', runId);
  if (part === 'told') return whole.where('subject', 'is', null);
  let found = whole;
  if (part !== undefined || search !== '' || kind !== '') found = found.where('subject', 'is not', null);
  if (part === 'failed') found = found.where(kept('outcome', ['outcome', 'kind']), '<>', 'done');
  if (kind !== '') found = found.where(kept('kind', ['change', 'kind']), '=', kind);
  if (search === '') return found;
  const label = textIn('event', ['change', 'label']);
  const asItStands = sql<string>`${label} || ' ' || ${sql.ref('subject')}`;
  return found.where((row) =>
    row.or([
      sql<boolean>`${position(sql<string>`words`, folded(search))} > 0`,
      row.and([row('words', 'is', null), sql<boolean>`${position(asItStands, search)} > 0`]),
    ]),
  );
}

/**
 * A page of a run's events, oldest first. What is looked for is looked through once: the count comes with the
 * page.
 */
export async function findRunEvents(
  database: StateDatabase,
  engine: StateEngine,
  asked: { readonly runId: number; readonly query: EventPageQuery },
): Promise<ListPage<StoredEvent>> {
  const { page, size, search, kind, part } = asked.query;
  const fitting = matching(database, engine, asked);
  const paged = fitting
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size);
  if (search !== '' || kind !== '' || part !== undefined) {
    const rows = await paged.select(['id', sql<number>`count(*) over ()`.as('found')]).execute();
    const [first] = rows;
    if (first !== undefined || page === 1)
      return {
        found: first?.found ?? 0,
        rows: await eventsOf(
          database,
          engine,
          rows.map(({ id }) => id),
        ),
      };
  }
  const { found } = await fitting
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  const rows = await paged.select(['at', 'event']).execute();
  return { found, rows: rows.map(eventOf) };
}

async function eventsOf(
  database: StateDatabase,
  engine: StateEngine,
  ids: readonly number[],
): Promise<readonly StoredEvent[]> {
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom('run_events')
    .select(['at', 'event'])
    .where(engine.among('id', ids))
    .orderBy('id')
    .execute();
  return rows.map(eventOf);
}
