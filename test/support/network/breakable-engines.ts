import type { NetConnectOpts } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { initMssqlWarehouse } from '../../../src/warehouse/sample/fill-mssql.ts';
import { initMysqlWarehouse } from '../../../src/warehouse/sample/fill-mysql.ts';
import { hasMariadb, startMariadb } from '../mariadb.ts';
import { selfSigned } from '../tds/certificate.ts';
import { openSqliteBehind } from '../tds/sqlite-behind.ts';
import { openTdsServer } from '../tds/tds-server.ts';
import type { Lost, Relay } from './relay.ts';

type Row = Readonly<Record<string, unknown>>;
type Filling = Omit<Parameters<typeof initMysqlWarehouse>[0], 'url'>;

/** A server of databases at the end of a line that a test may break. */
export interface BreakableServer {
  readonly target: NetConnectOpts;
  /** A database without anything. */
  makeDatabase(): Promise<string>;
  /** Its address behind a line; without one, straight to the server. */
  urlOf(database: string, line: Relay | null): string;
  fill(database: string, options: Filling): Promise<unknown>;
  /** Rows from outside; `$` stands before each table. */
  rows(database: string, sql: string): Promise<readonly Row[]>;
  /** Loses the answer to the commit of the next УНП that is written; tells how many were lost. */
  loseCommit(line: Relay): () => number;
  stop(): Promise<void>;
}

async function startMaria(): Promise<BreakableServer> {
  const server = await startMariadb({ isDurable: false });
  return {
    target: { path: server.socket },
    makeDatabase: () => server.makeDatabase({ isBare: true }),
    urlOf: (database, line) =>
      line === null ? server.url(database) : `mysql://root@127.0.0.1:${line.port}/${database}`,
    fill: (database, options) => initMysqlWarehouse({ ...options, url: server.url(database) }),
    rows: (database, sql) => server.query(sql.replaceAll('$', `${database}.`)),
    loseCommit: (line) => {
      line.loseAnswerTo('insert into `ecrreceipts`', '\u0003commit');
      return () => line.cuts;
    },
    stop: () => server.stop(),
  };
}

/** The wire of SQL Server, with SQLite behind it: what holds the rows is real, what asks is all of ours. */
async function startTds(isEncrypted: boolean): Promise<BreakableServer> {
  const behind = openSqliteBehind();
  let armed: 'no' | 'unp' | 'commit' = 'no';
  const server = await openTdsServer({
    behind,
    encryption: isEncrypted ? selfSigned() : null,
    cutAt: ({ kind, text }) => {
      if (armed === 'unp' && text.startsWith('insert into "ECRReceipts"')) armed = 'commit';
      if (armed !== 'commit' || kind !== 'commit') return null;
      armed = 'no';
      return { where: 'inside', bytes: 0 };
    },
  });
  let made = 0;
  const how = isEncrypted ? 'trustServerCertificate=true' : 'encrypt=false';
  const urlOf = (database: string, line: Relay | null): string =>
    `mssql://sa@127.0.0.1:${line?.port ?? server.port}/${database}?${how}`;
  return {
    target: { host: '127.0.0.1', port: server.port },
    makeDatabase: async () => {
      const name = `Sklad${(made += 1)}`;
      behind.open(name).close();
      return name;
    },
    urlOf,
    fill: (database, options) => initMssqlWarehouse({ ...options, url: urlOf(database, null) }),
    rows: async (database, sql) => {
      const opened = new DatabaseSync(behind.pathOf(database));
      try {
        return opened.prepare(sql.replaceAll('$', '')).all();
      } finally {
        opened.close();
      }
    },
    loseCommit: () => {
      armed = 'unp';
      return () => server.cuts;
    },
    stop: async () => {
      await server.close();
      behind.close();
    },
  };
}

/**
 * An engine whose line can break, and which part of a way is lost with it, every so many ways; in the middle
 * it may hold for so many more.
 */
type Breakable = readonly [
  name: string,
  start: () => Promise<BreakableServer>,
  losses: readonly (readonly [Lost, every: number, pause: number])[],
];

/** Longer than a group of orders takes: what breaks behind it breaks something else. */
const PAUSE = 55;

/** MariaDB where it is installed. */
export const BREAKABLE: readonly Breakable[] = [
  ...(hasMariadb()
    ? [
        [
          'MariaDB',
          startMaria,
          [
            ['question', 9, PAUSE],
            ['answer', 11, PAUSE],
          ],
        ] satisfies Breakable,
      ]
    : []),
  ['the wire of SQL Server', () => startTds(false), [['question', 9, 0]]],
  ['the wire of SQL Server, encrypted', () => startTds(true), [['answer', 11, PAUSE]]],
];
