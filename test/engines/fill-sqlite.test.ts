import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';

const never = new AbortController().signal;
const MAKER = new URL('../../src/warehouse/sample/fill-sqlite.ts', import.meta.url).href;

type Init = Parameters<typeof initSqliteWarehouse>[0];

function options(path: string, more: Partial<Init> = {}): Init {
  const today = new Date('2026-11-24T10:00:00Z');
  return {
    path,
    goods: 60,
    seed: 1,
    hasSupto: true,
    today,
    signal: never,
    onProgress: () => undefined,
    ...more,
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

function look<T>(path: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function count(path: string, table: string): number {
  return look(path, (database) =>
    Number(database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n']),
  );
}

describe('a sample warehouse in an SQLite file', () => {
  const folders: string[] = [];

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function place(): { readonly folder: string; readonly path: string } {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-sample-'));
    folders.push(folder);
    return { folder, path: join(folder, 'warehouse.db') };
  }

  it('makes a new file, tells the rows by table, and leaves nothing beside it', async () => {
    const { folder, path } = place();
    const progress: number[] = [];
    const made = await initSqliteWarehouse(
      options(path, { goods: 2500, onProgress: (done) => progress.push(done) }),
    );
    expect(readdirSync(folder)).toEqual(['warehouse.db']);
    for (const table of ['goods', 'store', 'partners', 'objects', 'users', 'goodsgroups'])
      expect([table, count(path, table)]).toEqual([table, (made.counts[table] ?? 0) + 1]);
    for (const table of ['operations', 'nextacct', 'payments', 'cashbook', 'ecrreceipts', 'transformations'])
      expect([table, count(path, table)]).toEqual([table, made.counts[table]]);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.at(-1)).toBe(2500);
    expect(look(path, (database) => database.prepare('PRAGMA integrity_check').get())).toEqual({
      integrity_check: 'ok',
    });
  });

  it('fills an empty warehouse that is there; its settings are replaced, not repeated', async () => {
    const { path } = place();
    createSqliteWarehouse(path);
    await initSqliteWarehouse(options(path, { stockMethod: 2 }));
    const settings = look(path, (database) =>
      database.prepare('SELECT "Key", Value FROM configuration ORDER BY "Key"').all(),
    );
    expect(settings.map((row) => [row['Key'], row['Value']])).toEqual([
      ['configkey12', '-1'],
      ['configkey20', '-1'],
      ['configkey23', '2'],
      ['configkey48', '0'],
    ]);
  });

  it.each([
    ['a good', "INSERT INTO goods (ID, Name) VALUES (2, 'Стока')"],
    ['a document with the first ID', 'INSERT INTO operations (ID, OperType, Acct) VALUES (1, 2, 1)'],
    ['a number that is used', "INSERT INTO nextacct VALUES ('S1')"],
    ['a УНП', 'INSERT INTO ecrreceipts (ID, ReceiptType) VALUES (1, 8)'],
    ['a VAT group', 'INSERT INTO vatgroups (ID, VATValue) VALUES (2, 9)'],
  ])('refuses a warehouse that holds %s, and leaves every byte of it', async (_, change) => {
    const { path } = place();
    createSqliteWarehouse(path);
    look(path, (database) => database.exec(change));
    const before = readFileSync(path);
    expect(await codeOf(initSqliteWarehouse(options(path)))).toBe('warehouse.notEmpty');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a second filling, another program’s file, an old structure and a folder that is not there', async () => {
    const { folder, path } = place();
    await initSqliteWarehouse(options(path));
    expect(await codeOf(initSqliteWarehouse(options(path)))).toBe('warehouse.notEmpty');
    const text = join(folder, 'text.db');
    writeFileSync(text, 'това не е база данни, а текст'.repeat(100));
    expect(await codeOf(initSqliteWarehouse(options(text)))).toBe('warehouse.notDatabase');
    const old = join(folder, 'old.db');
    createSqliteWarehouse(old);
    look(old, (database) => database.exec("UPDATE system SET Version = '3.06'"));
    expect(await codeOf(initSqliteWarehouse(options(old)))).toBe('warehouse.tooOld');
    const missing = join(folder, 'none', 'warehouse.db');
    expect(await codeOf(initSqliteWarehouse(options(missing)))).toBe('warehouse.unreachable');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('stopped in the middle: a new file is not there, an existing one is as before', async () => {
    const { folder, path } = place();
    const existing = join(folder, 'existing.db');
    createSqliteWarehouse(existing);
    const before = readFileSync(existing);
    for (const target of [path, existing]) {
      const stop = new AbortController();
      const onProgress = (done: number): void => {
        if (done > 500) stop.abort(new SyncError('run.cancelled'));
      };
      const filling = initSqliteWarehouse(options(target, { goods: 3000, signal: stop.signal, onProgress }));
      expect(await codeOf(filling)).toBe('run.cancelled');
    }
    expect(readdirSync(folder)).toEqual(['existing.db']);
    expect(readFileSync(existing).equals(before)).toBe(true);
    const plain = new AbortController();
    plain.abort();
    expect(await codeOf(initSqliteWarehouse(options(path, { signal: plain.signal })))).toBe('run.cancelled');
  });

  it('killed in the middle: no file under the name, an existing one still empty; both can be made then', async () => {
    const { folder, path } = place();
    const existing = join(folder, 'existing.db');
    createSqliteWarehouse(existing);
    for (const target of [path, existing]) {
      const script = `const { initSqliteWarehouse } = await import(${JSON.stringify(MAKER)});
        const onProgress = (done) => { if (done > 3000) process.stdout.write('far enough'); };
        await initSqliteWarehouse({ path: ${JSON.stringify(target)}, goods: 300000, seed: 1, hasSupto: true,
          today: new Date(0), signal: new AbortController().signal, onProgress });`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await Promise.race([once(child.stdout, 'data'), ended]);
      child.kill('SIGKILL');
      await ended;
    }
    expect(existsSync(path)).toBe(false);
    expect(count(existing, 'goods')).toBe(1);
    for (const target of [path, existing])
      expect((await initSqliteWarehouse(options(target))).counts['goods']).toBe(65);
  });
});
