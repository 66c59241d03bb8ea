import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createPool } from 'mysql2/promise';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import { describe } from 'vitest';
import { keepServer, untilReady } from './network/kept-server.ts';
import type { KeptServer } from './network/kept-server.ts';
import { schemaStatements } from '../../src/warehouse/mysql/create-mysql-warehouse.ts';

const INSTALLED = ['mariadbd', 'mysqld'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** A MariaDB of this test run alone: its own folder and socket, no network. */
export interface PrivateMariadb {
  readonly socket: string;
  /** Address of a database, as a profile has it. */
  url(database: string): string;
  query(sql: string, values?: readonly unknown[]): Promise<RowDataPacket[]>;
  /** An empty database, with the tables of structure 3.07 or without any. */
  makeDatabase(options?: { readonly isBare?: boolean }): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Kills the server as a power cut would; the data folder stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** True when tests may start a MariaDB; without one CI fails, and elsewhere they do what they can without. */
export function hasMariadb(): boolean {
  if (INSTALLED === undefined && (process.env['CI'] ?? '') !== '')
    throw new Error('MariaDB is not installed (Debian: apt-get install mariadb-server)');
  return INSTALLED !== undefined;
}

/**
 * `describe` for tests that need MariaDB. Where none is installed they are skipped with the reason, and fail
 * in CI.
 */
export function describeMariadb(name: string, tests: () => void): void {
  if (INSTALLED !== undefined) {
    describe(name, tests);
    return;
  }
  const reason = 'MariaDB is not installed (Debian: apt-get install mariadb-server)';
  process.stderr.write(`\n!!! ${name}: ${reason}\n`);
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(reason);
  describe.skip(`${name}: ${reason}`, tests);
}

/** How a server is set up. `isDurable`: every commit is on the disk, as in an installation. */
export interface MariadbOptions {
  readonly isDurable: boolean;
  /** More of the server's own options, as some installations have them. */
  readonly more?: readonly string[];
}

function serverArguments(folder: string, { isDurable, more = [] }: MariadbOptions): readonly string[] {
  return [
    '--no-defaults',
    `--user=${userInfo().username}`,
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--tmpdir=${folder}`,
    '--skip-networking',
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=64M',
    `--innodb-flush-log-at-trx-commit=${isDurable ? 1 : 0}`,
    // Old and small installations fold letter case: the harder case for our comparisons.
    '--character-set-server=utf8mb3',
    '--collation-server=utf8mb3_general_ci',
    ...more,
  ];
}

function install(folder: string): void {
  const options = [
    '--no-defaults',
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    `--user=${userInfo().username}`,
    `--datadir=${join(folder, 'data')}`,
  ];
  // A server that starts deletes the temporary tables of a place that it shares with others.
  const env = { ...process.env, TMPDIR: folder };
  const { status, stderr } = spawnSync('mariadb-install-db', options, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`mariadb-install-db failed: ${stderr}`);
}

class Server implements PrivateMariadb {
  readonly socket: string;
  readonly #folder: string;
  readonly #options: MariadbOptions;
  #kept: KeptServer | null = null;
  #pool: Pool | null = null;
  #made = 0;

  constructor(folder: string, options: MariadbOptions) {
    this.#folder = folder;
    this.#options = options;
    this.socket = join(folder, 'socket');
  }

  url(database: string): string {
    return `mysql://root@localhost/${database}?socket=${encodeURIComponent(this.socket)}`;
  }

  async start(): Promise<void> {
    const command = [INSTALLED ?? '', ...serverArguments(this.#folder, this.#options)];
    this.#kept = keepServer(command, this.#folder);
    const pool = createPool({ socketPath: this.socket, user: 'root', connectionLimit: 2, dateStrings: true });
    this.#pool = pool;
    await untilReady(async () => pool.query('select 1'));
  }

  async kill(): Promise<void> {
    const kept = this.#kept;
    this.#kept = null;
    this.#pool?.pool.end();
    this.#pool = null;
    await kept?.kill();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<RowDataPacket[]> {
    if (this.#pool === null) throw new Error('the server does not run');
    const [rows] = await this.#pool.query(sql, [...values]);
    return rows as RowDataPacket[];
  }

  async makeDatabase(options: { readonly isBare?: boolean } = {}): Promise<string> {
    this.#made += 1;
    const name = `warehouse_${this.#made}`;
    await this.query(`create database ${name}`);
    if (options.isBare === true || this.#pool === null) return name;
    const connection = await this.#pool.getConnection();
    try {
      await connection.query(`use ${name}`);
      for (const statement of schemaStatements()) await connection.query(statement);
    } finally {
      connection.destroy();
    }
    return name;
  }

  async dropDatabase(name: string): Promise<void> {
    await this.query(`drop database ${name}`);
  }
}

/** Starts a MariaDB of its own. */
export async function startMariadb(options: MariadbOptions): Promise<PrivateMariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-mariadb-'));
  install(folder);
  const server = new Server(folder, options);
  await server.start();
  return server;
}
