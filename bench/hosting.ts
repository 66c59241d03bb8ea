import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseAddress } from '../src/state/postgres/database-address.ts';
import { openPostgresState } from '../src/state/postgres/postgres-state.ts';
import { ManyShops, until } from '../test/support/hosted/many-shops.ts';
import type { State } from '../src/state/state.ts';
import type { Program } from '../test/support/hosted/program.ts';
import { startPostgres } from '../test/support/postgres/postgres.ts';
import type { PrivatePostgres } from '../test/support/postgres/postgres.ts';
import { median, printTable, secondsOf, timed } from './support/measure.ts';

// What a hoster pays for (docs/hosting.md, Sizing): bytes of the database for what is kept, what a run in
// which nothing is to be done asks of worker and database, memory and connections of a process; and how
// long it takes to drop a month of the log. `hosting.ts [GOODS] [ORDERS] [EVENTS]`: of each of eight
// shops, and of the month. The shops are in this process, which is not measured. Without fsync, so that
// the disk is not measured either.

const [GOODS = 2000, ORDERS = 40, EVENTS = 1_000_000] = process.argv.slice(2).map(Number);
const SHOPS = 8;
const ROUNDS = 5;
const KB_A_MB = 1024;
const MS = 1000;
const [SETTLE_MS, IDLE_MS, LOOK_MS] = [2000, 20_000, 20] as const;

/** Megabytes of a process now, and seconds of processor time since its start. */
function processOf({ child: { pid = 0 } }: Program): { readonly mb: number; readonly seconds: number } {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { mb: Math.round(Number(kilobytes) / KB_A_MB), seconds: secondsOf(pid) };
}

/** Bytes of the tables whose names fit, indexes and all, and their rows. */
async function sizeOf(many: ManyShops, names: string): Promise<{ bytes: number; rows: number }> {
  const tables =
    await many.ask(`select relname as name, pg_total_relation_size(oid)::bigint as bytes from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname ~ '${names}'`);
  let rows = 0;
  for (const { name } of tables)
    rows += Number((await many.ask(`select count(*)::int as n from ${String(name)}`))[0]?.['n']);
  return { bytes: tables.reduce((sum, { bytes }) => sum + Number(bytes), 0), rows };
}

const WAL = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal";
/** The server's processes for the program: they stay as long as its connections. */
const BACKENDS = "select pid from pg_stat_activity where application_name like 'skladbridge%'";

async function doneRuns(many: ManyShops): Promise<number> {
  return Number((await many.ask('select count(*)::int as n from runs where "end" = \'done\''))[0]?.['n']);
}

async function connections(many: ManyShops): Promise<number> {
  const [row] = await many.ask(
    "select count(*)::int as n from pg_stat_activity where application_name like 'skladbridge%'",
  );
  return Number(row?.['n']);
}

/** Everything is due once; the most memory of the worker until it is all done. */
async function round(many: ManyShops, worker: Program): Promise<number> {
  const enough = (await doneRuns(many)) + SHOPS;
  let peak = 0;
  await many.makeDue();
  await until(async () => {
    peak = Math.max(peak, processOf(worker).mb);
    return (await doneRuns(many)) >= enough;
  });
  // Its job ends a moment after its run, and nothing is asked for twice at once.
  await until(async () => (await many.holders()).length === 0);
  await delay(SETTLE_MS);
  return peak;
}

/** As many rows again as make the smallest pages of tables and indexes not matter. */
const TIMES = 50;
const MORE = `
  insert into orders select (jsonb_populate_record(o, jsonb_build_object('order_number', order_number + 100000 * i,
    'unp', unp || '-' || i, 'unp_sequence', unp_sequence + 10000 * i))).* from orders o, generate_series(1, ${TIMES}) i;
  insert into archive select (jsonb_populate_record(a, jsonb_build_object('order_number',
    order_number + 100000 * i))).* from archive a, generate_series(1, ${TIMES}) i;
  insert into order_sights select (jsonb_populate_record(s, jsonb_build_object('order_number',
    order_number + 100000 * i))).* from order_sights s, generate_series(1, ${TIMES}) i;
  insert into links select (jsonb_populate_record(l, jsonb_build_object('good_id', good_id + 100000 * i,
    'product_id', product_id + 100000 * i))).* from links l, generate_series(1, ${TIMES}) i;
  insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', id + 100000 * i))).* from runs r,
    generate_series(1, ${TIMES}) i`;

async function measureSizes(many: ManyShops): Promise<void> {
  await many.ask(MORE);
  for (const table of ['orders', 'archive', 'order_sights', 'links', 'runs'])
    await many.ask(`vacuum full ${table}`);
  const sizes = [];
  for (const [what, names] of [
    ['a link', '^links$'],
    ['a run', '^runs$'],
    ['an order with its versions', '^(orders|archive|order_sights)$'],
  ] as const) {
    const { bytes, rows } = await sizeOf(many, names);
    const count = what.startsWith('an order') ? SHOPS * ORDERS * (TIMES + 1) : rows;
    sizes.push({ what, rows: count, 'bytes each': Math.round(bytes / count) });
  }
  printTable('The database', sizes);
}

/** What the database has done for the program, written to its log, and holds of events. */
async function databaseOf(many: ManyShops): Promise<{ ms: number; wal: number; events: number }> {
  const pids = await many.ask(BACKENDS);
  const ms = MS * pids.reduce((sum, { pid }) => sum + secondsOf(Number(pid)), 0);
  const [row] = await many.ask(WAL);
  return { ms, wal: Number(row?.['wal']), events: (await sizeOf(many, '^run_events')).rows };
}

/** Answers the most memory of the worker. */
async function measureQuietRuns(many: ManyShops, worker: Program): Promise<number> {
  let peak = 0;
  // What is compiled by then stays so.
  for (let time = 0; time < ROUNDS; time += 1) await round(many, worker);
  const before = await databaseOf(many);
  const { seconds } = processOf(worker);
  for (let time = 0; time < ROUNDS; time += 1) peak = Math.max(peak, await round(many, worker));
  const worked = processOf(worker).seconds - seconds;
  const after = await databaseOf(many);
  const runs = SHOPS * ROUNDS;
  printTable(`A run in which nothing is to be done, ${GOODS} goods, mean of ${runs}`, [
    {
      'worker ms': (worked * MS) / runs,
      'database ms': (after.ms - before.ms) / runs,
      'WAL bytes': Math.round((after.wal - before.wal) / runs),
      events: (after.events - before.events) / runs,
    },
  ]);
  return peak;
}

/** Seconds of the processor a minute that a worker takes while nothing is due. */
async function measureIdle(worker: Program): Promise<number> {
  const { seconds } = processOf(worker);
  await delay(IDLE_MS);
  return (processOf(worker).seconds - seconds) / (IDLE_MS / 60_000);
}

async function measureRuns(server: PrivatePostgres): Promise<void> {
  const size = { goods: GOODS, orders: ORDERS };
  const many = await ManyShops.open(SHOPS, { memory: await server.makeMemory(), size });
  try {
    for (const { sandbox } of many.shops) sandbox.faults.clear();
    const worker = await many.serve('worker', SHOPS);
    await delay(SETTLE_MS);
    const { mb: idle } = processOf(worker);
    const first = await round(many, worker);
    await many.untilDone();
    const quiet = await measureQuietRuns(many, worker);
    const still = await measureIdle(worker);
    const held = await connections(many);
    const page = await many.serve('page');
    await delay(SETTLE_MS);
    const pages = (await connections(many)) - held;
    printTable('A process at rest, and with eight runs at once', [
      {
        role: 'worker',
        'MB idle': idle,
        'MB first exports': first,
        'MB quiet runs': quiet,
        connections: held,
      },
      {
        role: 'page',
        'MB idle': processOf(page).mb,
        'MB first exports': '',
        'MB quiet runs': '',
        connections: pages,
      },
    ]);
    printTable('A worker without work', [{ 'processor s a minute': still }]);
    await measureSizes(many);
  } finally {
    await many.close();
  }
}

/** A month of runs of fifty events, one in ten of which wrote into the warehouse, and one run in the next. */
const FILLED = `
  insert into profiles (name, version, settings, created_at, uuid) values ('А', 1, '{}', '2031', 'a');
  insert into runs (profile_id, "trigger", tasks, started_at, ended_at, "end")
    select 1, 'schedule', '[]', '2031-01-10', '2031-01-10', 'done' from generate_series(1, ${EVENTS / 50});
  insert into runs (profile_id, "trigger", tasks, started_at, ended_at, "end")
    values (1, 'schedule', '[]', '2031-02-10', '2031-02-10', 'done');
  insert into run_events (run_id, at, subject, event)
    select 1 + i / 50, '2031-01-10', case when i % 500 = 0 then 'order:' else 'good:' end || i,
      '{"type":"change","task":"export-goods","label":"' || repeat('Стока ', 40) || '"}'
    from generate_series(0, ${EVENTS} - 1) i;
  insert into run_events (run_id, at, subject, event)
    select 1 + ${EVENTS / 50}, '2031-02-10', 'good:' || i, '{}' from generate_series(1, 1000) i;
  analyze`;

/** Reads the run of the other month over and over, until told to stop; how long each time took. */
function readingOn(state: State): () => Promise<readonly number[]> {
  const waits: number[] = [];
  let isOver = false;
  const first = { search: '', kind: '', page: 1, size: 20 };
  const reading = (async () => {
    while (!isOver) {
      const { wallMs } = await timed(() => state.runs.page(1 + EVENTS / 50, first));
      waits.push(wallMs);
      await delay(LOOK_MS);
    }
  })();
  return async () => {
    isOver = true;
    await reading;
    return waits;
  };
}

async function measureMonth(server: PrivatePostgres): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-hosting-'));
  const url = await server.makeMemory();
  const state = await openPostgresState({ address: databaseAddress(url), folder });
  try {
    await state.housekeeping.makeMonths('2031-01-15T00:00:00.000Z');
    await server.query(FILLED, url);
    const size = "select pg_total_relation_size('run_events_2031_01')::bigint as bytes";
    const [month] = await server.query(size, url);
    const stop = readingOn(state);
    const dropped = await timed(() => state.housekeeping.forgetMonth('2031-03-01T00:00:00.000Z'));
    const waits = await stop();
    const [stays] = await server.query('select count(*)::int as n from run_events_past', url);
    printTable('A month of the log is dropped', [
      {
        events: EVENTS,
        MB: Math.round(Number(month?.['bytes']) / 1_000_000),
        'bytes each': Math.round(Number(month?.['bytes']) / EVENTS),
        stay: Number(stays?.['n']),
        ms: Math.round(dropped.wallMs),
        'a reader, median ms': median(waits),
        'longest ms': Math.max(...waits),
      },
    ]);
  } finally {
    await state.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const server = await startPostgres();
try {
  await measureRuns(server);
  await measureMonth(server);
} finally {
  await server.stop();
}
