import { Connection, Request } from 'tedious';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mssqlError } from './mssql-errors.ts';
import { WarehouseConnection } from './warehouse-connection.ts';

// The driver itself, with nobody at the other end: what goes out and what comes in is said here.

function open(): WarehouseConnection {
  return new WarehouseConnection({ server: '127.0.0.1' });
}

/** Connects where the server first says what stands in `said` and then lets in, or fails the login. */
async function connect(said: readonly number[], failure?: Error): Promise<Error | undefined> {
  const connection = open();
  vi.spyOn(Connection.prototype, 'connect').mockImplementation(function connected(done) {
    for (const number of said) connection.emit('errorMessage', { number, message: `Says ${number}.` });
    done?.(failure);
  });
  vi.spyOn(Connection.prototype, 'execSqlBatch').mockImplementation((request) => {
    batches.push(request.sqlTextOrProcedure ?? '');
    request.userCallback(null, 0, []);
  });
  return new Promise((resolve) => connection.connect(resolve));
}

const batches: string[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  batches.length = 0;
});

describe('a connection to SQL Server', () => {
  it('waits five seconds for a lock, said in a plain batch once it stands', async () => {
    expect(await connect([])).toBeUndefined();
    expect(batches).toEqual(['set lock_timeout 5000']);
  });

  it('that is not let in has the number of what the server said first', async () => {
    const cases: readonly (readonly [readonly number[], string])[] = [
      [[17142], 'warehouse.starting'],
      [[18401], 'warehouse.starting'],
      [[4060, 18456], 'warehouse.databaseUnknown'],
      [[18456], 'warehouse.accessRefused'],
      [[], 'warehouse.accessRefused'],
    ];
    for (const [said, code] of cases) {
      const refused = Object.assign(new Error('Login failed.'), { code: 'ELOGIN', name: 'ConnectionError' });
      const error = await connect(said, refused);
      expect([said, mssqlError(error, 'mssql://x').code]).toEqual([said, code]);
      expect(batches).toEqual([]);
    }
  });

  it('asks no server whether it lives; nobody but us tells that it was dropped', async () => {
    const sent = vi.spyOn(Connection.prototype, 'execSql').mockImplementation(() => undefined);
    const connection = open();
    const question = new Request('select 1', () => undefined);
    await new Promise<void>((resolve) => {
      question.on('requestCompleted', () => resolve());
      connection.execSql(question);
    });
    expect(sent).not.toHaveBeenCalled();
    connection.execSql(new Request('select 2', () => undefined));
    expect(sent).toHaveBeenCalledTimes(1);
    const printed: unknown[] = [];
    connection.on('error', (error) => printed.push(error));
    connection.emit('error', new Error('socket hang up'));
    expect(printed).toEqual([]);
    connection.close();
  });
});
