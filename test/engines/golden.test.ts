import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { GROUP_ORDERS } from '../../src/sync/orders/order-groups.ts';
import { schemaBatches } from '../../src/warehouse/mssql/create-mssql-warehouse.ts';
import { MssqlPlugin, mssqlRow } from '../../src/warehouse/mssql/mssql-plugin.ts';
import { mssqlTableName } from '../../src/warehouse/mssql/mssql-tables.ts';
import { openMssqlWarehouse } from '../../src/warehouse/mssql/mssql-warehouse.ts';
import { insertStatement } from '../../src/warehouse/sample/fill-mssql.ts';
import { ENGINES } from '../support/golden.ts';
import { goldenText, groupStatements } from '../support/golden-statements.ts';

function goldenFile(name: string): string {
  return readFileSync(new URL(`../../src/warehouse/sql/golden/${name}.sql`, import.meta.url), 'utf8');
}

describe('the SQL that each engine gets', () => {
  for (const name of ENGINES) {
    it(`${name}: is what was reviewed (npm run golden writes it anew)`, async () => {
      expect(await goldenText(name)).toBe(goldenFile(name));
    });
  }

  it.each(ENGINES)('%s: half a way for each order of a group, at most', async (name) => {
    const statements = await groupStatements(name, GROUP_ORDERS);
    expect(statements.length).toBeLessThanOrEqual(GROUP_ORDERS / 2);
  });

  it('SQL Server: nothing that only the other engines understand', () => {
    const text = goldenFile('mssql');
    for (const foreign of [/\blimit\b/i, /\bon conflict\b/i, /`/, /\breturning\b/i, /\bbegin immediate\b/i])
      expect(foreign.test(text)).toBe(false);
    // FETCH needs OFFSET, OFFSET needs an order, and neither stands beside TOP.
    for (const line of text.split('\n').filter((each) => / offset /.test(each))) {
      expect(line).toMatch(/order by .* offset @\d+ rows fetch next @\d+ rows only/);
      expect(line).not.toContain('top(');
    }
  });

  it('SQL Server: the lock of a series and what stands in it are one batch, before a partner is written', () => {
    const recorded = goldenFile('mssql').split('-- an order with a new partner and УНП')[1] ?? '';
    const lines = recorded.split('\n\n')[0]?.split('\n') ?? [];
    const place = (part: string): number => lines.findIndex((line) => line.includes(part));
    expect(lines[place('sp_getapplock')]).toContain('max("Acct") as "last"');
    expect(lines.filter((line) => line.includes('sp_getapplock'))).toHaveLength(2);
    expect(place('sp_getapplock')).toBeLessThan(place('insert into "Partners"'));
  });

  it('SQL Server: no OUTPUT, which a trigger refuses; numbers and counts are asked for behind the statement', () => {
    const statements = goldenFile('mssql').split('\n');
    const of = (pattern: RegExp) =>
      statements.filter((line) => pattern.test(line) && !line.includes('where 1 = 0'));
    expect(of(/\boutput\b/i)).toEqual([]);
    for (const line of of(/^insert into "(?:Goods|Partners)"/))
      expect(line).toContain('; select scope_identity() as');
    for (const line of of(/^(?:update|delete) /)) expect(line).toContain('; select @@rowcount as');
  });

  it('SQL Server: a trigger’s own rows and counts are not taken for the statement’s', async () => {
    const plugin = new MssqlPlugin();
    const resultOf = async (rows: readonly Record<string, unknown>[]) =>
      plugin.transformResult({ queryId: {} as never, result: { rows: [...rows], numAffectedRows: 7n } });
    const ofTrigger = { ID: 3, message: 'logged' };
    expect(await resultOf([ofTrigger, { skladbridge_rows: 1 }])).toMatchObject({
      numAffectedRows: 1n,
      rows: [],
    });
    expect(await resultOf([ofTrigger, { skladbridge_number: 45 }])).toMatchObject({
      insertId: 45n,
      rows: [],
    });
    expect(await resultOf([{ ID: 1 }])).toMatchObject({ rows: [{ ID: 1 }] });
  });

  it('SQL Server: every table has the vendor’s spelling, and its schema has every table', () => {
    const made = new Set(
      [
        ...schemaBatches()
          .join('\n')
          .matchAll(/CREATE TABLE \[dbo\]\.\[(\w+)\]/g),
      ].map((m) => m[1]),
    );
    const used = new Set(
      [...goldenFile('mssql').matchAll(/(?:from|into|join|update) "(\w+)"/g)].map((m) => m[1]),
    );
    expect(used.size).toBeGreaterThan(15);
    for (const table of used) expect([table, made.has(table)]).toEqual([table, true]);
    expect(mssqlTableName('ecrreceipts')).toBe('ECRReceipts');
  });

  it('SQL Server: no statement passes the limit of 2,100 parameters', () => {
    const most = [...goldenFile('mssql').matchAll(/@(\d+)/g)].reduce(
      (high, match) => Math.max(high, Number(match[1])),
      0,
    );
    expect(most).toBeLessThan(100);
  });

  it('SQL Server: moments come as text like everywhere; numbers of sample rows may be given', () => {
    expect(mssqlRow({ ID: 1, Date: new Date('2026-11-20T00:00:00Z'), Note: null })).toEqual({
      ID: 1,
      Date: '2026-11-20 00:00:00',
      Note: null,
    });
    expect(insertStatement('goods', ['ID', 'Code'], 2)).toBe(
      'set identity_insert [dbo].[Goods] on; insert into [dbo].[Goods] ([ID], [Code]) values (@1, @2), (@3, @4); ' +
        'set identity_insert [dbo].[Goods] off',
    );
    expect(insertStatement('nextacct', ['NextAcct'], 1)).toBe(
      'insert into [dbo].[NextAcct] ([NextAcct]) values (@1)',
    );
  });

  it('SQL Server: a port that refuses, and one that hangs up, are told as unreachable', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const open = async (): Promise<string> => {
      const url = `mssql://sa@127.0.0.1:${port}/Sklad`;
      const error = await openMssqlWarehouse({ url, password: 'x' }).catch((reason: unknown) => reason);
      return error instanceof SyncError ? error.code : String(error);
    };
    expect(await open()).toBe('warehouse.unreachable');
    await new Promise((resolve) => server.close(resolve));
    expect(await open()).toBe('warehouse.unreachable');
  });
});
