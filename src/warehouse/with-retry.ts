import { retry } from '../lib/retry.ts';
import type { RetryPolicy } from '../lib/retry.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import { isTransient, SyncError } from '../model/sync-error.ts';
import type { Warehouse } from './warehouse.ts';

/** Who looks on while a warehouse is worked with. */
export interface WarehouseWatch {
  /** Told before the wait for another try. */
  readonly onRetry?: (retry: { readonly code: ErrorCode; readonly waitMs: number }) => void;
  /** A person waits for the answer: a fault is told at once, and he tries again himself. */
  readonly isOnce?: boolean;
}

/**
 * Repeats what is safe to repeat after a `connection` error: reads, and `recordOperation`, whose claim
 * makes a second document impossible and whose connection errors mean that nothing was committed. Never
 * repeats an `uncertain` one (house rule: reconcile first), and never `addGoods`; what a group holds its
 * caller repeats one by one, and nobody waits for marks of runs. Streams are repeated by their callers'
 * next run.
 */
export function withRetry(warehouse: Warehouse, policy: RetryPolicy, watch: WarehouseWatch = {}): Warehouse {
  const again = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    retry(policy, {
      work,
      judge: (error) => {
        if (!(error instanceof SyncError) || !isTransient(error)) return { isFinal: true };
        const { code } = error;
        return { isFinal: false, askedMs: null, onWait: (waitMs) => watch.onRetry?.({ code, waitMs }) };
      },
      signal,
    });
  return {
    abilities: warehouse.abilities,
    readFacts: (signal) => again(signal, () => warehouse.readFacts(signal)),
    readChoices: (signal) => again(signal, () => warehouse.readChoices(signal)),
    findRecords: (query, signal) => again(signal, () => warehouse.findRecords(query, signal)),
    readUsage: (signal) => again(signal, () => warehouse.readUsage(signal)),
    readGoods: (query, signal) => warehouse.readGoods(query, signal),
    findGoods: (keys, signal) => again(signal, () => warehouse.findGoods(keys, signal)),
    readStock: (query, signal) => warehouse.readStock(query, signal),
    findMoved: (ids, signal) => again(signal, () => warehouse.findMoved(ids, signal)),
    readAgedOrders: (query, signal) => again(signal, () => warehouse.readAgedOrders(query, signal)),
    readPartners: (signal) => warehouse.readPartners(signal),
    findTraces: (origins, signal) => again(signal, () => warehouse.findTraces(origins, signal)),
    sightDocuments: (remembered, signal) => again(signal, () => warehouse.sightDocuments(remembered, signal)),
    traceDocuments: (remembered, signal) => again(signal, () => warehouse.traceDocuments(remembered, signal)),
    findDoubledUnp: (device, signal) => again(signal, () => warehouse.findDoubledUnp(device, signal)),
    findForeignDocuments: (identity, orders, signal) =>
      again(signal, () => warehouse.findForeignDocuments(identity, orders, signal)),
    recordOperation: (draft, signal) => again(signal, () => warehouse.recordOperation(draft, signal)),
    recordOperations: (drafts, signal) => warehouse.recordOperations(drafts, signal),
    addGoods: (drafts, signal) => warehouse.addGoods(drafts, signal),
    readInstallationMarks: (hash, signal) =>
      again(signal, () => warehouse.readInstallationMarks(hash, signal)),
    markInstallation: (mark, signal) => warehouse.markInstallation(mark, signal),
    readExportKey: (hash, signal) => again(signal, () => warehouse.readExportKey(hash, signal)),
    replaceExportKey: (key, signal) => again(signal, () => warehouse.replaceExportKey(key, signal)),
    readIdentityMarks: (signal) => again(signal, () => warehouse.readIdentityMarks(signal)),
    leaveIdentityMark: (mark, signal) => again(signal, () => warehouse.leaveIdentityMark(mark, signal)),
    readEvidence: (signal) => again(signal, () => warehouse.readEvidence(signal)),
    readOddities: (signal) => again(signal, () => warehouse.readOddities(signal)),
    missingRights: (work, signal) => again(signal, () => warehouse.missingRights(work, signal)),
    readUnpUse: (device, range, signal) => again(signal, () => warehouse.readUnpUse(device, range, signal)),
    readNamedSequence: (device, range, signal) =>
      again(signal, () => warehouse.readNamedSequence(device, range, signal)),
    close: () => warehouse.close(),
  };
}
