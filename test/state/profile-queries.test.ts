import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledQuery, QueryResult } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { FolderKey } from '../../src/state/sql/secrets/master-key.ts';
import { SqlProfileMoves } from '../../src/state/moves/profile-moves.ts';
import { makeSqlState } from '../../src/state/sql/sql-state.ts';
import { migrateFile } from '../../src/state/sqlite/migrate-file.ts';
import { SqliteBackups } from '../../src/state/sqlite/backups.ts';
import { SqliteConnection } from '../../src/state/sqlite/sqlite-connection.ts';
import { sqliteEngine } from '../../src/state/sqlite/sqlite-engine.ts';
import { openWorldParts } from '../support/world.ts';

const PROFILES = 30;
const close: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const each of close.splice(0).toReversed()) await each();
});

/** The application over a memory whose queries are counted. */
async function countedApp() {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-'));
  close.push(async () => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'state.db');
  const connection = await SqliteConnection.open(path, folder);
  await migrateFile(connection);
  let queries = 0;
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
    queries += 1;
    return executeQuery<Row>(query);
  };
  const state = await makeSqlState(sqliteEngine(connection, folder), {
    master: new FolderKey(folder),
    makeMoves: (memory) => new SqlProfileMoves(memory, folder),
    backups: new SqliteBackups({ path, folder }),
    drawInstallation: async () => '0a1b2c3d',
    close: async () => connection.close(),
  });
  const parts = await openWorldParts(join(folder, 'other'));
  close.push(async () => parts.state.close());
  const app = makeApp({ ...parts, state });
  close.push(async () => app.close());
  const asking = async (work: () => Promise<unknown>): Promise<number> => {
    const before = queries;
    await work();
    return queries - before;
  };
  return { app, asking };
}

describe('what people look at all day', () => {
  it('F5: the list of servers is one query however many there are, and one of them does not read the others', async () => {
    const { app, asking } = await countedApp();
    for (let number = 1; number <= PROFILES; number += 1)
      await app.addProfile(`Магазин ${number}`, defaultSettings());
    expect(await asking(async () => expect(await app.listProfiles()).toHaveLength(PROFILES))).toBe(1);
    expect(await asking(async () => app.summary('Магазин 7'))).toBe(1);
  });
});
