import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../../src/app/make-app.ts';
import type { App } from '../../../src/app/app.ts';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { defaultSettings } from '../../../src/model/settings.ts';
import { askMemory } from '../../support/memory/memory-place.ts';
import { openWorldParts } from '../../support/world.ts';

// The hoster's page over 2,000 firms of two shops each (issue 17, point 4): seen at a glance, so it has to be there at
// once.

const FIRMS = 2000;
const LOOKS = 7;
/** The processor's time of one look that is not the first; the clock of a machine that others use tells nothing. */
const MOST_MS = 200;

let folder: string;
let data: string;
let parts: AppParts;
let app: App;

async function fill(): Promise<void> {
  await app.tenants.rename('-', 'Фирма 1');
  const settings = JSON.stringify({ ...defaultSettings(), schedule: '15' }).replaceAll("'", "''");
  const at = (minutes: string) =>
    `to_char((now() at time zone 'utc') - ${minutes} * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
  const statements = [
    `insert into tenants (id, name, created_at) select n, 'Фирма ' || n, ${at('0')} from generate_series(2, ${FIRMS}) n`,
    `insert into profiles (id, name, version, settings, created_at, tenant_id, uuid)
       select n, 'Магазин ' || n, 1, replace('${settings}', '"shopAddress":""',
         '"shopAddress":"https://' || n || '.example"'), ${at('0')}, (n + 1) / 2, 'u' || n
       from generate_series(1, ${2 * FIRMS}) n`,
    // Thirty runs each: the newest has to be found among them.
    `insert into runs (profile_id, trigger, tasks, started_at, ended_at, "end", counts)
       select n, 'schedule', '["export-goods"]', ${at('m')}, ${at('m')},
         case when m = 1 and n % 50 = 0 then 'failed' else 'done' end, '{}'
       from generate_series(1, ${2 * FIRMS}) n, generate_series(30, 1, -1) m`,
    `insert into task_successes (profile_id, task, run_id, ended_at)
       select n, 'export-goods', 1, ${at('1')} from generate_series(1, ${2 * FIRMS}) n`,
    `insert into attention (profile_id, subject, code, facts, since, last_seen_at, content_hash, is_released)
       select n, 'order:' || k, 'order.empty', '{}', ${at('1')}, ${at('1')}, '', 0
       from generate_series(10, ${2 * FIRMS}, 10) n, generate_series(1, 20) k`,
    'analyze',
  ];
  for (const statement of statements) await askMemory(data, statement);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-firm-board-'));
  data = join(folder, 'data');
  parts = await openWorldParts(data);
  app = makeApp(parts);
  await fill();
}, 120_000);

afterAll(async () => {
  await parts.state.close();
  await rm(folder, { recursive: true, force: true });
});

it('2,000 firms of two shops are looked at within 200 ms, and stand the worst first', async () => {
  const firms = await app.tenants.look();
  expect([firms.length, firms.flatMap(({ shops }) => shops).length]).toEqual([FIRMS, 2 * FIRMS]);
  const standings = firms.flatMap(({ shops }) => shops.map(({ standing }) => standing));
  expect(standings.filter((each) => each === 'failed').length).toBe((2 * FIRMS) / 50);
  expect(firms.slice(0, (2 * FIRMS) / 50).every(({ shops }) => shops[0]?.standing === 'failed')).toBe(true);
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const begun = performance.now();
    await app.tenants.look();
    looks.push(performance.now() - begun);
  }
  const best = Math.min(...looks);
  process.stderr.write(`hoster's firms: ${looks.map((ms) => ms.toFixed(0)).join(', ')} ms\n`);
  expect(best).toBeLessThan(MOST_MS);
});
