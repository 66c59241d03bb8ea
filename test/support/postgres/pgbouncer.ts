import { spawn, spawnSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { asNobody, folderOfNobody, OWNER } from './postgres.ts';
import type { PrivatePostgres } from './postgres.ts';
import { freePort } from './free-port.ts';

const REASON = 'PgBouncer is not installed (Debian: apt-get install pgbouncer)';
const PROGRAM = ['pgbouncer', '/usr/sbin/pgbouncer'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);
const READY_MS = 20_000;
const PAUSE_MS = 50;

/** A pooler before a PostgreSQL. */
export interface PrivateBouncer {
  url(database: string): string;
  stop(): Promise<void>;
}

/** True when tests may start a pooler; without one CI fails. */
export function hasBouncer(): boolean {
  if (PROGRAM === undefined && (process.env['CI'] ?? '') !== '') throw new Error(REASON);
  return PROGRAM !== undefined;
}

/**
 * Starts a pooler in transaction mode with so few connections to the server that whoever counts on keeping one
 * meets another's.
 */
export async function startBouncer(server: PrivatePostgres): Promise<PrivateBouncer> {
  const folder = folderOfNobody('skladbridge-bouncer-');
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${server.port} user=${OWNER}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 3',
    'max_client_conn = 200',
    'ignore_startup_parameters = extra_float_digits',
    '',
  ];
  writeFileSync(file, settings.join('\n'));
  if (process.getuid?.() === 0) chownSync(file, 65_534, 65_534);
  const [command = '', ...words] = asNobody([PROGRAM ?? '', file]);
  // As in postgres.ts: it ends with this process, however that ends.
  const script = '"$@" >/dev/null 2>&1 & bouncer=$!; cat >/dev/null; kill -9 $bouncer; wait $bouncer';
  const keeper = spawn('sh', ['-c', script, 'keeper', command, ...words], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: folder,
  });
  const url = (database: string): string => `postgres://${OWNER}@127.0.0.1:${port}/${database}`;
  await ready(url('postgres'));
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<void> {
  const giveUp = Date.now() + READY_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
