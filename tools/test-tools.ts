import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A program that tests work with: without it some are skipped here, and fail in CI. */
export interface TestTool {
  readonly name: string;
  /** What cannot be tested without it. */
  readonly tests: string;
  /** Packages of Debian and Ubuntu. */
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
  /** Older releases do not have it: there its tests are skipped with that reason, in CI too. */
  readonly isSpare?: true;
}

const LIBRARIES = '/usr/lib';

function starts(...programs: readonly string[]): boolean {
  return programs.some((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0);
}

/** Whether a program that has no `--version` is there, by another word that it knows. */
function answers(program: string, word: string): boolean {
  return spawnSync(program, [word], { stdio: 'ignore' }).status === 0;
}

/** Whether a folder below `/usr/lib`, of whatever machine's name or version, holds this file. */
function hasLibrary(file: string, folder: string = LIBRARIES): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => existsSync(join(folder, name, file)));
}

/** What `npm test` works with. */
export const TEST_TOOLS: readonly TestTool[] = [
  {
    name: 'MariaDB',
    tests: 'the warehouse on MySQL',
    packages: ['mariadb-server'],
    isThere: () => starts('mariadbd', 'mysqld'),
  },
  {
    name: 'PostgreSQL',
    tests: 'the memory on a PostgreSQL of its own',
    packages: ['postgresql'],
    isThere: () => starts('postgres') || hasLibrary('bin/postgres', '/usr/lib/postgresql'),
  },
  {
    name: 'PgBouncer',
    tests: 'the memory behind a pooler',
    packages: ['pgbouncer'],
    isThere: () => starts('pgbouncer', '/usr/sbin/pgbouncer'),
  },
  {
    name: 'Chromium',
    tests: 'journeys through the page',
    packages: ['chromium', 'fonts-dejavu-core'],
    isThere: () =>
      ['chromium', 'chromium-browser', 'google-chrome'].some((name) => existsSync(`/usr/bin/${name}`)),
  },
  {
    name: 'libfaketime',
    tests: 'clocks that are set wrong',
    packages: ['libfaketime'],
    isThere: () => hasLibrary('faketime/libfaketimeMT.so.1'),
  },
  {
    name: 'nginx',
    tests: 'the page behind nginx',
    packages: ['nginx'],
    isThere: () => answers('nginx', '-v') || existsSync('/usr/sbin/nginx'),
  },
  {
    name: 'Caddy',
    tests: 'the page behind Caddy',
    packages: ['caddy'],
    isThere: () => answers('caddy', 'version'),
    isSpare: true,
  },
  {
    name: 'nats-server',
    tests: 'warehouses in back offices',
    packages: ['nats-server'],
    isThere: () => starts('nats-server', '/usr/sbin/nats-server'),
  },
  { name: 'OpenSSL', tests: 'TLS', packages: ['openssl'], isThere: () => answers('openssl', 'version') },
  {
    name: 'Prometheus',
    tests: 'figures, alert rules and the dashboard',
    packages: ['prometheus'],
    isThere: () => starts('prometheus') && starts('promtool'),
  },
];

/** What `npm run package` and `npm run test:packages` work with; nothing of it is needed by `npm test`. */
export const PACKAGE_TOOLS: readonly TestTool[] = [
  {
    name: 'NSIS',
    tests: 'the setup program',
    packages: ['nsis'],
    isThere: () => existsSync('/usr/bin/makensis'),
  },
  { name: 'zip', tests: 'the zip', packages: ['zip'], isThere: () => starts('zip') },
  {
    name: 'umoci and runc',
    tests: 'the image of a container',
    packages: ['umoci', 'runc'],
    isThere: () => starts('umoci') && starts('runc', '/usr/sbin/runc'),
  },
  { name: 'debootstrap', tests: 'packages', packages: ['debootstrap'], isThere: () => starts('debootstrap') },
  {
    name: 'systemd-nspawn',
    tests: 'the .deb',
    packages: ['systemd-container'],
    isThere: () => starts('systemd-nspawn'),
  },
];

/** Lines that say what is skipped here for want of a tool, and how to get it; none = everything is tested. */
export function skippedHere(): readonly string[] {
  const missing = TEST_TOOLS.filter((tool) => !tool.isThere());
  const lines = missing.map(({ name, tests }) => `skipped here: ${tests} (${name} is not installed)`);
  return missing.length === 0 ? [] : [...lines, 'npm run test:setup installs what is missing'];
}
