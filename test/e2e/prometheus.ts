import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe } from 'vitest';
import { freePort } from '../support/network/free-port.ts';

const MISSING = 'Prometheus is not installed (Debian: apt-get install prometheus)';
const IS_THERE = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
);
const STARTS_MS = 15_000;

/** `describe` for tests that need a Prometheus: skipped with the reason, a failure in CI. */
export function describePrometheus(name: string, tests: () => void): void {
  if (!IS_THERE && (process.env['CI'] ?? '') !== '') throw new Error(MISSING);
  if (IS_THERE) describe(name, tests);
  else describe.skip(`${name}: ${MISSING}`, tests);
}

/** What a Prometheus answers at one path of its API. */
export interface PrometheusReply {
  readonly status: string;
  readonly error?: string;
  readonly data?: unknown;
}

/** A Prometheus of its own, in a temporary folder and on a free port. */
export interface Prometheus {
  ask(path: string, query?: Readonly<Record<string, string>>): Promise<PrometheusReply>;
  close(): Promise<void>;
}

/** Starts one that reads this program (`http://host:port`) every two seconds, with these rules. */
export async function startPrometheus(url: string, rules: string): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-prometheus-'));
  copyFileSync(rules, join(folder, 'skladbridge.rules.yml'));
  const config = {
    global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '1s' },
    scrape_configs: [{ job_name: 'skladbridge', static_configs: [{ targets: [new URL(url).host] }] }],
    rule_files: ['skladbridge.rules.yml'],
  };
  // JSON is YAML too.
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const giveUp = Date.now() + STARTS_MS;
  const isReady = async (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/-/ready`).then(
      (response) => response.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (Date.now() > giveUp || child.exitCode !== null) {
      await close();
      throw new Error('Prometheus did not start');
    }
    await delay(100);
  }
  return {
    ask: async (path, query = {}) => {
      const response = await fetch(
        `http://127.0.0.1:${port}/api/v1/${path}?${new URLSearchParams(query).toString()}`,
      );
      return (await response.json()) as PrometheusReply;
    },
    close,
  };
}
