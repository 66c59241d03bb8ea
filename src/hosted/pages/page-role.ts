import pg from 'pg';
import { sha256 } from '../../lib/hash.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { DatabaseAddress } from '../../state/postgres/database-address.ts';
import { directClient } from '../../state/postgres/direct-client.ts';
import { FIRMS_HOLDING, REPORTER } from '../../state/postgres/firm-numbers.ts';
import type { FirmNumbers } from '../../state/postgres/firm-numbers.ts';
import { postgresError } from '../../state/postgres/postgres-errors.ts';
import { openHosted } from '../open-hosted.ts';
import { RunQueue } from '../run-queue.ts';
import { queueRules, ruleOf, SEQUENCES } from './page-policies.ts';
import type { FoundTable, TableRule } from './page-policies.ts';
import { FIRMS_OVERDUE, FIRMS_TOLD, NEWEST_PLACE } from './told-firms.ts';

/** Of the lock that whoever sets the role up takes: any number, the same for everybody. */
const ROLE_LOCK = 7_305_829;
const POLICY = 'skladbridge_page';
const FUNCTIONS: readonly FirmNumbers[] = [FIRMS_HOLDING, FIRMS_TOLD, NEWEST_PLACE, FIRMS_OVERDUE, REPORTER];

const { escapeIdentifier: name, escapeLiteral: text } = pg;

/** What was set up. */
export interface PageRole {
  readonly role: string;
  /** Tables under a policy, and those that are open for a named reason. */
  readonly bound: number;
  readonly open: number;
}

/** A table as the catalogue has it, with what stands of a policy of ours. */
interface Found extends FoundTable {
  /** With its schema, quoted. */
  readonly at: string;
  readonly isOn: boolean;
  /** By which text it was made; null: there is none. */
  readonly made: string | null;
}

/**
 * Gives a role of the server what a page needs and nothing else, and binds it by policies: of shops it sees,
 * changes and adds what is of the firm that its transaction names. The owner of the tables is not bound. The
 * memory has to be of this program's version; tables that processes share, and the queue, are made where they
 * are missing. Whole or not at all; tables are locked only where a policy is missing or new. Repeatable,
 * and to be repeated after each upgrade. Rejects `state.database.*`, `state.busy`.
 */
export async function makePageRole(address: DatabaseAddress, role: string): Promise<PageRole> {
  const place = await openHosted(address);
  try {
    if (place.isBound) throw new SyncError('state.database.pagesOnly', { place: address.place });
    // Opened for its tables alone: nothing is asked of it whose fault somebody would have to be told.
    const queue = await RunQueue.open(place, { isWorking: false, onFault: () => undefined });
    await queue.stop();
    return await setUp(address, role, place.schema);
  } catch (error) {
    throw postgresError(error, address.place);
  } finally {
    await place.close();
  }
}

async function setUp(address: DatabaseAddress, role: string, schema: string): Promise<PageRole> {
  const client = directClient(address.direct);
  await client.connect();
  try {
    await refuseRole(client, role);
    await client.query("begin; set local lock_timeout = '5s'");
    await client.query('select pg_advisory_xact_lock($1)', [ROLE_LOCK]);
    const at = name(schema);
    for (const each of [schema, queueOf(schema)]) await takeAway(client, role, each);
    const rules = new Map<Found, TableRule>();
    for (const table of await tablesOf(client, schema)) {
      const rule = ruleOf(table, at);
      if (rule !== null) rules.set(table, rule);
    }
    const queued = queueRules(at);
    for (const table of await tablesOf(client, queueOf(schema))) {
      const rule = queued.get(table.name);
      if (rule !== undefined) rules.set(table, rule);
    }
    for (const [table, rule] of rules) await give(client, role, table, rule);
    // Which profiles are a firm's is asked by nearly every policy.
    await client.query(`create index if not exists profiles_by_tenant on ${at}.profiles (tenant_id)`);
    for (const each of SEQUENCES)
      await client.query(`grant usage on sequence ${at}.${each} to ${name(role)}`);
    for (const each of FUNCTIONS) await makeFunction(client, role, { each, at });
    await client.query('commit');
    const bound = [...rules.values()].filter(({ policy }) => policy !== null).length;
    return { role, bound, open: rules.size - bound };
  } finally {
    // What was begun and not committed ends with its connection.
    await client.end().catch(() => undefined);
  }
}

function queueOf(schema: string): string {
  return `${schema}_jobs`;
}

/** A role that no policy would bind gives no second belt, only the look of one. */
async function refuseRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ readonly free: boolean }>(
    `select rolsuper or rolbypassrls or pg_has_role(oid,
      (select relowner from pg_class where oid = 'profiles'::regclass), 'MEMBER') as free
      from pg_roles where rolname = $1`,
    [role],
  );
  const [found] = rows;
  if (found === undefined) throw new SyncError('state.database.roleUnknown', { role });
  if (found.free) throw new SyncError('state.database.roleFree', { role });
}

/** What a former version has given, or somebody by hand, goes; in the same transaction as what is given. */
async function takeAway(client: pg.Client, role: string, schema: string): Promise<void> {
  const [to, of] = [name(role), name(schema)];
  for (const what of ['tables', 'sequences', 'routines'])
    await client.query(`revoke all on all ${what} in schema ${of} from ${to}`);
  await client.query(`revoke all on schema ${of} from ${to}`);
  await client.query(`grant usage on schema ${of} to ${to}`);
}

/** Tables of a schema; parts of the log of runs are not among them, for nobody is given those. */
async function tablesOf(client: pg.Client, schema: string): Promise<readonly Found[]> {
  const { rows } = await client.query<Found>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as at, c.relname as name,
      c.relrowsecurity as "isOn", obj_description(p.oid, 'pg_policy') as made,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_policy p on p.polrelid = c.oid and p.polname = $2
    where n.nspname = $1 and c.relkind in ('r', 'p') and (not c.relispartition or c.relname = 'job_common')
    order by c.relname`,
    [schema, POLICY],
  );
  return rows;
}

async function give(
  client: pg.Client,
  role: string,
  { at, isOn, made }: Found,
  { rights, policy }: TableRule,
): Promise<void> {
  await client.query(`grant ${rights.join(', ')} on table ${at} to ${name(role)}`);
  if (policy === null) return;
  if (!isOn) await client.query(`alter table ${at} enable row level security`);
  const print = sha256(policy);
  if (made === print) return;
  await client.query(`drop policy if exists ${POLICY} on ${at}`);
  await client.query(`create policy ${POLICY} on ${at} using (${policy})`);
  await client.query(`comment on policy ${POLICY} on ${at} is ${text(print)}`);
}

/** A function of the owner, which sees every firm; nobody but the role may call it. */
async function makeFunction(
  client: pg.Client,
  role: string,
  { each, at }: { readonly each: FirmNumbers; readonly at: string },
): Promise<void> {
  const [, called = '', parameters = ''] = /^(\w+)\((.*)\)$/.exec(each.name) ?? [];
  await client.query(`create or replace function ${at}.${called}(${parameters}) returns ${each.answers}
    language sql stable security definer set search_path = ${at}, pg_temp as $$ ${each.query} $$`);
  const types = parameters
    .split(', ')
    .map((parameter) => parameter.split(' ')[1] ?? '')
    .join(', ');
  await client.query(`revoke all on function ${at}.${called}(${types}) from public`);
  await client.query(`grant execute on function ${at}.${called}(${types}) to ${name(role)}`);
}
