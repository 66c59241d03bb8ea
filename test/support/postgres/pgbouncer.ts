import { spawnSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { keepServer, untilReady } from '../network/kept-server.ts';
import { asNobody, folderOfNobody, OWNER } from './postgres.ts';
import type { PrivatePostgres } from './postgres.ts';
import { freePort } from '../network/free-port.ts';

const REASON = 'PgBouncer is not installed (Debian: apt-get install pgbouncer)';
const PROGRAM = ['pgbouncer', '/usr/sbin/pgbouncer'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

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
 * meets another's. `role`: as which it comes to the server, whoever comes to it.
 */
export async function startBouncer(server: PrivatePostgres, role: string = OWNER): Promise<PrivateBouncer> {
  const folder = folderOfNobody('skladbridge-bouncer-');
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${server.port} user=${role}`,
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
  const kept = keepServer(asNobody([PROGRAM ?? '', file]), folder);
  const url = (database: string): string => `postgres://${OWNER}@127.0.0.1:${port}/${database}`;
  await untilReady(async () => connect(url('postgres')));
  return {
    url,
    stop: async () => {
      await kept.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connect(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}
