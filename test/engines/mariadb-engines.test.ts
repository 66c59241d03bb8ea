import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMysqlDatabase, openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { runChild } from '../support/child.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { HERE } from '../support/memory/on-file.ts';

describeMariadb('Q9: MariaDB tables without transactions', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  it.each(['MyISAM', 'Aria', 'MEMORY'])(
    'of %s are refused by name, each, with the statement that mends it',
    async (engine) => {
      const database = await server.makeDatabase();
      for (const table of ['nextacct', 'ecrreceipts'])
        await server.query(`ALTER TABLE \`${database}\`.\`${table}\` ENGINE=${engine}`);
      const options = { url: server.url(database), password: null };
      const error = await openMysqlWarehouse(options).then(
        () => null,
        (reason: { code: string; facts: Record<string, string> }) => reason,
      );
      expect(error?.code).toBe('warehouse.noTransactions');
      expect(error?.facts['tables']).toBe(`ecrreceipts (${engine}), nextacct (${engine})`);
      const statements = (error?.facts['statement'] ?? '').split(';').filter((text) => text.trim() !== '');
      expect(statements).toHaveLength(2);
      for (const statement of statements)
        await server.query(statement.replace('ALTER TABLE ', `ALTER TABLE \`${database}\`.`));
      await (await openMysqlDatabase(options)).database.destroy();
    },
  );

  it('that are only read are no reason', async () => {
    const database = await server.makeDatabase();
    await server.query(`ALTER TABLE \`${database}\`.\`operationtype\` ENGINE=MyISAM`);
    await (await openMysqlWarehouse({ url: server.url(database), password: null })).close();
  });

  it('stop every command that opens the warehouse, before anything is written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-engines-'));
    try {
      const database = await server.makeDatabase();
      await server.query(`ALTER TABLE \`${database}\`.\`operations\` ENGINE=MyISAM`);
      const url = server.url(database);
      const data = ['--data', folder];
      const shop = ['--shop', 'http://127.0.0.1:9', '--interface', 'rest', '--username', 'u'];
      const secret = { SKLADBRIDGE_SECRET: 'x' };
      const settings = ['--set', 'location=1', '--set', 'groups=1'];
      await runChild({
        args: ['profile', 'add', 'П', '--warehouse', url, ...shop, ...settings, ...data],
        env: secret,
      });
      for (const args of [
        ['warehouse', 'info', url],
        ['warehouse', 'serve', url, '--port', '0'],
        ['profile', 'test', 'П', ...data],
        ['plan', 'П', ...HERE, ...data],
        ['run', 'П', '--yes', ...HERE, ...data],
      ]) {
        const { code, stdout, stderr } = await runChild({ args });
        expect([args[0], args[1], code]).toEqual([args[0], args[1], 2]);
        expect(`${stdout}${stderr}`).toContain('ALTER TABLE `operations` ENGINE=InnoDB;');
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
