import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:tls';
import { describe } from 'vitest';
import { makeCertificate } from './certificate.ts';
import { freePort } from './free-port.ts';

/** The name in the recipes. */
export const NAME = 'bridge.example.bg';
const RECIPES = fileURLToPath(new URL('../../../docs/recipes/', import.meta.url));
/** Debian keeps servers where only root's path leads. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;

/** A proxy with TLS in front of a page, set up by its recipe. */
export interface RunningProxy {
  /** By address; what browsers open is its name at this port. */
  readonly url: string;
  /** Without TLS. */
  readonly plainUrl: string;
  /** Its certificate, for clients that are to trust it. */
  readonly pem: Buffer;
  close(): Promise<void>;
}

interface Place {
  readonly folder: string;
  /** Port of TLS, and of plain requests. */
  readonly ports: readonly [number, number];
  readonly certificate: string;
  readonly key: string;
  /** Where the page listens: `127.0.0.1:port`. */
  readonly page: string;
}

/** The recipe with each of these words in the place of what it is for; one that it does not have is a fault. */
function recipe(file: string, words: readonly (readonly [from: string, to: string])[]): string {
  let text = readFileSync(join(RECIPES, file), 'utf8');
  for (const [from, to] of words) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

function nginxCall({ folder, ports, certificate, key, page }: Place): readonly string[] {
  const live = `/etc/letsencrypt/live/${NAME}`;
  const sites = recipe('nginx.conf', [
    ['  listen [::]:80;\n', ''],
    ['  listen [::]:443 ssl;\n', ''],
    ['listen 80;', `listen 127.0.0.1:${ports[1]};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${ports[0]} ssl;`],
    [`${live}/fullchain.pem`, certificate],
    [`${live}/privkey.pem`, key],
    ['127.0.0.1:8710', page],
  ]);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const folders = temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join(' ');
  const main = join(folder, 'nginx.conf');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    main,
    `${user} daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'log')};
     events {} http { access_log off; ${folders}\n${sites}\n}`,
  );
  return ['nginx', '-p', folder, '-c', main, '-e', join(folder, 'log')];
}

function caddyCall({ folder, ports, certificate, key, page }: Place): readonly string[] {
  const site = recipe('Caddyfile', [
    [`${NAME} {`, `https://${NAME}:${ports[0]} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`],
    ['127.0.0.1:8710', page],
  ]);
  const main = join(folder, 'Caddyfile');
  const whole = `{\n\tadmin off\n\thttp_port ${ports[1]}\n\tauto_https disable_redirects\n}\n`;
  writeFileSync(main, whole + site);
  return ['caddy', 'run', '--adapter', 'caddyfile', '--config', main];
}

/** Proxies with a recipe. */
export const PROXIES = {
  nginx: { call: nginxCall, version: ['nginx', '-v'] },
  caddy: { call: caddyCall, version: ['caddy', 'version'] },
} as const;
export type ProxyName = keyof typeof PROXIES;

async function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false }, () => {
      resolve(true);
      socket.destroy();
    }).once('error', () => resolve(false));
  });
}

/** Starts a proxy by its recipe in front of a page, all its files in this folder. */
export async function startProxy(name: ProxyName, folder: string, page: string): Promise<RunningProxy> {
  mkdirSync(folder, { recursive: true });
  const { certificate, key, pem } = makeCertificate(join(folder, 'tls'), [NAME]);
  const ports = [await freePort(), await freePort()] as const;
  const [command = '', ...args] = PROXIES[name].call({ folder, ports, certificate, key, page });
  const env = { PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (let look = 0; !(await answersAt(ports[0])); look += 1) {
    if (look === 200 || child.exitCode !== null) throw new Error(`${name} does not start: ${told}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `https://127.0.0.1:${ports[0]}`,
    plainUrl: `http://127.0.0.1:${ports[1]}`,
    pem,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * `describe` for tests of a proxy: skipped with the reason where it is not installed; without nginx a failure in CI. Caddy
 * is not in every release of Debian and Ubuntu.
 */
export function describeProxy(name: ProxyName, tests: () => void): void {
  const [command, ...args] = PROXIES[name].version;
  const isThere = spawnSync(command, args, { env: { ...process.env, PATH }, stdio: 'ignore' }).status === 0;
  if (isThere) describe(name, tests);
  else if (name === 'nginx' && (process.env['CI'] ?? '') !== '') throw new Error(`${name} is not installed`);
  else describe.skip(`${name} is not installed (Debian: apt-get install ${name})`, tests);
}
