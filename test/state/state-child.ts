import { join } from 'node:path';
import { hearStatements } from '../../src/lib/statements.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { migrateFile } from '../../src/state/sqlite/migrate-file.ts';
import { SqliteConnection } from '../../src/state/sqlite/sqlite-connection.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';

// A process of its own at a data folder: `open NAME` opens the memory and adds a profile; `die N` migrates the file and
// ends by SIGKILL after the Nth statement; `dieKeeping` ends so in the middle of the copy before it, `dieForgetting N` after the
// Nth statement of forgetting its old runs; `compact` gives unused room back.

const [folder = '', what = '', argument = ''] = process.argv.slice(2);

async function openAndAdd(name: string): Promise<void> {
  const state = await openSqliteState({ folder });
  await state.profiles.add(name, defaultSettings(), '2026-11-24T10:00:00Z');
  process.stdout.write(state.installation);
  await state.close();
}

async function dieAfter(statements: number): Promise<void> {
  const connection = await SqliteConnection.open(join(folder, 'state.db'), folder);
  let count = 0;
  const execute = connection.execute.bind(connection);
  connection.execute = async (sql) => {
    await execute(sql);
    count += 1;
    if (count === statements) process.kill(process.pid, 'SIGKILL');
  };
  await migrateFile(connection);
  connection.close();
}

/** The copy is being written: SQLite has begun, and the file has not yet got its name. */
async function dieKeeping(): Promise<void> {
  const open = SqliteConnection.open.bind(SqliteConnection);
  SqliteConnection.open = async (...where) => {
    const connection = await open(...where);
    const all = connection.all.bind(connection);
    connection.all = async (sql, ...values) => {
      const rows = await all(sql, ...values);
      if (sql.startsWith('VACUUM INTO')) process.kill(process.pid, 'SIGKILL');
      return rows;
    };
    return connection;
  };
  await openSqliteState({ folder });
}

async function dieForgetting(statements: number): Promise<void> {
  const state = await openSqliteState({ folder });
  const old = await state.housekeeping.oldRuns('2026-01-01T00:00:00.000Z');
  let count = 0;
  const stop = hearStatements(() => {
    count += 1;
    if (count === statements) process.kill(process.pid, 'SIGKILL');
  });
  while (!(await state.housekeeping.forgetRuns(old, 10)).isDone);
  stop();
  await state.close();
}

async function compact(): Promise<void> {
  const state = await openSqliteState({ folder });
  process.stdout.write('compacting');
  await state.housekeeping.compact();
  await state.close();
}

await (what === 'dieForgetting'
  ? dieForgetting(Number(argument))
  : what === 'compact'
    ? compact()
    : what === 'dieKeeping'
      ? dieKeeping()
      : what === 'open'
        ? openAndAdd(argument)
        : dieAfter(Number(argument)));
