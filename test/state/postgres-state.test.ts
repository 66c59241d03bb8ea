import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/model/settings.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { databaseAddress } from '../../src/state/postgres/database-address.ts';
import { migrateDatabase } from '../../src/state/postgres/migrate-database.ts';
import { postgresEngine } from '../../src/state/postgres/postgres-engine.ts';
import { openPool } from '../../src/state/postgres/postgres-pool.ts';
import { openPostgresState } from '../../src/state/postgres/postgres-state.ts';
import { OLDEST_PROGRAM, STATE_VERSION } from '../../src/state/sql/migrations.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import type { State } from '../../src/state/state.ts';
import { describePostgres, GUARDED, PASSWORD, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';

const CHILD = fileURLToPath(new URL('database-child.ts', import.meta.url));
/** Longer than the server puts up with in the test of that. */
const STOOD_STILL_MS = 300;
const NOW = '2026-11-24T10:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
let server: PrivatePostgres;

const openAt = (url: string, direct?: string): Promise<State> =>
  openPostgresState({ address: databaseAddress(url, direct), folder });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (error: unknown) => asSyncError(error).code,
  );
}

async function child(...words: readonly string[]): Promise<{ signal: string | null; told: string }> {
  const running = spawn(process.execPath, [CHILD, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  running.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  return new Promise((resolve) => {
    running.on('close', (_, signal) => resolve({ signal, told }));
  });
}

describePostgres('a memory in PostgreSQL', () => {
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describeStateContract('PostgreSQL', async () => {
    const url = await server.makeMemory();
    return { open: () => openAt(url), cleanUp: async () => undefined };
  });

  describe('opening', () => {
    it('four processes open an empty database at once: one memory, nothing lost', async () => {
      const url = await server.makeMemory();
      const opened = await Promise.all(['А', 'Б', 'В', 'Г'].map((name) => child(url, folder, 'open', name)));
      const state = await openAt(url);
      expect(opened.map(({ told }) => told)).toEqual(Array(4).fill(state.installation));
      expect((await state.profiles.list()).map(({ name }) => name)).toEqual(['А', 'Б', 'В', 'Г']);
      await state.close();
    });

    it('killed after each statement of the migration: as it was, or whole', async () => {
      const url = await server.makeMemory();
      const count =
        'select count(*)::int as n from information_schema.tables where table_schema = current_schema()';
      const seen: unknown[] = [];
      for (let statement = 5; seen.at(-1) === undefined || seen.at(-1) === 0; statement += 1) {
        await child(url, folder, 'die', String(statement));
        const [found] = await server.query(count, url);
        seen.push(found?.['n']);
      }
      expect(seen.slice(0, -1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      await (await openAt(url)).close();
      expect((await server.query(count, url))[0]?.['n']).toBe(seen.at(-1));
      const [row] = await server.query('select version::int from memory_version', url);
      expect(row).toEqual({ version: STATE_VERSION });
    });

    it('an address that is none, another password, database, encoding or program, nobody there: each by its own code', async () => {
      const latin = await server.makeDatabase("encoding 'LATIN1' template template0");
      const foreign = await server.makeMemory();
      await server.query('create table orders (id int)', foreign);
      const wrong = { user: GUARDED, password: `${PASSWORD}-wrong` };
      const codes = {
        password: await codeOf(openAt(server.url('postgres', wrong))),
        database: await codeOf(openAt(server.url('nowhere'))),
        rights: await codeOf(openAt(server.url('postgres', { user: GUARDED, password: PASSWORD }))),
        encoding: await codeOf(openAt(server.url(latin))),
        foreign: await codeOf(openAt(foreign)),
        nobody: await codeOf(openAt('postgres://someone@127.0.0.1:1/memory')),
      };
      expect(codes).toEqual({
        password: 'state.database.refused',
        database: 'state.database.refused',
        rights: 'state.database.refused',
        encoding: 'state.database.encoding',
        foreign: 'state.database.foreign',
        nobody: 'state.database.unreachable',
      });
      for (const url of ['', 'mysql://a@b/c', `postgres://a:${PASSWORD}@[/x`])
        expect(() => databaseAddress(url)).toThrow('state.database.malformed');
    });

    it('S22: what goes wrong tells where the database is, and neither user nor password', async () => {
      const as = { user: GUARDED, password: `${PASSWORD}-wrong` };
      const address = databaseAddress(server.url('memory', as));
      expect(address.place).toBe(`127.0.0.1:${server.port}/memory`);
      const told = await openPostgresState({ address, folder }).then(
        () => '',
        (error: unknown) => JSON.stringify([asSyncError(error).facts, String(asSyncError(error).cause)]),
      );
      expect(told).toContain(address.place);
      expect(told).not.toContain(PASSWORD);
    });

    it('a newer memory is refused, and not touched', async () => {
      const url = await server.makeMemory();
      await (await openAt(url)).close();
      await server.query('update memory_version set version = 99, oldest = 99', url);
      expect(await codeOf(openAt(url))).toBe('state.newer');
    });

    it('expand, deploy, contract: a newer memory that names this program is worked with; one of before names none', async () => {
      const url = await server.makeMemory();
      const address = databaseAddress(url);
      expect(await migrateDatabase(address)).toEqual({ before: 0, after: STATE_VERSION });
      expect(await migrateDatabase(address)).toEqual({ before: STATE_VERSION, after: STATE_VERSION });
      const newer = STATE_VERSION + 1;
      await server.query('alter table profiles add column of_a_newer_program text', url);
      await server.query(`update memory_version set version = ${newer}, oldest = ${STATE_VERSION}`, url);
      const state = await openAt(url);
      await state.profiles.add('Магазин', defaultSettings(), NOW);
      expect(await state.profiles.list()).toHaveLength(1);
      await state.close();
      expect(await migrateDatabase(address)).toEqual({ before: newer, after: newer });
      await server.query(`update memory_version set oldest = ${newer}`, url);
      expect(await codeOf(openAt(url))).toBe('state.newer');
      await server.query('alter table memory_version drop column oldest', url);
      expect(await codeOf(openAt(url))).toBe('state.newer');
    });

    it('a former program that could not go on is waited for: while it works nothing is brought up', async () => {
      const url = await server.makeMemory();
      const old = OLDEST_PROGRAM - 1;
      const seconds = (from: number): string => `(extract(epoch from now()) + ${from})::bigint * 1000`;
      await server.query(
        `create table memory_version (version bigint not null, oldest bigint);
        insert into memory_version values (${old}, ${old});
        create table hosted_workers (worker text primary key, seen_ms bigint not null, until_ms bigint);
        insert into hosted_workers values ('gone', ${seconds(-60)}, ${seconds(-1)}), ('there', 0, ${seconds(60)})`,
        url,
      );
      const refused = { code: 'state.database.formerAtWork', facts: { workers: 1, version: old } };
      await expect(migrateDatabase(databaseAddress(url))).rejects.toMatchObject(refused);
      expect(await codeOf(openAt(url))).toBe(refused.code);
      const told = await server.query('select * from memory_version', url);
      expect(told).toEqual([{ version: String(old), oldest: String(old) }]);
      // Of one that may go on nobody waits for the end: it comes as far as the tables, of which there are none here.
      await server.query(`update memory_version set version = ${OLDEST_PROGRAM}`, url);
      await expect(migrateDatabase(databaseAddress(url))).rejects.toMatchObject({ code: '42P01' });
    });
  });

  describe('side by side', () => {
    it('two that hold what the other waits for are both done, one of them a moment later', async () => {
      const url = await server.makeMemory();
      const state = await openAt(url);
      const [first, second] = [
        await state.profiles.add('А', defaultSettings(), NOW),
        await state.profiles.add('Б', defaultSettings(), NOW),
      ];
      const database = openPool(url);
      const engine = postgresEngine(database, 'place');
      let tries = 0;
      const both = async (order: readonly (typeof first)[]): Promise<void> =>
        engine.transaction(async (transaction) => {
          tries += 1;
          for (const { id } of order) {
            await engine.lock(transaction, 'profile', id);
            await sql`select pg_sleep(0.1)`.execute(transaction);
          }
        });
      await Promise.all([both([first, second]), both([second, first])]);
      expect(tries).toBe(3);
      await database.destroy();
      await state.close();
    });

    it('a name is given once, and one owner is left, however many ask at once', async () => {
      const url = await server.makeMemory();
      const states = await Promise.all([openAt(url), openAt(url), openAt(url)]);
      const added = await Promise.all(
        states.map((state) => codeOf(state.profiles.add('Магазин', defaultSettings(), NOW))),
      );
      expect(added.toSorted()).toEqual(['nothing', 'profile.nameTaken', 'profile.nameTaken']);
      const owner = { role: 'owner', language: 'bg', passwordHash: 'x' } as const;
      for (const name of ['А', 'Б', 'В']) await states[0]?.accounts.add({ ...owner, name }, NOW);
      const ids = (await states[0]?.accounts.list())?.map(({ id }) => id) ?? [];
      const gone = await Promise.all(
        states.map((state, index) => codeOf(state.accounts.remove(ids[index] ?? 0))),
      );
      expect(gone.toSorted()).toEqual(['account.lastOwner', 'nothing', 'nothing']);
      await Promise.all(states.map((state) => state.close()));
    });

    it('whoever waits for a profile that another holds is told that it is busy', async () => {
      const url = await server.makeMemory();
      const state = await openAt(url);
      const { id } = await state.profiles.add('А', defaultSettings(), NOW);
      const database = openPool(url);
      const engine = postgresEngine(database, 'place');
      const waited = await engine.transaction(async (transaction) => {
        await engine.lock(transaction, 'profile', id);
        return codeOf(state.profiles.confirm(id, NOW));
      });
      expect(waited).toBe('state.busy');
      expect(await codeOf(state.profiles.confirm(id, NOW))).toBe('nothing');
      await database.destroy();
      await state.close();
    });

    it('whoever stood still inside of a transaction for so long that the server ended it does it once more', async () => {
      const url = await server.makeMemory();
      const state = await openAt(url);
      const { id } = await state.profiles.add('А', defaultSettings(), NOW);
      const database = openPool(url);
      let times = 0;
      await postgresEngine(database, 'place').transaction(async (transaction) => {
        times += 1;
        await transaction.updateTable('profiles').set({ name: 'Б' }).where('id', '=', id).execute();
        if (times > 1) return;
        await sql`set local idle_in_transaction_session_timeout = 20`.execute(transaction);
        await sleep(STOOD_STILL_MS);
        await transaction.updateTable('profiles').set({ name: 'В' }).where('id', '=', id).execute();
      });
      expect([times, (await state.profiles.list()).map(({ name }) => name)]).toEqual([2, ['Б']]);
      await database.destroy();
      await state.close();
    });
  });

  describe('a server that goes and comes back', () => {
    it('ends nobody; what was asked meanwhile is told as unreachable, and the next one is answered', async () => {
      const url = await server.makeMemory();
      const state = await openAt(url);
      const { id } = await state.profiles.add('А', defaultSettings(), NOW);
      const pool = openPool(url);
      const engine = postgresEngine(pool, 'place');
      const inside = engine
        .transaction(async (transaction) => {
          await engine.lock(transaction, 'profile', id);
          await server.kill();
          await engine.lock(transaction, 'profile', id);
        })
        .catch((error: unknown) => engine.toSyncError(error).code);
      expect(await inside).toBe('state.database.unreachable');
      expect(await codeOf(state.profiles.list())).toBe('state.database.unreachable');
      expect(await codeOf(state.profiles.confirm(id, NOW))).toBe('state.database.unreachable');
      await server.start();
      expect((await state.profiles.list()).map(({ name }) => name)).toEqual(['А']);
      expect(await codeOf(state.profiles.confirm(id, NOW))).toBe('nothing');
      await pool.destroy();
      await state.close();
    });

    it('a read-only one is told so', async () => {
      const database = await server.makeDatabase();
      const state = await openAt(server.url(database));
      await server.query(`alter database ${database} set default_transaction_read_only = on`);
      const reading = await openAt(server.url(database));
      expect(await codeOf(reading.profiles.add('А', defaultSettings(), NOW))).toBe('state.readOnly');
      await Promise.all([state.close(), reading.close()]);
    });
  });

  it('whole numbers are numbers in our connections alone', async () => {
    const database = openPool(server.url('postgres'));
    const { rows } = await sql<{ n: number }>`select 9007199254740991::bigint as n`.execute(database);
    expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
    await expect(sql`select 9007199254740992::bigint as n`.execute(database)).rejects.toThrow('safe integer');
    expect(pg.types.getTypeParser(20)('7')).toBe('7');
    const [row] = await server.query('select count(*) as n from pg_database');
    expect(typeof row?.['n']).toBe('string');
    await database.destroy();
  });
});
