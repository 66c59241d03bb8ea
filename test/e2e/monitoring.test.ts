import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WorkerMetrics } from '../../src/hosted/worker-metrics.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { describePrometheus, startPrometheus } from './prometheus.ts';
import type { Prometheus } from './prometheus.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// What docs/monitoring hands out is tried on a real Prometheus that reads a real program.

const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const RULES = place('docs/monitoring/skladbridge.rules.yml');
const ALERT_TESTS = place('test/fixtures/monitoring/alerts.test.yml');
const DASHBOARD = place('docs/monitoring/dashboard.json');
const READ_MS = 40_000;
/** Of a queue in which nothing stands: only names of a worker's figures are looked at. */
const QUIET = {
  jobs: async () => ({ waiting: 0, active: 0, dead: 0 }),
  dueNow: async () => 0,
  shops: async () => ({ scheduled: 0, behind: new Map(), givenUp: 0 }),
};

interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

function panels(): readonly Panel[] {
  return (JSON.parse(readFileSync(DASHBOARD, 'utf8')) as { readonly panels: readonly Panel[] }).panels;
}

/** A question of the dashboard as Grafana would put it. */
function asked(expr: string): string {
  return expr.replaceAll('$__rate_interval', '1m').replaceAll('$profile', '.*');
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b(?:skladbridge|process)_[a-z_]+/g))];
}

function promtool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return `${status} ${status === 0 ? '' : stdout + stderr}`.trim();
}

describePrometheus('docs/monitoring', () => {
  let world: World;
  let prometheus: Prometheus;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    world = await makeWorld({ orders: 4, goods: 12, sold: 5 });
    ends.push(() => world.close());
    const served = await openPage(world);
    ends.push(() => served.close());
    const page = new PageClient(served.url);
    await page.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    const at = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    // The first is refused for want of a plan: a fault to count.
    for (const what of ['run', 'plan', 'run']) {
      await page.call('POST', `${at}/${what}`, { body: { tasks: null } });
      while ((await page.call('GET', `${at}/work`)).body['isOver'] !== true) await delay(20);
    }
    prometheus = await startPrometheus(served.url, RULES);
    ends.push(() => prometheus.close());
    const giveUp = Date.now() + READ_MS;
    const isRead = async (): Promise<boolean> => {
      const { data } = await prometheus.ask('query', {
        query: 'count_over_time(skladbridge_orders[1m]) > 1',
      });
      return ((data as { readonly result?: readonly unknown[] }).result ?? []).length > 0;
    };
    while (!(await isRead()) && Date.now() < giveUp) await delay(100);
  });

  afterAll(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  it('every rule is well formed, silent where it should be and speaks where it should', () => {
    expect(promtool('check', 'rules', RULES)).toBe('0');
    expect(promtool('test', 'rules', ALERT_TESTS)).toBe('0');
    const tests = readFileSync(ALERT_TESTS, 'utf8');
    const alerts = [...readFileSync(RULES, 'utf8').matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    expect(alerts.length).toBeGreaterThan(8);
    for (const name of alerts)
      expect([name, new RegExp(`alertname: ${name}\\n +exp_alerts:\\n`).test(tests)]).toEqual([name, true]);
  });

  it('rules and dashboard name only figures that the program or a hoster’s worker has', async () => {
    const { data } = await prometheus.ask('label/__name__/values');
    const worker = new WorkerMetrics({ watch: () => () => undefined }, QUIET);
    const ofWorkers = [...(await worker.text()).text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(
      ([, name = '', type]) => (type === 'histogram' ? `${name}_bucket` : name),
    );
    const known = [...(data as readonly string[]), ...ofWorkers];
    const used = namesIn(readFileSync(RULES, 'utf8') + readFileSync(DASHBOARD, 'utf8'));
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
    // And leave out none of the program's own.
    const shown = known.filter(
      (name) => name.startsWith('skladbridge_') && !/_(?:count|sum|bucket)$/.test(name),
    );
    expect(shown.filter((name) => !used.includes(name))).toEqual([]);
  });

  it('every question of the dashboard is answered, and the rules are judged', async () => {
    for (const { title, targets } of panels())
      for (const { expr } of targets) {
        const { status, error } = await prometheus.ask('query', { query: asked(expr) });
        expect([title, status, error]).toEqual([title, 'success', undefined]);
      }
    const standing = panels().filter(({ title }) => /Orders by stage|Waits|УНП left|Answers/.test(title));
    expect(standing).toHaveLength(4);
    for (const { title, targets } of standing) {
      const { data } = await prometheus.ask('query', { query: asked(targets[0]?.expr ?? '') });
      expect([title, (data as { readonly result: readonly unknown[] }).result.length > 0]).toEqual([
        title,
        true,
      ]);
    }
    const { data } = await prometheus.ask('rules');
    expect(JSON.stringify(data)).not.toContain('"health":"err"');
  });
});
