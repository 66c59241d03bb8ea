import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseAddress } from '../src/state/postgres/database-address.ts';
import { openPostgresState } from '../src/state/postgres/postgres-state.ts';
import { ManyShops, until } from '../test/support/hosted/many-shops.ts';
import type { Program } from '../test/support/hosted/program.ts';
import { startPostgres } from '../test/support/postgres/postgres.ts';
import type { PrivatePostgres } from '../test/support/postgres/postgres.ts';
import { median, printTable, timed } from './support/measure.ts';

// What a hoster pays for (docs/hosting.md, Sizing): bytes of the database for what is kept, what a run asks of worker and
// database in which nothing is to be done, memory and connections of a process; and how long it takes to drop a month of the
// log. `hosting.ts [GOODS] [ORDERS] [EVENTS]`: of each of eight shops, and of the month. The shops are in this process, which
// is not measured; without fsync, so that the disk is not.

const [GOODS = 2000, ORDERS = 40, EVENTS = 1_000_000] = process.argv.slice(2).map(Number);
const SHOPS = 8;
const ROUNDS = 10;
const TICKS_A_SECOND = 100;
const KB_A_MB = 1024;
const [SETTLE_MS, LOOK_MS] = [3000, 20] as const;

/** Megabytes of a process now, and seconds of processor time since its start. */
function processOf({ child }: Program): { readonly mb: number; readonly seconds: number } {
  const of = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(of('status'))?.[1]);
  const fields = of('stat').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { mb: Math.round(kilobytes / KB_A_MB), seconds: ticks / TICKS_A_SECOND };
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

const ACTIVE = `select active_time as ms, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal,
  pg_database_size(current_database())::bigint as bytes from pg_stat_database where datname = current_database()`;

async function doneRuns(many: ManyShops): Promise<number> {
  return Number((await many.ask('select count(*)::int as n from runs where "end" = \'done\''))[0]?.['n']);
}

async function connections(many: ManyShops): Promise<number> {
  const [row] = await many.ask(
    "select count(*)::int as n from pg_stat_activity where application_name like 'skladbridge%'",
  );
  return Number(row?.['n']);
}

async function measureRuns(server: PrivatePostgres): Promise<void> {
  const many = await ManyShops.open(SHOPS, await server.makeMemory(), { goods: GOODS, orders: ORDERS });
  try {
    for (const { sandbox } of many.shops) sandbox.faults.clear();
    const worker = await many.serve('worker', SHOPS);
    await delay(SETTLE_MS);
    const idle = { mb: processOf(worker).mb, connections: await connections(many) };
    await many.makeDue();
    let peak = 0;
    await until(async () => {
      peak = Math.max(peak, processOf(worker).mb);
      return (await doneRuns(many)) >= SHOPS;
    });
    await many.untilDone();
    const sizes: Readonly<Record<string, string>> = {
      'an event': '^run_events',
      'a link': '^links$',
      'an order, its versions and УНП': '^(orders|archive|order_sights)$',
    };
    const table = [];
    for (const [what, names] of Object.entries(sizes)) {
      const { bytes, rows } = await sizeOf(many, names);
      const count = what.startsWith('an order') ? SHOPS * ORDERS : rows;
      table.push({ what, rows: count, 'bytes each': Math.round(bytes / count) });
    }
    printTable('The database', table);

    const before = { ...processOf(worker), rows: await many.ask(ACTIVE), runs: await sizeOf(many, '^runs$') };
    const events = (await sizeOf(many, '^run_events')).rows;
    let least = await doneRuns(many);
    let together = 0;
    const began = performance.now();
    for (let round = 0; round < ROUNDS; round += 1) {
      least += SHOPS;
      await many.makeDue();
      await until(async () => {
        together = Math.max(together, processOf(worker).mb);
        return (await doneRuns(many)) >= least;
      });
    }
    const runs = SHOPS * ROUNDS;
    const after = processOf(worker);
    await delay(SETTLE_MS);
    const [was, is] = [before.rows[0] ?? {}, (await many.ask(ACTIVE))[0] ?? {}];
    const grown = (await sizeOf(many, '^runs$')).bytes - before.runs.bytes;
    printTable(`A run in which nothing is to be done, ${GOODS} goods, of ${runs}`, [
      {
        'worker ms': ((after.seconds - before.seconds) * 1000) / runs,
        'database ms': (Number(is['ms']) - Number(was['ms'])) / runs,
        'log bytes (WAL)': Math.round((Number(is['wal']) - Number(was['wal'])) / runs),
        'row bytes': Math.round(grown / runs),
        events: ((await sizeOf(many, '^run_events')).rows - events) / runs,
        'clock ms': (performance.now() - began) / runs,
      },
    ]);
    const [quiet, quietBase] = [processOf(worker), (await many.ask(ACTIVE))[0] ?? {}];
    await delay(10 * SETTLE_MS);
    const still = (await many.ask(ACTIVE))[0] ?? {};
    const perMinute = 60_000 / (10 * SETTLE_MS);
    const held = await connections(many);
    const page = await many.serve('page');
    await delay(SETTLE_MS);
    const pageHolds = (await connections(many)) - held;
    printTable('A process', [
      {
        role: 'worker',
        'MB idle': idle.mb,
        [`MB, ${SHOPS} first exports`]: peak,
        [`MB, ${SHOPS} quiet runs`]: together,
        connections: held,
        'connections at first': idle.connections,
        's of processor a minute, idle': (processOf(worker).seconds - quiet.seconds) * perMinute,
        'database ms a minute, idle': (Number(still['ms']) - Number(quietBase['ms'])) * perMinute,
      },
      { role: 'page', 'MB idle': processOf(page).mb, connections: pageHolds },
    ]);
  } finally {
    await many.close();
  }
}

/** Drops a month of so many events, while somebody reads a run of another month over and over. */
async function measureMonth(server: PrivatePostgres): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-hosting-'));
  const url = await server.makeMemory();
  const state = await openPostgresState({ address: databaseAddress(url), folder });
  try {
    await state.housekeeping.makeMonths('2031-01-15T00:00:00.000Z');
    const event = `{"type":"change","task":"export-goods","label":"${'Стока '.repeat(40)}"}`;
    await server.query(
      `insert into profiles (name, version, settings, created_at, uuid) values ('А', 1, '{}', '2031', 'a');
       insert into runs (profile_id, "trigger", tasks, started_at, ended_at, "end")
         select 1, 'schedule', '[]', '2031-01-10', '2031-01-10', 'done' from generate_series(1, ${EVENTS / 50});
       insert into runs (profile_id, "trigger", tasks, started_at, ended_at, "end")
         values (1, 'schedule', '[]', '2031-02-10', '2031-02-10', 'done');
       insert into run_events (run_id, at, subject, event)
         select 1 + i / 50, '2031-01-10', case when i % 500 = 0 then 'order:' else 'good:' end || i, '${event}'
         from generate_series(0, ${EVENTS} - 1) i;
       insert into run_events (run_id, at, subject, event)
         select 1 + ${EVENTS / 50}, '2031-02-10', 'good:' || i, '${event}' from generate_series(1, 1000) i;
       analyze`,
      url,
    );
    const [size] = await server.query(
      "select pg_total_relation_size('run_events_2031_01')::bigint / 1000000 as mb",
      url,
    );
    let isOver = false;
    const waits: number[] = [];
    const reading = (async () => {
      while (!isOver) {
        const { wallMs } = await timed(() =>
          state.runs.page(1 + EVENTS / 50, { search: '', kind: '', page: 1, size: 20 }),
        );
        waits.push(wallMs);
        await delay(LOOK_MS);
      }
    })();
    const dropped = await timed(() => state.housekeeping.forgetMonth('2031-03-01T00:00:00.000Z'));
    isOver = true;
    await reading;
    const [stays] = await server.query('select count(*)::int as n from run_events_past', url);
    printTable('A month of the log is dropped', [
      {
        events: EVENTS,
        MB: Number(size?.['mb']),
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
