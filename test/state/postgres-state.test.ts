import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { SecretBox } from '../../src/state/sql/secret-box.ts';
import { makeSqlState } from '../../src/state/sql/sql-state.ts';
import type { StateSchema } from '../../src/state/sql/schema.ts';
import type { Backups } from '../../src/state/state.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import { postgresEngine } from '../../src/state/postgres/postgres-engine.ts';
import { postgresError } from '../../src/state/postgres/postgres-errors.ts';
import { postgresTables } from '../../src/state/postgres/postgres-tables.ts';

/** A copy of a whole file is SQLite's; how a shop moves between memories is not decided for this engine. */
const none = () => Promise.reject(new SyncError('bug.unexpected', { message: 'no backups here' }));
const NO_BACKUPS: Backups = {
  folder: '',
  write: none,
  keep: none,
  list: none,
  drop: none,
  inspect: none,
  pathOf: none,
  read: () => {
    throw new SyncError('bug.unexpected', { message: 'no backups here' });
  },
  restore: none,
};

// One server for the file: each memory gets an empty schema of its own, all of them over one connection.
const server = await PGlite.create();
const database = new Kysely<StateSchema>({ dialect: new PGliteDialect({ pglite: server }) });

afterAll(() => database.destroy());

describeStateContract('PostgreSQL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
  await server.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  await server.exec(postgresTables());
  return {
    open: () =>
      makeSqlState(postgresEngine(database, 'PGlite'), {
        box: new SecretBox(folder, null),
        backups: NO_BACKUPS,
        drawInstallation: () => '0123abcd',
        close: async () => undefined,
      }),
    cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('faults of PostgreSQL', () => {
  it('are told by their SQLSTATE; a mistake of ours stays one', () => {
    const told = (code: string): string => postgresError(Object.assign(new Error('x'), { code }), 'db').code;
    expect(['40001', '40P01', '25006', '53100', '08006', '57P01', '42601'].map(told)).toEqual([
      'state.busy',
      'state.busy',
      'state.readOnly',
      'state.full',
      'state.unreadable',
      'state.unreadable',
      'bug.unexpected',
    ]);
  });
});
