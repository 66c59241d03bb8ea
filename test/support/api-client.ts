import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startWarehouseApi } from '../../src/warehouse-api/warehouse-api.ts';
import type { RunningWarehouseApi } from '../../src/warehouse-api/warehouse-api.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { SqlRecords } from '../../src/warehouse/sql/records/sql-records.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A sample warehouse in a file with the REST API in front of it, called by plain HTTP. */
export interface ServedSample {
  readonly api: RunningWarehouseApi;
  readonly path: string;
  call(
    method: string,
    target: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ApiReply>;
  rows(sql: string): readonly Json[];
  change(sql: string): void;
  close(): Promise<void>;
}

/** Makes a sample warehouse and serves it. */
export async function serveSample(
  options: { readonly apiKey?: string; readonly goods?: number } = {},
): Promise<ServedSample> {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-api-'));
  const path = join(folder, 'warehouse.db');
  await initSqliteWarehouse({
    path,
    goods: options.goods ?? 60,
    seed: 1,
    hasSupto: true,
    today: new Date('2026-11-20T12:00:00Z'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const records = new SqlRecords(await openSqliteDatabase({ path }));
  const api = await startWarehouseApi(records, {
    host: '127.0.0.1',
    port: 0,
    apiKey: options.apiKey ?? null,
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z') },
    onFault: (error) => process.stderr.write(`${String(error)}\n`),
  });
  const look = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(path, { timeout: 5000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    api,
    path,
    call: async (method, target, body, headers = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${api.url}${target}`, {
        method,
        headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
        ...(body === undefined ? {} : { body: text }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    rows: (sql) => look((database) => database.prepare(sql).all() as readonly Json[]),
    change: (sql) => look((database) => database.exec(sql)),
    close: async () => {
      await api.close();
      await records.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
