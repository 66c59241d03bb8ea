import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';
import { keepServer, untilReady } from '../network/kept-server.ts';
import type { KeptServer } from '../network/kept-server.ts';
import { freePort } from '../network/free-port.ts';
import { hasPostgres, POSTGRES_MISSING, POSTGRES_PROGRAMS } from './installed.ts';

/** PostgreSQL refuses to run as root: it is nobody's then. */
const NOBODY = 65_534;
/** What the owner of everything in the server is called, and a user who needs a password. */
export const [OWNER, GUARDED, PASSWORD] = ['skladbridge', 'guarded', 'planted-database-password'] as const;

/** `describe` for tests that need PostgreSQL. Where none is installed they are skipped with the reason, and fail in CI. */
export function describePostgres(name: string, tests: () => void): void {
  if (hasPostgres()) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\n!!! ${name}: ${POSTGRES_MISSING}\n`);
  describe.skip(`${name}: ${POSTGRES_MISSING}`, tests);
}

/** A PostgreSQL of this test run alone: its own folder and port. */
export interface PrivatePostgres {
  readonly port: number;
  /** Address of a database, as a person types it; `user` and `password` other than the owner's. */
  url(database: string, as?: { readonly user: string; readonly password: string }): string;
  /** Asks at an address; without one as the owner of everything. */
  query(sql: string, url?: string): Promise<readonly Record<string, unknown>[]>;
  /** Address of an empty memory: a schema of its own, which costs less than a database. */
  makeMemory(): Promise<string>;
  /** Name of an empty database. */
  makeDatabase(more?: string): Promise<string>;
  /** Ends the server as a power cut would; what was committed stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How a program is started that refuses to be root's. */
export function asNobody(command: readonly string[]): readonly string[] {
  if (process.getuid?.() !== 0) return command;
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', ...command];
}

/** A folder that such a program may write into. */
export function folderOfNobody(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

function install(folder: string): void {
  const options = ['-D', join(folder, 'data'), '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'];
  const [command = '', ...words] = asNobody([join(POSTGRES_PROGRAMS ?? '', 'initdb'), ...options]);
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8', cwd: folder });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  const rules = join(folder, 'data', 'pg_hba.conf');
  writeFileSync(rules, `host all ${GUARDED} all scram-sha-256\n${readFileSync(rules, 'utf8')}`);
}

class Server implements PrivatePostgres {
  readonly port: number;
  readonly #folder: string;
  #kept: KeptServer | null = null;
  #made = 0;

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  url(database: string, as?: { readonly user: string; readonly password: string }): string {
    const user = as === undefined ? OWNER : `${as.user}:${encodeURIComponent(as.password)}`;
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  async start(): Promise<void> {
    const options = {
      port: this.port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: this.#folder,
      // What is committed survives the end of the server, and need not survive the machine's.
      fsync: 'off',
      shared_buffers: '32MB',
      max_connections: 200,
    };
    const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = asNobody([
      join(POSTGRES_PROGRAMS ?? '', 'postgres'),
      '-D',
      join(this.#folder, 'data'),
      ...settings,
    ]);
    this.#kept = keepServer(command, this.#folder, 'QUIT');
    await untilReady(async () => this.query('select 1'));
  }

  async kill(): Promise<void> {
    const kept = this.#kept;
    this.#kept = null;
    await kept?.kill();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async query(sql: string, url = this.url('postgres')): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async makeMemory(): Promise<string> {
    this.#made += 1;
    const name = `memory_${this.#made}`;
    await this.query(`create schema ${name}`);
    return `${this.url('postgres')}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
  }

  async makeDatabase(more = ''): Promise<string> {
    this.#made += 1;
    const name = `memory_${this.#made}`;
    await this.query(`create database ${name} ${more}`);
    return name;
  }
}

/** Starts a PostgreSQL of its own. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const folder = folderOfNobody('skladbridge-postgres-');
  install(folder);
  const server = new Server(folder, await freePort());
  await server.start();
  await server.query(`create user ${GUARDED} password '${PASSWORD}'`);
  return server;
}
