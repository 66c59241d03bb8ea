import { sql } from 'kysely';
import type { IssuedUnp, UnpFilter, UnpGap, UsedDevice } from '../../../model/issued-unp.ts';
import type { ListPage } from '../../../model/list-page.ts';
import type { ProfileId } from '../../../model/profile.ts';
import { CURRENT } from './sights.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

const WORDS = sql<string>`unp || ' ' || cast(order_number as text) || ' '
  || coalesce(cast(document_number as text), '')`;
/** Behind every moment of a day. */
const END_OF_DAY = '~';

const COLUMNS = [
  'unp',
  'unp_device',
  'unp_sequence',
  'order_number',
  'stage',
  'operation_type',
  'document_number',
  'recorded_at',
  'acknowledged_at',
] as const;

/** Numbers of present and past orders side by side; where there are no past ones, the index has its order. */
function issued(database: StateDatabase, id: ProfileId, hasPast: boolean) {
  const present = database
    .selectFrom('orders')
    .select([...COLUMNS, sql<number>`${sql.lit(CURRENT)}`.as('series')])
    .where('profile_id', '=', id)
    .where('unp', 'is not', null);
  if (!hasPast) return database.selectFrom(present.as('issued'));
  const past = database
    .selectFrom('past_orders')
    .select([...COLUMNS, 'series'])
    .where('profile_id', '=', id)
    .where('unp', 'is not', null);
  return database.selectFrom(present.unionAll(past).as('issued'));
}

async function hasPastNumbers(database: StateDatabase, id: ProfileId): Promise<boolean> {
  const past = database.selectFrom('past_orders').select('order_number').where('profile_id', '=', id);
  return (await past.where('unp', 'is not', null).limit(1).executeTakeFirst()) !== undefined;
}

async function matching(
  database: StateDatabase,
  engine: StateEngine,
  { id, filter }: { readonly id: ProfileId; readonly filter: UnpFilter },
) {
  const { device, side, search, from, to, first, last } = filter;
  let found = issued(database, id, await hasPastNumbers(database, id));
  if (device !== '') found = found.where('unp_device', '=', device);
  if (first !== null) found = found.where('unp_sequence', '>=', first);
  if (last !== null) found = found.where('unp_sequence', '<=', last);
  if (side === 'missing') found = found.where('stage', '=', 'missing');
  if (side === 'both' || side === 'warehouse')
    found = found
      .where('stage', '!=', 'missing')
      .where('acknowledged_at', side === 'both' ? 'is not' : 'is', null);
  if (from !== '') found = found.where('recorded_at', '>=', from);
  if (to !== '') found = found.where('recorded_at', '<=', to + END_OF_DAY);
  for (const word of search.trim().toUpperCase().split(/\s+/))
    if (word !== '') found = found.where(sql<boolean>`${engine.position(WORDS, word.replace(/^№/, ''))} > 0`);
  return { found };
}

/** A page of the numbers of a profile, the highest first. */
export async function findUnps(
  database: StateDatabase,
  engine: StateEngine,
  what: {
    readonly id: ProfileId;
    readonly filter: UnpFilter;
    readonly page: number;
    readonly size: number;
  },
): Promise<ListPage<IssuedUnp>> {
  const { found: fitting } = await matching(database, engine, what);
  const { found } = await fitting
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  const rows = await fitting
    .selectAll()
    .orderBy('unp_device')
    .orderBy('unp_sequence', 'desc')
    .limit(what.size)
    .offset((what.page - 1) * what.size)
    .execute();
  return {
    found,
    rows: rows.map((row) => ({
      unp: row.unp ?? '',
      deviceSerial: row.unp_device ?? '',
      sequence: row.unp_sequence ?? 0,
      orderNumber: row.order_number,
      pastSeries: row.series === CURRENT ? null : row.series,
      stage: row.stage,
      operationType: row.operation_type,
      documentNumber: row.document_number,
      recordedAt: row.recorded_at,
      acknowledgedAt: row.acknowledged_at,
    })),
  };
}

/** Devices that a profile's orders have numbers of. */
export async function findDevices(database: StateDatabase, id: ProfileId): Promise<readonly UsedDevice[]> {
  const rows = await issued(database, id, await hasPastNumbers(database, id))
    .select(({ fn }) => [
      'unp_device',
      fn.countAll<number>().as('count'),
      fn.min<number>('unp_sequence').as('first'),
      fn.max<number>('unp_sequence').as('last'),
    ])
    .groupBy('unp_device')
    .orderBy('unp_device')
    .execute();
  return rows.map(({ unp_device: device, ...used }) => ({ deviceSerial: device ?? '', ...used }));
}

/**
 * Numbers in the range that no order of any profile has, between those that orders have. Nothing is asked but
 * what the indices by sequence hold: the rows are long.
 */
export async function findGaps(
  database: StateDatabase,
  deviceSerial: string,
  range: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly UnpGap[]> {
  const usedIn = (table: 'orders' | 'past_orders') =>
    database
      .selectFrom(table)
      .select('unp_sequence as used')
      .where('unp_device', '=', deviceSerial)
      .where('unp_sequence', '>=', range.from)
      .where('unp_sequence', '<=', range.to);
  const steps = database
    .selectFrom(usedIn('orders').unionAll(usedIn('past_orders')).as('numbers'))
    .select(['used', sql<number | null>`lead(used) over (order by used)`.as('next')]);
  const rows = await database
    .selectFrom(steps.as('steps'))
    .select(['used', 'next'])
    .where(sql<boolean>`next > used + 1`)
    .orderBy('used')
    .limit(range.limit)
    .execute();
  return rows.map(({ used, next }) => ({ from: Number(used) + 1, to: Number(next) - 1 }));
}
