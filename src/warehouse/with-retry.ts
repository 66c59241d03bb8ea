import { retry } from '../lib/retry.ts';
import type { RetryPolicy, Verdict } from '../lib/retry.ts';
import type { Retrying } from '../model/sync-error.ts';
import { isTransient, SyncError } from '../model/sync-error.ts';
import type { Warehouse } from './warehouse.ts';

/** Who looks on while a warehouse is worked with. */
export interface WarehouseWatch {
  /** Told before the wait for another try. */
  readonly onRetry?: (retry: Retrying) => void;
  /** A person waits for the answer: a fault is told at once, and he tries again himself. */
  readonly isOnce?: boolean;
}

/** Another try after a `connection` error, and after nothing else. */
export function judgeFault(error: unknown, watch: WarehouseWatch): Verdict {
  if (!(error instanceof SyncError) || !isTransient(error)) return { isFinal: true };
  const { code, facts } = error;
  const onWait = (waitMs: number, attempt: number): void =>
    watch.onRetry?.({ code, facts, what: '', attempt, waitMs });
  return { isFinal: false, askedMs: null, onWait };
}

/** A stream that is told by ids ascending, each once; `read` begins it. */
interface Ascending<T> {
  readonly read: () => AsyncIterable<readonly T[]>;
  readonly idOf: (record: T) => number;
}

/** The batches of a stream, which `again` asks for: behind what has come where it has to begin anew. */
async function* goingOn<T>(
  stream: Ascending<T>,
  again: (next: () => Promise<readonly T[] | null>) => Promise<readonly T[] | null>,
): AsyncGenerator<readonly T[]> {
  let batches: AsyncIterator<readonly T[]> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  // What has come already is passed over inside of one try: a stream that always breaks at one place ends.
  const next = async (): Promise<readonly T[] | null> => {
    batches ??= stream.read()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await batches.next();
        if (done === true) return null;
        const isFresh = value.length > 0 && stream.idOf(value[0] as T) > last;
        const fresh = isFresh ? value : value.filter((record) => stream.idOf(record) > last);
        if (fresh.length > 0) return fresh;
      }
    } catch (error) {
      batches = null;
      throw error;
    }
  };
  try {
    for (;;) {
      const batch = await again(next);
      const newest = batch?.at(-1);
      if (batch === null || newest === undefined) return;
      last = stream.idOf(newest);
      yield batch;
    }
  } finally {
    await (batches as AsyncIterator<readonly T[]> | null)?.return?.();
  }
}

/**
 * Repeats what is safe to repeat after a `connection` error: reads, and `recordOperation`, whose claim
 * makes a second document impossible and whose connection errors mean that nothing was committed. Never
 * repeats an `uncertain` one (house rule: reconcile first), and never `addGoods`; a group that is not
 * written its caller writes one by one, and nobody waits for marks of runs. A stream that breaks begins anew,
 * and goes on behind what has come of it.
 */
export function withRetry(warehouse: Warehouse, policy: RetryPolicy, watch: WarehouseWatch = {}): Warehouse {
  const again = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    retry(policy, { work, judge: (error) => judgeFault(error, watch), signal });

  const streamed = <T>(signal: AbortSignal, stream: Ascending<T>): AsyncGenerator<readonly T[]> =>
    goingOn(stream, (next) => again(signal, next));
  return {
    abilities: warehouse.abilities,
    readFacts: (signal) => again(signal, () => warehouse.readFacts(signal)),
    readChoices: (signal) => again(signal, () => warehouse.readChoices(signal)),
    findRecords: (query, signal) => again(signal, () => warehouse.findRecords(query, signal)),
    readUsage: (signal) => again(signal, () => warehouse.readUsage(signal)),
    readGoods: (query, signal) =>
      streamed(signal, { read: () => warehouse.readGoods(query, signal), idOf: ({ id }) => id }),
    findGoods: (keys, signal) => again(signal, () => warehouse.findGoods(keys, signal)),
    readStock: (query, signal) =>
      streamed(signal, { read: () => warehouse.readStock(query, signal), idOf: ({ goodId }) => goodId }),
    findMoved: (ids, signal) => again(signal, () => warehouse.findMoved(ids, signal)),
    readAgedOrders: (query, signal) => again(signal, () => warehouse.readAgedOrders(query, signal)),
    readPartners: (signal) =>
      streamed(signal, { read: () => warehouse.readPartners(signal), idOf: ({ id }) => id }),
    findTraces: (origins, signal) => again(signal, () => warehouse.findTraces(origins, signal)),
    sightDocuments: (remembered, signal) => again(signal, () => warehouse.sightDocuments(remembered, signal)),
    traceDocuments: (remembered, signal) => again(signal, () => warehouse.traceDocuments(remembered, signal)),
    findDoubledUnp: (device, signal) => again(signal, () => warehouse.findDoubledUnp(device, signal)),
    findForeignDocuments: (identity, orders, signal) =>
      again(signal, () => warehouse.findForeignDocuments(identity, orders, signal)),
    recordOperation: (draft, signal) => again(signal, () => warehouse.recordOperation(draft, signal)),
    recordOperations: (drafts, signal) => again(signal, () => warehouse.recordOperations(drafts, signal)),
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
