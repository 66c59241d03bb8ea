import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { monthAfter, monthOf } from '../sql/firm/event-months.ts';
import type { EventMonth, EventMonths } from '../sql/firm/event-months.ts';
import type { StateDatabase } from '../sql/schema.ts';

/** Months that are made before they begin: a service may be off so long and loses no time at its return. */
const AHEAD = 2;
/** Of the lock that whoever makes or drops months takes: any number, the same for everybody. */
const MONTHS_LOCK = 7_305_826;

const EVENTS = sql.table('run_events');
/** Older than all months: a run's work in the warehouse, and what was there before months were. */
const PAST = sql.table('run_events_past');
/** What no month is there for. */
const REST = sql.table('run_events_default');
/** What stays of a month that goes, for the time of one transaction. */
const STAYING = sql.table('run_events_staying');
/** Says where the past ends, so that nobody has to wait for it to be looked through. */
const PAST_ENDS = 'run_events_past_ends';

const tableOf = (month: string): RawBuilder<unknown> => sql.table(`run_events_${month.replace('-', '_')}`);

/** A part of the log: from when, and until when it goes; null = from the beginning, and of the rest. */
interface Part {
  readonly from: string | null;
  readonly until: string | null;
}

async function partsOf(database: StateDatabase): Promise<readonly Part[]> {
  const { rows } = await sql<{ readonly bound: string }>`
    select pg_get_expr(part.relpartbound, part.oid) as bound from pg_inherits
      join pg_class as part on part.oid = inhrelid where inhparent = 'run_events'::regclass`.execute(
    database,
  );
  return rows.map(({ bound }) => {
    const [, from = null, until = null] = /FROM \((?:MINVALUE|'(.+)')\) TO \('(.+)'\)/.exec(bound) ?? [];
    return { from, until };
  });
}

async function lock(transaction: StateDatabase): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MONTHS_LOCK})`.execute(transaction);
}

/** From here on others wait for a moment. Who reads for long, as pg_dump does, is not waited for. */
async function beShort(transaction: StateDatabase): Promise<void> {
  await sql`set local lock_timeout = '1s'`.execute(transaction);
}

/** Under the lock: somebody else may have dropped it since it was looked at. */
async function isThere(transaction: StateDatabase, { month }: EventMonth): Promise<boolean> {
  return (await partsOf(transaction)).some(({ from }) => from === month);
}

async function make(transaction: StateDatabase, nowIso: string): Promise<void> {
  await lock(transaction);
  const parts = await partsOf(transaction);
  const pastEnds = parts.find(({ from, until }) => from === null && until !== null)?.until ?? '';
  let month = monthOf(nowIso);
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const until = monthAfter(month);
    const isThere = month < pastEnds || parts.some(({ from }) => from === month);
    if (!isThere) await add(transaction, { month, until });
    month = until;
  }
}

/** A part is filled before it is one: whoever looks sees each event once. */
async function add(transaction: StateDatabase, { month, until }: EventMonth): Promise<void> {
  const part = tableOf(month);
  await beShort(transaction);
  // A row that was on its way to the rest would be refused there when it comes.
  await sql`lock table only ${EVENTS} in share row exclusive mode`.execute(transaction);
  await sql`lock table ${REST} in access exclusive mode`.execute(transaction);
  await sql`create table ${part} (like ${EVENTS} including defaults, primary key (id))`.execute(transaction);
  await sql`with found as (delete from ${REST} where at >= ${month} and at < ${until} returning *)
    insert into ${part} select * from found`.execute(transaction);
  await sql`alter table ${EVENTS} attach partition ${part}
    for values from (${sql.lit(month)}) to (${sql.lit(until)})`.execute(transaction);
}

async function over(database: StateDatabase, beforeIso: string): Promise<EventMonth | null> {
  const parts = await partsOf(database);
  const months = parts.flatMap(({ from, until }) =>
    from !== null && until !== null && until <= monthOf(beforeIso) ? [{ month: from, until }] : [],
  );
  return months.toSorted((left, right) => (left.month < right.month ? -1 : 1))[0] ?? null;
}

/** Says of the past where it will end: behind where it does, so that no write is refused by it. */
async function say(transaction: StateDatabase, month: EventMonth): Promise<void> {
  await lock(transaction);
  if (!(await isThere(transaction, month))) return;
  await beShort(transaction);
  await sql`alter table ${PAST} drop constraint if exists ${sql.ref(PAST_ENDS)}`.execute(transaction);
  await sql`alter table ${PAST} add constraint ${sql.ref(PAST_ENDS)}
    check (at < ${sql.lit(month.until)}) not valid`.execute(transaction);
}

/** Looks whether it is so, while others read and write. */
async function prove(transaction: StateDatabase, month: EventMonth): Promise<void> {
  await lock(transaction);
  if (await isThere(transaction, month))
    await sql`alter table ${PAST} validate constraint ${sql.ref(PAST_ENDS)}`.execute(transaction);
}

async function drop(
  transaction: StateDatabase,
  month: EventMonth,
  goes: RawBuilder<boolean>,
): Promise<number> {
  await lock(transaction);
  if (!(await isThere(transaction, month))) return 0;
  const part = tableOf(month.month);
  // Nobody adds to it meanwhile; everything else of the log is read and written.
  await sql`lock table ${part} in share mode`.execute(transaction);
  await sql`create unlogged table ${STAYING} (like ${EVENTS})`.execute(transaction);
  await sql`insert into ${STAYING} select e.* from ${part} as e where ${goes} is not true`.execute(
    transaction,
  );
  const { rows } = await sql<{ readonly gone: number }>`select (select count(*) from ${part})
    - (select count(*) from ${STAYING}) as gone`.execute(transaction);
  await beShort(transaction);
  await sql`alter table ${EVENTS} detach partition ${part}`.execute(transaction);
  await sql`alter table ${EVENTS} detach partition ${PAST}`.execute(transaction);
  await sql`insert into ${PAST} select * from ${STAYING}`.execute(transaction);
  await sql`with strays as (delete from ${REST} where at < ${month.until} returning *)
    insert into ${PAST} select * from strays`.execute(transaction);
  await sql`drop table ${part}, ${STAYING}`.execute(transaction);
  await sql`alter table ${EVENTS} attach partition ${PAST}
    for values from (minvalue) to (${sql.lit(month.until)})`.execute(transaction);
  await sql`alter table ${PAST} drop constraint if exists ${sql.ref(PAST_ENDS)}`.execute(transaction);
  return rows[0]?.gone ?? 0;
}

/** Parts of the table `run_events`, one a month of UTC (`0033-event-months.sql`). */
export const EVENT_MONTHS: EventMonths = { make, over, preparing: [say, prove], drop };
