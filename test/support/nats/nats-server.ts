import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { freePort } from '../network/free-port.ts';
import { keepServer, untilReady } from '../network/kept-server.ts';

const MISSING = 'nats-server is not installed (Debian: apt-get install nats-server)';
const INSTALLED = ['nats-server', '/usr/sbin/nats-server'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** `describe` for tests that need a nats-server: skipped with the reason, a failure in CI. */
export function describeNats(name: string, tests: () => void): void {
  if (INSTALLED === undefined && (process.env['CI'] ?? '') !== '') throw new Error(MISSING);
  if (INSTALLED !== undefined) describe(name, tests);
  else describe.skip(`${name}: ${MISSING}`, tests);
}

/** A nats-server of this test run alone, in a temporary folder and on a free port. */
export interface PrivateNats {
  readonly port: number;
  readonly folder: string;
  stop(): Promise<void>;
}

async function answers(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', reject);
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });
}

/** Starts one with this configuration; `@PORT@` and `@FOLDER@` in it are its own. */
export async function startNats(
  configuration: string,
  files: Readonly<Record<string, string>> = {},
): Promise<PrivateNats> {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-nats-'));
  const port = await freePort();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const text = configuration.replaceAll('@PORT@', String(port)).replaceAll('@FOLDER@', folder);
  writeFileSync(join(folder, 'nats.conf'), text);
  const server = keepServer([INSTALLED ?? '', '-c', join(folder, 'nats.conf')], folder);
  await untilReady(() => answers(port));
  return {
    port,
    folder,
    stop: async () => {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Words of the worker, and of agents in tests. */
export const WORKER = { user: 'worker', password: 'worker-password-of-tests' } as const;
export const TOKEN = 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8';

/** A hub as the recipe has it, on 127.0.0.1 and without TLS, with agents of these names, which have a token. */
export function hubOf(...agents: readonly string[]): string {
  const users = agents.map(
    (name) => `    { user: "${name}", password: "${TOKEN}", permissions: {
        subscribe: { allow: ["skl.wh.${name}.>"] }, publish: { deny: [">"] },
        allow_responses: { max: 1, expires: "60s" } } }`,
  );
  return hubWith(users);
}

/** The same with these lines for its agents. */
export function hubWith(users: readonly string[]): string {
  return `
listen: "127.0.0.1:@PORT@"
authorization {
  users: [
    { user: "${WORKER.user}", password: "${WORKER.password}", permissions: {
        publish: { allow: ["skl.wh.>"] }, subscribe: { allow: ["_INBOX.>"] } } }
${users.join('\n')}
  ]
}
`;
}
