import { afterEach, describe, expect, it } from 'vitest';
import { initMssqlWarehouse } from '../../src/warehouse/sample/fill-mssql.ts';
import { openSqliteBehind } from '../support/tds/sqlite-behind.ts';
import type { SqliteBehindOptions } from '../support/tds/sqlite-behind.ts';
import { openTdsServer } from '../support/tds/tds-server.ts';
import { TODAY } from '../support/world.ts';

const GOODS = 400;
const open: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** Makes a sample on the wire of SQL Server; what was asked, and every row that stands then. */
async function makeSample(options: SqliteBehindOptions = {}) {
  const behind = openSqliteBehind(options);
  open.push(() => behind.close());
  const server = await openTdsServer({ behind });
  open.push(() => server.close());
  behind.open('Sklad').close();
  const { counts } = await initMssqlWarehouse({
    url: `mssql://sa@127.0.0.1:${server.port}/Sklad?encrypt=false`,
    password: null,
    goods: GOODS,
    seed: 1,
    hasSupto: true,
    today: TODAY,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const made = behind.open('Sklad');
  open.push(() => made.close());
  const rows = Object.keys(counts).map((table) => {
    // The clock of the server is not the sample's.
    const columns = made
      .prepare(`select name from pragma_table_info('${table}') where name not like '%RealTime'`)
      .all()
      .map(({ name }) => `"${String(name)}"`);
    return [table, made.prepare(`select ${columns.join(', ')} from ${table} order by 1, 2`).all()];
  });
  return { rows, bulks: server.requests.filter(({ kind }) => kind === 'bulk').length, server };
}

describe('a sample warehouse on SQL Server', () => {
  it('goes by INSERT BULK where many rows are written, with the same rows as by statements', async () => {
    const sample = await makeSample();
    expect(sample.bulks).toBeGreaterThan(2);
    const plain = await makeSample({
      refuse: (statement) =>
        statement.startsWith('insert bulk') ? { number: 102, message: 'Incorrect syntax near bulk.' } : null,
    });
    expect(plain.bulks).toBe(0);
    expect(plain.rows).toEqual(sample.rows);
    expect(plain.server.requests.length).toBeGreaterThan(sample.server.requests.length);
  });

  it('tells what else goes wrong as it is, and tries nothing again', async () => {
    const refuse: SqliteBehindOptions['refuse'] = (statement) =>
      statement.startsWith('insert into [dbo].[Goods]') ? { number: 1105, message: 'No space.' } : null;
    await expect(makeSample({ refuse })).rejects.toMatchObject({ code: 'warehouse.full' });
  });
});
