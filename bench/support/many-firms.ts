import { worldSettings } from '../../test/support/world.ts';

/** How many firms, shops of all of them together, and runs of each shop. */
export interface ManyFirms {
  readonly firms: number;
  readonly shops: number;
  readonly runs: number;
}

/** What a firm is called by its number. */
export function firmName(number: number): string {
  return `Фирма ${number} ООД`;
}

/**
 * Statements that fill a new memory in PostgreSQL: firms with two or three shops each, most of them well,
 * every fiftieth shop failed, every tenth with twenty orders that wait for a person, a run every quarter of
 * an hour.
 */
export function manyFirms({ firms, shops, runs }: ManyFirms): readonly string[] {
  const own = worldSettings('/warehouse', 'https://shop.example', { schedule: '15' });
  const settings = JSON.stringify(own).replaceAll("'", "''");
  const ago = (minutes: string) =>
    `to_char((now() at time zone 'utc') - (${minutes}) * interval '1 minute',
      'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
  const all = `generate_series(1, ${shops}) n`;
  return [
    `update tenants set name = '${firmName(1)}' where id = 1`,
    `insert into tenants (id, name, created_at) select n, 'Фирма ' || n || ' ООД', ${ago('0')}
       from generate_series(2, ${firms}) n`,
    `insert into profiles (id, name, version, settings, created_at, confirmed_at, tenant_id, uuid)
       select n, 'Магазин ' || n, 1, replace('${settings}', 'https://shop.example',
         'https://' || n || '.example'), ${ago('99999')}, ${ago('99999')},
         (n - 1) % ${firms} + 1, 'u' || n from ${all}`,
    `insert into runs (profile_id, trigger, tasks, started_at, ended_at, "end", counts)
       select n, 'schedule', '["import-orders","export-goods"]', ${ago('(m - 1) * 15 + 5')}, ${ago('(m - 1) * 15 + 5')},
         case when m = 1 and n % 50 = 0 then 'failed' else 'done' end, '{}'
       from ${all}, generate_series(${runs}, 1, -1) m`,
    `insert into task_successes (profile_id, task, run_id, ended_at)
       select n, task, 1, ${ago('5')} from ${all}, (values ('import-orders'), ('export-goods')) tasks (task)`,
    `insert into attention (profile_id, subject, code, facts, since, last_seen_at, content_hash, is_released)
       select n, 'order:' || k, 'order.empty', '{}', ${ago('1')}, ${ago('1')}, '', 0
       from generate_series(10, ${shops}, 10) n, generate_series(1, 20) k`,
    'vacuum analyze',
  ];
}
