import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../src/compose/serve-page.ts';
import type { ServedPage } from '../../src/cli/program.ts';
import { PageClient } from '../support/page-client.ts';
import type { PageReply } from '../support/page-client.ts';
import { ACCESS, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';

const TOKEN = 'planted-metrics-token-1';
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

describe('what a supervisor asks, without a session', () => {
  let world: World;
  let served: ServedPage;

  beforeAll(async () => {
    world = await makeWorld({ orders: 4, goods: 12, sold: 5 });
    const metricsTokenFile = join(world.folder, 'metrics-token');
    await writeFile(metricsTokenFile, `${TOKEN}\n`);
    const onFault = (error: unknown): void => void process.stderr.write(`page: ${String(error)}\n`);
    served = await servePage(world.app, {
      host: '127.0.0.1',
      port: 0,
      onFault,
      version: '0',
      metricsTokenFile,
    });
  });

  afterAll(async () => {
    await served.close();
    await world.close();
  });

  async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageReply> {
    return new PageClient(served.url).call('GET', path, { headers });
  }

  it('healthz and readyz, under whatever name the machine is known to it', async () => {
    const headers = { Host: 'supervisor.example' };
    const health = await get('/healthz', headers);
    expect([health.status, health.body]).toEqual([200, { alive: true }]);
    const ready = await get('/readyz', headers);
    expect([ready.status, ready.body]).toEqual([
      200,
      { ready: true, memory: true, schedules: true, leases: true, workers: true },
    ]);
    expect((await get('/', headers)).status).toBe(421);
  });

  itOnFile('a memory that cannot be written is not ready, and lives', async () => {
    const other = await makeWorld({ orders: 0, goods: 5, sold: 3 });
    const page = await servePage(other.app, {
      host: '127.0.0.1',
      port: 0,
      onFault: () => undefined,
      version: '0',
    });
    const memory = new DatabaseSync(join(other.folder, 'data', 'state.db'));
    memory.exec(`CREATE TRIGGER full BEFORE INSERT ON program_values BEGIN SELECT raise(FAIL, 'full'); END`);
    memory.close();
    const client = new PageClient(page.url);
    const ready = await client.call('GET', '/readyz');
    expect([ready.status, ready.body]).toEqual([
      503,
      { ready: false, memory: false, schedules: true, leases: true, workers: true },
    ]);
    expect((await client.call('GET', '/healthz')).status).toBe(200);
    await page.close();
    await other.close();
  });

  it('the figures: runs by end and duration, orders, the last success of tasks, УНП left, the memory', async () => {
    const page = new PageClient(served.url);
    await page.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    const untilOver = async (): Promise<void> => {
      while ((await page.call('GET', `${AT}/work`)).body['isOver'] !== true)
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await page.call('POST', `${AT}/run`, { body: { tasks: null } });
    await untilOver();
    await page.call('POST', `${AT}/plan`, { body: { tasks: null } });
    await untilOver();
    await page.call('POST', `${AT}/run`, { body: { tasks: null } });
    await untilOver();
    const { headers, text } = await get('/metrics');
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    const value = (line: string): number => {
      const found = text.split('\n').find((each) => each.startsWith(`${line} `));
      return found === undefined ? Number.NaN : Number(found.slice(line.length + 1));
    };
    const profile = `profile="${PROFILE}"`;
    expect(value(`skladbridge_runs_total{${profile},end="done"}`)).toBe(1);
    expect(value(`skladbridge_runs_total{${profile},end="refused"}`)).toBe(1);
    expect(value(`skladbridge_faults_total{${profile},code="run.firstNeedsPlan"}`)).toBe(1);
    expect(value(`skladbridge_run_seconds_count{${profile}}`)).toBe(1);
    expect(value(`skladbridge_orders{${profile},stage="acknowledged"}`)).toBeGreaterThan(1);
    expect(value(`skladbridge_unp_left{${profile}}`)).toBe(
      9_999_999 - value(`skladbridge_orders{${profile},stage="acknowledged"}`),
    );
    const last = value(`skladbridge_last_success_timestamp_seconds{${profile},task="import-orders"}`);
    expect(Math.abs(Date.now() / 1000 - last)).toBeLessThan(120);
    expect(value('skladbridge_workers')).toBe(1);
    expect(value('skladbridge_agents{state="gone"}')).toBe(0);
    expect(value('skladbridge_memory_bytes')).toBeGreaterThan(4096);
    for (const secret of [ACCESS.secret, TOKEN]) expect(text).not.toContain(secret);
  });

  it('are for this machine without a proxy, or for whoever has the token', async () => {
    const proxied = { 'X-Forwarded-For': '203.0.113.9' };
    const refused = await get('/metrics', proxied);
    expect([refused.status, refused.headers['www-authenticate'], refused.text]).toEqual([
      401,
      'Bearer',
      '401',
    ]);
    const wrong = await get('/metrics', { ...proxied, Authorization: `Bearer ${TOKEN}2` });
    expect(wrong.status).toBe(401);
    const right = await get('/metrics', { ...proxied, Authorization: `Bearer ${TOKEN}` });
    expect(right.status).toBe(200);
  });

  it('paths that lead nowhere are 404 and not the page', async () => {
    for (const path of ['/wp-login.php', '/nothing', '/servers/1', '/index.htm', '/assets/none.js']) {
      const { status, text } = await get(path);
      expect([path, status, text.includes('id="root"')]).toEqual([path, 404, false]);
    }
    const unknown = await get('/api/nothing');
    expect([unknown.status, unknown.body['code']]).toEqual([401, 'access.loginNeeded']);
  });

  it('a token that could be guessed is refused', async () => {
    const metricsTokenFile = join(world.folder, 'short-token');
    await writeFile(metricsTokenFile, 'short');
    const options = { host: '127.0.0.1', port: 0, onFault: () => undefined, version: '0', metricsTokenFile };
    await expect(servePage(world.app, options)).rejects.toMatchObject({
      code: 'http.metricsToken.malformed',
    });
  });
});
