import type { Account, AccountDraft, NewSession, Session } from '../model/account.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { GoodId } from '../model/good.ts';
import type { ArchivedOrder, HeldQuantity, LedgerEntry } from '../model/ledger.ts';
import type { IsAlive, LeaseAnswer, LeaseFence, LeaseRequest } from '../model/lease.ts';
import type { Link, LinkHead, SentFields } from '../model/link.ts';
import type { EventPageQuery, ListPage, OrderPageQuery } from '../model/list-page.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { OrderStage } from '../model/order-stage.ts';
import type { ProductId } from '../model/product.ts';
import type { Profile, ProfileId, RemovedProfile } from '../model/profile.ts';
import type { ProfileSummary } from '../model/profile-summary.ts';
import type {
  LastRunQuery,
  RunCounts,
  RunEnd,
  RunRecord,
  RunTrigger,
  StoredEvent,
  TaskName,
} from '../model/run.ts';
import type { SecretName, Settings } from '../model/settings.ts';
import type { ErrorFacts } from '../model/sync-error.ts';

export type { AccountDraft, NewSession } from '../model/account.ts';
export type { IsAlive, LeaseAnswer, LeaseFence, LeaseHolder, LeaseRequest } from '../model/lease.ts';
export type { EventPageQuery, ListPage, OrderPageQuery } from '../model/list-page.ts';
export type { ProfileSummary } from '../model/profile-summary.ts';
export type { LastRunQuery, RunCounts, RunRecord, StoredEvent } from '../model/run.ts';

export interface AttentionItem {
  readonly id: number;
  readonly subject: string;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly since: string;
  readonly lastSeenAt: string;
  /**
   * What the record looked like when it was refused; a refused record is not sent again until this changes
   * or it is released.
   */
  readonly contentHash: string;
  readonly isReleased: boolean;
}

export type AttentionDraft = Pick<AttentionItem, 'subject' | 'code' | 'facts' | 'contentHash'>;

/** Who removes a profile, and when. */
export interface RemovalRequest {
  readonly isAlive: IsAlive;
  readonly nowIso: string;
}

/** Profiles and their sealed secrets (spec section 5). */
export interface ProfileMemory {
  /** By name, without regard to letter case in the order. */
  list(): Promise<readonly Profile[]>;
  find(name: string): Promise<Profile | null>;
  /** What `list` lists, each with how it stands, by one query however many there are. */
  summaries(): Promise<readonly ProfileSummary[]>;
  summary(name: string): Promise<ProfileSummary | null>;
  /** Rejects `profile.nameTaken`. */
  add(name: string, settings: Settings, nowIso: string): Promise<Profile>;
  /** Saves if `version` is still stored, else rejects `profile.changedMeanwhile`; forgets secrets with it. */
  save(profile: Profile, forget?: readonly SecretName[]): Promise<Profile>;
  /** Notes that the first run is confirmed (a plan was made, or `--yes`). */
  confirm(id: ProfileId, nowIso: string): Promise<void>;
  /** Notes that an export of goods has come to its end; the first one counts. Repeatable. */
  markFilled(id: ProfileId, nowIso: string): Promise<void>;
  /**
   * Forgets secrets, links and attention items; settings, ledger, archive and runs are kept, for reading and
   * for `restore` (R8). Rejects `profile.inUse` while somebody holds its lease: a run must not lose its
   * profile. Repeatable.
   */
  remove(id: ProfileId, request: RemovalRequest): Promise<void>;
  /** Those that were removed, the latest first. */
  removed(): Promise<readonly RemovedProfile[]>;
  /**
   * Takes a removed profile back under this name. Its next run needs a plan, its secrets are to be set anew.
   * Rejects `profile.nameTaken`, and `profile.notFound` when it is not a removed one.
   */
  restore(id: ProfileId, name: string): Promise<Profile>;
  /** Seals and stores; null removes. */
  setSecret(id: ProfileId, name: SecretName, value: string | null): Promise<void>;
  /** Null when it was never set. Rejects `secrets.keyMissing`, `secrets.keyWrong`. */
  secret(id: ProfileId, name: SecretName): Promise<string | null>;
  secretNames(id: ProfileId): Promise<readonly SecretName[]>;
}

/** The right to run a profile: one at a time, across processes; expires by itself. */
export interface Leases {
  /**
   * Taken, or who holds it. `tookOver` tells of an expired or dead holder. Rejects `profile.notFound` for a
   * profile that was removed meanwhile.
   */
  acquire(profile: LeaseFence['profile'], request: LeaseRequest): Promise<LeaseAnswer>;
  /** False when somebody else has taken it meanwhile: the run must stop. Repeatable. */
  renew(fence: LeaseFence, ttlMs: number): Promise<boolean>;
  /** Repeatable; does nothing when another holds it. */
  release(fence: LeaseFence): Promise<void>;
}

/** Good ↔ product, with what was last sent. */
export interface Links {
  /** Good ids ascending, in batches. */
  heads(id: ProfileId): AsyncIterable<readonly LinkHead[]>;
  /** Good ids above `after`, ascending. */
  idsAfter(id: ProfileId, after: GoodId, limit: number): Promise<readonly GoodId[]>;
  count(id: ProfileId): Promise<number>;
  find(id: ProfileId, goodIds: readonly GoodId[]): Promise<readonly Link[]>;
  findByProduct(id: ProfileId, productIds: readonly number[]): Promise<readonly Link[]>;
  sent(id: ProfileId, goodIds: readonly GoodId[]): Promise<ReadonlyMap<GoodId, SentFields>>;
  /**
   * Adds or replaces, all in one transaction. A product linked to another good is refused
   * (`good.product.linkedElsewhere`).
   */
  save(id: ProfileId, links: readonly Link[]): Promise<void>;
  remove(id: ProfileId, goodIds: readonly GoodId[]): Promise<void>;
  /**
   * The shop has moved the stock of these products or goods by itself: what was sent of their quantity holds
   * no more, so that it is sent again. Repeatable.
   */
  forgetStock(
    id: ProfileId,
    of: { readonly productIds: readonly ProductId[]; readonly goodIds: readonly GoodId[] },
  ): Promise<void>;
}

/** What a restored memory holds. */
export interface RestoredState {
  readonly profiles: number;
  readonly orders: number;
  readonly links: number;
  /** Names of accounts, or of their passwords, that only the backup had: they can sign in again. */
  readonly accounts: readonly string[];
}

/** Backups of the whole memory in one file each. Secrets in them stay sealed: the key is not in the file. */
export interface Backups {
  /** A consistent copy, also while runs go on. Rejects `backup.fileExists`, `backup.notWritten`. */
  write(file: string): Promise<void>;
  /**
   * Replaces everything by a backup, completely or not at all. Sessions end, every profile needs a plan
   * before its next run, and what was sent to the shop counts as unknown. Rejects `file.notFound`,
   * `backup.malformed`, `state.newer`, and `run.alreadyRunning` while somebody holds a lease.
   */
  restore(file: string, request: { readonly isAlive: IsAlive }): Promise<RestoredState>;
}

/** An order as it came in, for the archive. */
export interface OrderToKeep extends Omit<ArchivedOrder, 'version' | 'erasedAt'> {
  /** The record without its buyer's contact data. */
  readonly withoutContacts: () => string;
}

/** Orders: archive, stages, cursor (I1, I2, I16). Every save is durable (fsync) before it resolves. */
export interface OrderLedger {
  find(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly LedgerEntry[]>;
  /** By number ascending; `stages` null = all. */
  list(
    id: ProfileId,
    query: {
      readonly stages: readonly OrderStage[] | null;
      readonly after: OrderNumber;
      readonly limit: number;
    },
  ): Promise<readonly LedgerEntry[]>;
  /** For people: newest first, a page at a time, over 100,000 orders within 200 ms. */
  page(id: ProfileId, query: OrderPageQuery): Promise<ListPage<LedgerEntry>>;
  /**
   * Keeps the record as received unless the newest version has the same hash, and saves the entries, in one
   * transaction. Where a customer's data were erased from an earlier version, they are left out of this one.
   * Entries are as they were when the order was read: one that has a document, or has gone further meanwhile,
   * gets the columns that were received and keeps all others. Never puts an order behind.
   */
  keep(id: ProfileId, orders: readonly OrderToKeep[], entries: readonly LedgerEntry[]): Promise<void>;
  /**
   * Saves entries in one transaction, and moves the cursor with them where that is asked for. A step that
   * `mayStep` forbids is refused as `bug.assertion`.
   */
  save(id: ProfileId, entries: readonly LedgerEntry[], advanceTo?: OrderNumber): Promise<void>;
  /** All versions, oldest first. */
  versions(id: ProfileId, number: OrderNumber): Promise<readonly ArchivedOrder[]>;
  /** Number of the last order up to which everything is accounted for (S25). 0 at first. */
  cursor(id: ProfileId): Promise<OrderNumber>;
  /** Never moves back. */
  advanceCursor(id: ProfileId, to: OrderNumber): Promise<void>;
  /**
   * Lowest number among orders placed at or after `createdAt` (text of the shop's form); null when there is
   * none.
   */
  firstSince(id: ProfileId, createdAt: string): Promise<OrderNumber | null>;
  /** Quantities held by orders that are seen, waiting or parked, summed per good. */
  held(id: ProfileId): Promise<readonly HeldQuantity[]>;
  /** Highest УНП sequence of a device inside a range over all profiles; 0 = none (F14). */
  lastSequence(deviceSerial: string, range: { readonly from: number; readonly to: number }): Promise<number>;
  counts(id: ProfileId): Promise<Readonly<Partial<Record<OrderStage, number>>>>;
  /** Erases contact data from archive, reports and attention items in one transaction (I16). Repeatable. */
  erase(id: ProfileId, erasure: Erasure): Promise<void>;
}

/** What is to be erased of one customer. */
export interface Erasure {
  readonly numbers: readonly OrderNumber[];
  /** The record without contact data. */
  readonly eraseRaw: (raw: string) => string;
  /** Texts that must not stand in reports and attention items any more. */
  readonly texts: readonly string[];
  readonly nowIso: string;
}

/** Parked records. One item per subject. */
export interface AttentionList {
  /** Adds or refreshes; returns the subjects that were not open with the same code before. */
  put(id: ProfileId, items: readonly AttentionDraft[], nowIso: string): Promise<readonly string[]>;
  /** The cause is gone. Repeatable. */
  resolve(id: ProfileId, subjects: readonly string[]): Promise<void>;
  list(id: ProfileId): Promise<readonly AttentionItem[]>;
  /** Marks one item, or all, for another try; returns how many. */
  release(id: ProfileId, item: number | 'all'): Promise<number>;
}

/** Runs with their events: what was done, when, before and after. */
export interface RunLog {
  /**
   * Under the profile's lease. Whatever run of this profile is still open died without a word (F4): it is
   * closed as `interrupted` in the same transaction.
   */
  start(
    id: ProfileId,
    run: { readonly tasks: readonly TaskName[]; readonly trigger: RunTrigger },
    nowIso: string,
  ): Promise<number>;
  /** In one transaction; order is kept. */
  addEvents(runId: number, events: readonly StoredEvent[]): Promise<void>;
  finish(
    runId: number,
    how: { readonly end: RunEnd; readonly counts: RunCounts; readonly nowIso: string },
  ): Promise<void>;
  /** Newest first. */
  list(id: ProfileId, limit: number): Promise<readonly RunRecord[]>;
  /**
   * The run that was started last among those that match, by their order, not by their clock; null when there
   * is none. By trigger it is found by an index, however long the log is: schedules ask every few seconds.
   */
  lastOf(id: ProfileId, query: LastRunQuery): Promise<RunRecord | null>;
  /** Null when there is no such run of this profile. */
  find(id: ProfileId, runId: number): Promise<RunRecord | null>;
  /** For people: oldest first, a page at a time. */
  page(runId: number, query: EventPageQuery): Promise<ListPage<StoredEvent>>;
  /** Oldest first, in batches. */
  events(runId: number): AsyncIterable<readonly StoredEvent[]>;
  /** Changes ever made to one subject (`good:45`), newest first. */
  history(id: ProfileId, subject: string, limit: number): Promise<readonly StoredEvent[]>;
}

/** People who sign in on the page, and their sessions. */
export interface AccountMemory {
  /** By name. */
  list(): Promise<readonly Account[]>;
  /** Without regard to letter case, Cyrillic too. */
  find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null>;
  /** Rejects `account.nameTaken`. */
  add(draft: AccountDraft, nowIso: string): Promise<Account>;
  setPassword(id: number, passwordHash: string): Promise<void>;
  setLanguage(id: number, language: 'bg' | 'en'): Promise<void>;
  /** With its sessions. Rejects `account.lastOwner`. */
  remove(id: number): Promise<void>;
  addSession(session: NewSession): Promise<void>;
  session(tokenHash: string): Promise<Session | null>;
  touchSession(tokenHash: string, nowMs: number): Promise<void>;
  /** Repeatable. */
  removeSession(tokenHash: string): Promise<void>;
  removeSessionsOf(accountId: number): Promise<void>;
  /** Those made or last seen before these moments. */
  removeSessionsBefore(createdMs: number, seenMs: number): Promise<void>;
}

/** What the program remembers between runs (spec section 5). Rejects with SyncErrors only. */
export interface State {
  readonly profiles: ProfileMemory;
  readonly leases: Leases;
  readonly links: Links;
  readonly ledger: OrderLedger;
  readonly attention: AttentionList;
  readonly runs: RunLog;
  readonly accounts: AccountMemory;
  readonly backups: Backups;
  /** Who this memory is: eight hexadecimal digits, drawn once. */
  readonly installation: string;
  /**
   * The same memory for whoever holds a lease: each write looks, inside of its own transaction, whether the
   * lease was taken by somebody else meanwhile, and is then refused (`run.leaseLost`).
   */
  under(fence: LeaseFence): State;
  close(): Promise<void>;
}
