import { Kysely, MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler } from 'kysely';
import type { DatabaseConnection, Driver } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SyncError } from '../../model/sync-error.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import { inTransaction } from '../sql/transaction.ts';
import { mssqlEngine } from './mssql-warehouse.ts';

describe('a transaction of SQL Server', () => {
  it('whose commit was lost is uncertain, and gives its connection back, so that closing ends', async () => {
    let held = 0;
    const lost = async (): Promise<never> => {
      throw Object.assign(new Error('Connection lost'), { code: 'ESOCKET' });
    };
    const connection = {} as DatabaseConnection;
    const driver: Driver = {
      init: async () => undefined,
      acquireConnection: async () => {
        held += 1;
        return connection;
      },
      beginTransaction: async () => undefined,
      commitTransaction: lost,
      rollbackTransaction: lost,
      releaseConnection: async () => {
        held -= 1;
      },
      destroy: async () => undefined,
    };
    const database = new Kysely<WarehouseSchema>({
      dialect: {
        createDriver: () => driver,
        createAdapter: () => new MssqlAdapter(),
        createIntrospector: (each) => new MssqlIntrospector(each),
        createQueryCompiler: () => new MssqlQueryCompiler(),
      },
    });
    const error = await inTransaction(database, mssqlEngine('mssql://x'), async () => 1).catch(
      (reason: unknown) => reason,
    );
    expect((error as SyncError).code).toBe('warehouse.record.answerLost');
    expect(held).toBe(0);
  });
});
