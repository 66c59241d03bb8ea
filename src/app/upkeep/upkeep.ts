import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Plan } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import type { AttentionNote } from '../../model/run.ts';
import type { RestoredState } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import { importFromHere } from '../numbering/import-from-here.ts';
import type { ImportFromHere } from '../numbering/import-from-here.ts';
import type { Following } from '../run-request.ts';
import { eraseCustomer, readArchive } from './archive.ts';
import type { ArchiveRecord, Customer } from './archive.ts';
import { makeAuditFile } from './audit-file.ts';
import type { AuditFile } from './audit-file.ts';
import { findCustomer } from './find-customer.ts';
import type { FoundCustomer } from './find-customer.ts';
import { decideMissing, findMissing, listMissing } from './missing-orders.ts';
import type { MissingDecision } from './missing-orders.ts';
import { findOverdue, watchOverdue } from './overdue.ts';
import type { OverdueOrders } from './overdue.ts';
import { rebuild } from './rebuild.ts';
import type { RebuildSummary } from './rebuild.ts';
import { acceptActual, reconcile } from './reconcile.ts';
import type { RefreshedLinks } from './refresh-links.ts';
import { makePlan } from '../make-plan.ts';

interface Overdue {
  readonly minutes: number;
  readonly signal: AbortSignal;
}

/**
 * Looking after a profile: what is done seldom and on purpose. Every method rejects with a SyncError; an
 * unknown profile is `profile.notFound`.
 */
export interface Upkeep {
  /** A copy of the whole memory in one file. Rejects `backup.fileExists`, `backup.notWritten`. */
  backup(file: string): Promise<void>;
  /** Replaces the whole memory by a backup. Rejects `backup.malformed`, `run.alreadyRunning`, … */
  restore(file: string): Promise<RestoredState>;
  /** The memory of a profile anew from both sides, which it leaves as they are. */
  rebuild(name: string, following: Following): Promise<RebuildSummary>;
  /** The way out of order numbers that begin again (Q6); only told without `isConfirmed`. */
  importFromHere(
    name: string,
    request: Following & { readonly isConfirmed: boolean },
  ): Promise<ImportFromHere>;
  /** Every difference between the shop and what it should be, as the plan that repairs it (E10). */
  reconcile(name: string, following: Following): Promise<Plan>;
  /** Takes over what the shop really has: the next export, or the plan of `reconcile`, sends the rest. */
  acceptActual(name: string, following: Following): Promise<RefreshedLinks>;
  /** What taking back a run would change in the shop; `App.run` with `undo` does it. */
  planUndo(name: string, runId: number, following: Following): Promise<Plan>;
  /** Orders in the shop for more than so many minutes and not in the warehouse. Reads only. */
  findOverdue(name: string, what: Overdue): Promise<OverdueOrders>;
  /** The same, kept on the attention list while it lasts; true when it is news. */
  watchOverdue(name: string, what: Overdue): Promise<boolean>;
  /** Recorded orders whose document is missing and that nobody has let go, by number (Q1). */
  missing(name: string): Promise<readonly LedgerEntry[]>;
  /**
   * Keeps what a person decides of them, for the next import; answers how many. Rejects `order.notFound`,
   * `run.alreadyRunning`.
   */
  decideMissing(name: string, what: MissingDecision): Promise<number>;
  /** Asks the warehouse for every recorded document and УНП: what is not as it was. Reads only. */
  findMissing(name: string, signal: AbortSignal): Promise<readonly AttentionNote[]>;
  /**
   * The monthly audit file for the revenue agency, ready to be written, with what a person should know of it
   * (spec section 8). Rejects `audit.*`.
   */
  auditFile(name: string, what: { readonly month: string; readonly signal: AbortSignal }): Promise<AuditFile>;
  /** Every order as received, with what became of it, by number (I16). */
  archive(name: string): AsyncIterable<readonly ArchiveRecord[]>;
  /** Orders of whoever a telephone, an e-mail address or a part of a name is of. Reads only. */
  findCustomer(name: string, wanted: string): Promise<FoundCustomer>;
  /** Erases one customer's contact data; answers his orders. Rejects `archive.customer.unknown`. */
  eraseCustomer(name: string, customer: Customer): Promise<readonly OrderNumber[]>;
}

/** Upkeep over the application's parts. */
export function makeUpkeep(parts: AppParts, find: (name: string) => Promise<Profile>): Upkeep {
  return {
    backup: (file) => parts.state.backups.write(file),
    restore: (file) => parts.state.backups.restore(file, parts),
    rebuild: async (name, following) => rebuild(parts, await find(name), following),
    importFromHere: async (name, request) => importFromHere(parts, await find(name), request),
    reconcile: async (name, following) => reconcile(parts, await find(name), following),
    acceptActual: async (name, following) => acceptActual(parts, await find(name), following),
    planUndo: async (name, runId, following) =>
      makePlan(parts, await find(name), { tasks: null, undo: runId, ...following }),
    findOverdue: async (name, what) => findOverdue(parts, await find(name), what),
    watchOverdue: async (name, what) => watchOverdue(parts, await find(name), what),
    missing: async (name) => listMissing({ state: parts.state, profile: await find(name) }),
    decideMissing: async (name, what) => decideMissing(parts, await find(name), what),
    findMissing: async (name, signal) => findMissing(parts, await find(name), signal),
    auditFile: async (name, what) => makeAuditFile(parts, await find(name), what),
    archive: async function* archive(name) {
      yield* readArchive(parts.state, await find(name));
    },
    findCustomer: async (name, wanted) => findCustomer(parts, await find(name), wanted),
    eraseCustomer: async (name, customer) => eraseCustomer(parts, await find(name), customer),
  };
}
