import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { asSyncError } from '../../src/model/sync-error.ts';
import { FolderKey } from '../../src/state/sql/secrets/master-key.ts';
import { SqlProfileMoves } from '../../src/state/moves/profile-moves.ts';
import { migrationsAfter } from '../../src/state/sql/migrations.ts';
import { makeSqlState } from '../../src/state/sql/sql-state.ts';
import type { StateSchema } from '../../src/state/sql/schema.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import { noBackups } from '../../src/state/postgres/no-backups.ts';
import { postgresEngine } from '../../src/state/postgres/postgres-engine.ts';
import { refuseServer } from '../../src/state/postgres/migrate-database.ts';
import { postgresError } from '../../src/state/postgres/postgres-errors.ts';
import { inPostgresWords, postgresTablesAfter } from '../../src/state/postgres/postgres-tables.ts';

/** How many migrations a memory had when databases were first kept: there is none of an earlier version. */
const FIRST_IN_DATABASES = 28;

// One server for the file: each memory gets an empty schema of its own, all of them over one connection.
const server = await PGlite.create();
const database = new Kysely<StateSchema>({ dialect: new PGliteDialect({ pglite: server }) });

afterAll(() => database.destroy());

describeStateContract('PGlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
  await server.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  await server.exec(postgresTablesAfter(0));
  return {
    open: () =>
      makeSqlState(postgresEngine(database, 'PGlite'), {
        master: new FolderKey(folder),
        makeMoves: (memory) => new SqlProfileMoves(memory, folder),
        backups: noBackups('PGlite'),
        drawInstallation: async () => '0123abcd',
        close: async () => undefined,
      }),
    cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('the tables', () => {
  const MIGRATIONS = new URL('../../src/state/sql/migrations/', import.meta.url);

  it('a database of an earlier version gets the tables of a new one: later migrations are in words that both engines know', async () => {
    const columns = async (make: readonly string[]): Promise<unknown> => {
      await server.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
      for (const text of make) await server.exec(text);
      const found = await server.query(
        `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
          where table_schema = 'public' order by table_name, column_name`,
      );
      return found.rows;
    };
    const first = readdirSync(MIGRATIONS).toSorted().slice(0, FIRST_IN_DATABASES);
    const before = first.map((file) => readFileSync(new URL(file, MIGRATIONS), 'utf8'));
    const old = await columns([inPostgresWords(before, 'tables'), postgresTablesAfter(FIRST_IN_DATABASES)]);
    expect(old).toEqual(await columns([postgresTablesAfter(0)]));
  });
});

describe('rows of before', () => {
  it('of a former database shops that report, and where it reports, become the first firm’s', async () => {
    const names = readdirSync(new URL('../../src/state/sql/migrations/', import.meta.url)).toSorted();
    await server.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
    const before = migrationsAfter(0).slice(0, names.indexOf('0038-reporting-of-firms.sql'));
    await server.exec(inPostgresWords(before, 'tables'));
    await server.exec(`insert into tenants (id, name, created_at) values (1, '', ''), (2, 'Втора', '');
      insert into reported_shops (name, folded_name, token_hash, created_at) values ('Варна', 'варна', 'h', '');
      insert into report_line (name, address, token, every_minutes, sequence, acknowledged)
        values ('line', 'https://a.bg', '', 5, 7, '{"1":2}')`);
    await server.exec(postgresTablesAfter(before.length));
    const rows = async (query: string): Promise<unknown> => (await server.query(query)).rows;
    expect(await rows('select tenant_id::int, name from reported_shops')).toEqual([
      { tenant_id: 1, name: 'Варна' },
    ]);
    expect(
      await rows('select tenant_id::int, address, sequence::int, acknowledged from report_lines'),
    ).toEqual([{ tenant_id: 1, address: 'https://a.bg', sequence: 7, acknowledged: '{"1":2}' }]);
    // A name is one firm's; a token is one shop's, whosever it is.
    const add = async (firm: number, name: string, hash: string): Promise<unknown> =>
      server
        .query(`insert into reported_shops (name, folded_name, token_hash, created_at, tenant_id)
          values ('${name}', '${name}', '${hash}', '', ${firm})`)
        .then(
          () => 'added',
          (error: unknown) => (error as { readonly code: string }).code,
        );
    expect([await add(2, 'варна', 'x'), await add(1, 'варна', 'y'), await add(2, 'бургас', 'h')]).toEqual([
      'added',
      '23505',
      '23505',
    ]);
  });
});

describe('faults of PostgreSQL', () => {
  const told = (error: object): string => postgresError(error, 'db').code;

  it('are told by their SQLSTATE; a mistake of ours stays one', () => {
    const byCode: Readonly<Record<string, string>> = {
      '40001': 'state.busy',
      '40P01': 'state.busy',
      '55P03': 'state.busy',
      '57014': 'state.busy',
      '25006': 'state.readOnly',
      '53100': 'state.full',
      '58030': 'state.diskFailed',
      '28P01': 'state.database.refused',
      '3D000': 'state.database.refused',
      '42501': 'state.database.refused',
      '42P07': 'state.database.foreign',
      '08006': 'state.database.unreachable',
      '57P01': 'state.database.unreachable',
      '53300': 'state.database.unreachable',
      '25P03': 'state.database.unreachable',
      ECONNREFUSED: 'state.database.unreachable',
      ENOTFOUND: 'state.database.unreachable',
      '42601': 'bug.unexpected',
    };
    for (const [code, expected] of Object.entries(byCode))
      expect([code, told(Object.assign(new Error('x'), { code }))]).toEqual([code, expected]);
  });

  it('what the driver tells without a code is a connection that is away', () => {
    for (const words of [
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'Query read timeout',
      'Client has encountered a connection error and is not queryable',
    ])
      expect(told(new Error(words))).toBe('state.database.unreachable');
    expect(told(new TypeError('x is not a function'))).toBe('bug.unexpected');
    expect(told(Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe('bug.unexpected');
  });

  it('a server that is too old, or keeps text otherwise, is refused', () => {
    const refused = (version: number, encoding: string): string => {
      try {
        refuseServer({ version, encoding }, 'db');
        return 'taken';
      } catch (error) {
        return asSyncError(error).code;
      }
    };
    expect([refused(150_018, 'UTF8'), refused(140_099, 'UTF8'), refused(180_001, 'LATIN1')]).toEqual([
      'taken',
      'state.database.tooOld',
      'state.database.encoding',
    ]);
  });
});
