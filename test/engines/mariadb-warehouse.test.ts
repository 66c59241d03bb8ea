import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { openMysqlDatabase, openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { readWarehouseSummary } from '../../src/warehouse/summary/read-summary.ts';
import { runChild } from '../support/child.ts';
import { freePort } from '../support/network/free-port.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

describeMariadb('MariaDB: a warehouse', () => {
  let server: PrivateMariadb;
  let folder: string;
  const common = {
    goods: 300,
    seed: 3,
    hasSupto: true,
    hasHazards: true,
    today: new Date('2026-11-24T10:00:00Z'),
    onProgress: () => undefined,
  };
  const never = new AbortController().signal;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
    folder = mkdtempSync(join(tmpdir(), 'skladbridge-mariadb-test-'));
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the sample has the same content as on SQLite; its summary is the same, hazards included', async () => {
    const database = await server.makeDatabase({ isBare: true });
    const url = server.url(database);
    const path = join(folder, 'sample.db');
    const inFile = await initSqliteWarehouse({ ...common, path, signal: never });
    const onServer = await initMysqlWarehouse({ ...common, url, password: null, signal: never });
    expect(onServer).toEqual(inFile);
    const summary = await readWarehouseSummary(() => openMysqlDatabase({ url, password: null }));
    expect(summary).toEqual(await readWarehouseSummary(() => openSqliteDatabase({ path })));
    expect(summary.hazards.length).toBeGreaterThan(4);
    expect(await codeOf(initMysqlWarehouse({ ...common, url, password: null, signal: never }))).toBe(
      'warehouse.notEmpty',
    );
  });

  it('a sample that is stopped leaves no row, and can be made then', async () => {
    const url = server.url(await server.makeDatabase({ isBare: true }));
    const stop = new AbortController();
    const stopped = initMysqlWarehouse({
      ...common,
      url,
      password: null,
      signal: stop.signal,
      onProgress: (done) => {
        if (done > 0) stop.abort();
      },
    });
    expect(await codeOf(stopped)).toBe('run.cancelled');
    const summary = await readWarehouseSummary(() => openMysqlDatabase({ url, password: null }));
    expect(summary.counts).toMatchObject({ goods: 1, operations: 0, nextacct: 0 });
    await initMysqlWarehouse({ ...common, url, password: null, signal: never });
  });

  it('a foreign database, an unknown one, a wrong password and a closed port are told apart', async () => {
    const foreign = await server.makeDatabase({ isBare: true });
    await server.query(`create table ${foreign}.posts (id int)`);
    await server.query("create user limited@localhost identified by 'right'");
    await server.query(`grant all on ${foreign}.* to limited@localhost`);
    const limited = server.url(foreign).replace('root@', 'limited@');
    const port = await freePort();
    const open = (url: string, password: string | null = null) =>
      codeOf(openMysqlWarehouse({ url, password }));
    expect(await open(server.url(foreign))).toBe('warehouse.notWarehousePro');
    expect(await open(server.url('none_such'))).toBe('warehouse.databaseUnknown');
    expect(await open(limited, 'wrong')).toBe('warehouse.accessRefused');
    expect(await open(limited, 'right')).toBe('warehouse.notWarehousePro');
    expect(await open(`mysql://sklad@127.0.0.1:${port}/x`)).toBe('warehouse.unreachable');
    const url = server.url(foreign);
    expect(await codeOf(initMysqlWarehouse({ ...common, url, password: null, signal: never }))).toBe(
      'warehouse.notWarehousePro',
    );
  });

  it('`warehouse init` and `info` work by the address alone; a password in it is refused', async () => {
    const url = server.url(await server.makeDatabase({ isBare: true }));
    const init = await runChild({ args: ['warehouse', 'init', url, '--goods', '50', '--json'] });
    expect([init.code, init.stderr]).toEqual([0, '']);
    const info = await runChild({ args: ['warehouse', 'info', url] });
    expect(info.code).toBe(0);
    expect(info.stdout).toContain('3.07');
    const refused = await runChild({ args: ['warehouse', 'info', 'mysql://root:tajna@localhost/x'] });
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).not.toContain('tajna');
  });
});
