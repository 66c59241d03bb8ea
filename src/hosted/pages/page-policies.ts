import { SAID_FIRM } from '../../state/postgres/begin.ts';

/** What a role may do with a table. */
type Right = 'select' | 'insert' | 'update' | 'delete';

const EVERYTHING: readonly Right[] = ['select', 'insert', 'update', 'delete'];

/** How the role of pages meets a table. */
export interface TableRule {
  readonly rights: readonly Right[];
  /** True for the rows that it sees, changes and adds; null: all of them, for the reason that is named. */
  readonly policy: string | null;
  readonly reason: string;
}

/** A table, as the catalogue has it. */
export interface FoundTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Tables that are of no single firm: what a page has to do there, and why no policy is on them. */
const OPEN: Readonly<Record<string, readonly [rights: readonly Right[], reason: string]>> = {
  memory_version: [['select'], 'of the whole memory: which programs may work with it'],
  installation: [['select'], 'of the whole memory: who it is'],
  tenants: [['select'], 'whoever signs in is told the names of his firms before he is at one'],
  login_failures: [EVERYTHING, 'wrong tries are counted by names and networks, before anybody is known'],
  login_links: [EVERYTHING, 'whoever comes by a link is nobody yet'],
  data_keys: [
    ['select', 'insert'],
    'one key seals the secrets of all; the master key that opens it is not here',
  ],
  program_values: [
    ['select', 'insert', 'update'],
    'of the whole memory: how long runs are kept, the last look',
  ],
  hosted_epoch: [['select', 'insert'], 'numbers the places of what is told'],
  hosted_workers: [['select'], 'which workers live; nothing of any shop is in it'],
};

/** Of tables that are a firm's: what a page only looks at. */
const LOOKED_AT: readonly string[] = ['hosted_told', 'hosted_due'];

/** Rows of people: of a firm's alone as soon as one is said, and all while somebody is at the door. */
const AT_THE_DOOR: readonly string[] = ['memberships', 'sessions'];

const OWN = `tenant_id = ${SAID_FIRM}`;

/** The condition for rows of a firm, by what tells whose they are. `at`: the memory's schema, quoted. */
function policyOf({ name, columns }: FoundTable, at: string): string | null {
  const has = (column: string): boolean => columns.includes(column);
  if (name === 'profiles') return OWN;
  if (name === 'accounts')
    return `${SAID_FIRM} is null or id in (select m.account_id from ${at}.memberships m)`;
  // A row asks for its own run: a set of all runs of the firm, as `in` and `exists` may become, would be read
  // for one page of a report.
  if (name === 'run_events')
    return `(select p.tenant_id from ${at}.runs r join ${at}.profiles p on p.id = r.profile_id
      where r.id = run_events.run_id) = ${SAID_FIRM}`;
  if (AT_THE_DOOR.includes(name)) return `${SAID_FIRM} is null or ${OWN}`;
  const conditions = [
    ...(has('profile_id') ? [`profile_id in (select p.id from ${at}.profiles p)`] : []),
    ...(has('shop_id') ? [`shop_id in (select s.id from ${at}.reported_shops s)`] : []),
    ...(has('tenant_id') ? [OWN] : []),
  ];
  if (conditions.length > 0) return conditions.join(' and ');
  return has('account_id') ? `account_id in (select a.id from ${at}.accounts a)` : null;
}

/**
 * How the role of pages meets a table of the memory, found by its columns, so that a later table is not
 * forgotten; null: nobody has said whose it is, and the role does not meet it at all.
 */
export function ruleOf(table: FoundTable, at: string): TableRule | null {
  const open = OPEN[table.name];
  if (open !== undefined) return { rights: open[0], policy: null, reason: open[1] };
  const policy = policyOf(table, at);
  if (policy === null) return null;
  const rights: readonly Right[] = LOOKED_AT.includes(table.name) ? ['select'] : EVERYTHING;
  return { rights, policy, reason: 'a firm’s' };
}

/** Numbers that are drawn by a table of the log which months are parts of; all others draw their own. */
export const SEQUENCES: readonly string[] = ['run_events_ids'];

/** Tables of the queue that the role meets; the others of its schema it does not. */
export function queueRules(at: string): ReadonlyMap<string, TableRule> {
  const jobs: TableRule = {
    rights: EVERYTHING,
    policy: `singleton_key in (select p.id::text from ${at}.profiles p)`,
    reason: 'a job is of a profile',
  };
  const open = (reason: string): TableRule => ({ rights: ['select'], policy: null, reason });
  return new Map([
    ['job', jobs],
    // Where pg-boss keeps the jobs of all queues; it asks there, and not at the table above it.
    ['job_common', jobs],
    ['queue', open('how the queue is set')],
    ['version', open('which program the queue is for')],
  ]);
}
