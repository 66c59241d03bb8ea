import { sql } from 'kysely';
import type { Generated, Kysely } from 'kysely';
import type { ProfileId } from '../model/profile.ts';
import type { StateSchema } from '../state/sql/schema.ts';

/** When a profile's schedules ask for their next start. All times in milliseconds since 1970 UTC. */
interface DueTable {
  readonly profile_id: ProfileId;
  /** The profile's when it was reckoned; another one is reckoned anew. -1: anew in any case. */
  readonly version: number;
  /** Null: nothing is asked for. */
  readonly full_ms: number | null;
  readonly stock_ms: number | null;
  /** Since when a schedule that has started nothing yet counts. */
  readonly full_since_ms: number | null;
  readonly stock_since_ms: number | null;
  /** Reckoned anew then: what holds a schedule may have gone without a change of the settings. */
  readonly look_ms: number;
}

/** What goes on at a profile, or did last. */
interface WorkTable {
  readonly profile_id: ProfileId;
  readonly kind: 'run' | 'plan';
  readonly started_at: string;
  /** JSON: `StartedBy`. */
  readonly started_by: string;
  readonly is_over: boolean;
  readonly is_stopping: boolean;
  /** The attempt of a job that does it; '' = it waits for one. */
  readonly holder: string;
  /** JSON: a fault, or null. */
  readonly error: string;
  /** JSON: the newest progress of each task and phase. */
  readonly progress: string;
  /** JSON: how both sides answered last. */
  readonly health: string;
}

/** What was told, in the order in which it was committed; kept for some minutes. */
interface ToldTable {
  readonly place: Generated<number>;
  readonly told_ms: number;
  readonly profile_id: ProfileId;
  /** JSON. */
  readonly telling: string;
}

/** Who works, or did shortly ago. */
interface WorkerTable {
  readonly worker: string;
  readonly seen_ms: number;
  /** Until then it counts as living; null: it is of a version that says nothing of it. */
  readonly until_ms: number | null;
}

interface EpochTable {
  readonly epoch: string;
}

/** The memory's tables, and those beside them by which processes share the work. */
export interface HostedSchema extends StateSchema {
  readonly hosted_due: DueTable;
  readonly hosted_works: WorkTable;
  readonly hosted_told: ToldTable;
  readonly hosted_epoch: EpochTable;
  readonly hosted_workers: WorkerTable;
}

/** The connections of a process to them. */
export type HostedDatabase = Kysely<HostedSchema>;

/**
 * Made by whoever comes first. Nothing in them is the truth of anything that is sent or recorded: emptied,
 * they fill again. What was told is gone with a crash of the server, and its epoch with it, so that no place
 * is met twice under one epoch.
 */
export const HOSTED_TABLES = `
create table if not exists hosted_due (
  profile_id bigint primary key references profiles (id) on delete cascade,
  version bigint not null,
  full_ms bigint,
  stock_ms bigint,
  full_since_ms bigint,
  stock_since_ms bigint,
  look_ms bigint not null
);
create index if not exists hosted_due_next on hosted_due (least(full_ms, stock_ms));
create table if not exists hosted_works (
  profile_id bigint primary key references profiles (id) on delete cascade,
  kind text not null,
  started_at text not null,
  started_by text not null,
  is_over boolean not null,
  is_stopping boolean not null,
  holder text not null,
  error text not null,
  progress text not null,
  health text not null
);
create unlogged table if not exists hosted_told (
  place bigint generated always as identity primary key,
  told_ms bigint not null,
  profile_id bigint not null,
  telling text not null
);
create unlogged table if not exists hosted_epoch (epoch text not null);
create unlogged table if not exists hosted_workers (worker text primary key, seen_ms bigint not null);
-- Looked for first: who changes a table, even into what it is, waits for everybody, and all wait for him.
do $$ begin
  if not exists (
    select from pg_attribute where attrelid = 'hosted_workers'::regclass and attname = 'until_ms'
  ) then
    alter table hosted_workers add column until_ms bigint;
  end if;
end $$;
`;

/** The clock of the database: the only one that is asked what is due. */
export const NOW_MS = sql<number>`(extract(epoch from now()) * 1000)::bigint`;

/** The name of the firm `t`, where several share the memory; '' = it is of one, and nobody meets the word. */
export const FIRM = sql<string>`case when (select count(*) from tenants) > 1 then t.name else '' end`;
