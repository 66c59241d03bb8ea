import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { StateDatabase } from '../../src/state/sql/schema.ts';
import type { StateEngine } from '../../src/state/sql/state-engine.ts';
import { SqliteConnection } from '../../src/state/sqlite/sqlite-connection.ts';
import { sqliteEngine } from '../../src/state/sqlite/sqlite-engine.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function openEngine(): Promise<StateEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-'));
  const connection = await SqliteConnection.open(join(folder, 'state.db'), folder);
  open.push(async () => {
    connection.close();
    await rm(folder, { recursive: true });
  });
  await connection.execute('CREATE TABLE tries (name TEXT NOT NULL) STRICT');
  return sqliteEngine(connection, folder);
}

const add = (database: StateDatabase, name: string) =>
  sql`insert into tries (name) values (${name})`.execute(database);

async function names(database: StateDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`select name from tries`.execute(database);
  return rows.map(({ name }) => name);
}

describe('a transaction on the one connection to the file', () => {
  it('nobody else has the connection until it is over: neither who reads nor who writes', async () => {
    const engine = await openEngine();
    const [isInside, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = engine.transaction(async (transaction) => {
      await add(transaction, 'first');
      isInside.resolve();
      await mayEnd.promise;
      await add(transaction, 'first again');
      throw new Error('given up');
    });
    await isInside.promise;
    const read = names(engine.database);
    const second = engine.transaction(async (transaction) => {
      await add(transaction, 'second');
      return names(transaction);
    });
    mayEnd.resolve();
    await expect(first).rejects.toThrow('given up');
    expect(await read).toEqual([]);
    expect(await second).toEqual(['second']);
  });

  it('a query that comes after its end is refused, and changes nothing', async () => {
    const engine = await openEngine();
    const kept = await engine.transaction(async (transaction) => ({ transaction }));
    await expect(add(kept.transaction, 'late')).rejects.toThrow('the transaction is over');
    expect(await names(engine.database)).toEqual([]);
  });
});
