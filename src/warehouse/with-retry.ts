import type { Sleep } from '../lib/sleep.ts';
import { isTransient } from '../model/sync-error.ts';
import type { Warehouse } from './warehouse.ts';

export interface RetryOptions {
  readonly attempts: number;
  readonly sleep: Sleep;
  /** 0..1, as Math.random. */
  readonly random: () => number;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;

/**
 * Repeats what is safe to repeat after a `connection` error: reads, and `recordOperation`, whose claim
 * makes a second document impossible and whose connection errors mean that nothing was committed. Never
 * repeats an `uncertain` one (house rule: reconcile first), and never `addGoods`. Streams are repeated by
 * their callers' next run.
 */
export function withRetry(warehouse: Warehouse, options: RetryOptions): Warehouse {
  const again = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isTransient(error) || attempt >= options.attempts) throw error;
        const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
        await options.sleep(longest * options.random(), signal);
      }
    }
  };
  return {
    abilities: warehouse.abilities,
    readFacts: (signal) => again(signal, () => warehouse.readFacts(signal)),
    readChoices: (signal) => again(signal, () => warehouse.readChoices(signal)),
    readGoods: (query, signal) => warehouse.readGoods(query, signal),
    findGoods: (keys, signal) => again(signal, () => warehouse.findGoods(keys, signal)),
    readStock: (query, signal) => warehouse.readStock(query, signal),
    readPartners: (signal) => warehouse.readPartners(signal),
    findTraces: (origins, signal) => again(signal, () => warehouse.findTraces(origins, signal)),
    recordOperation: (draft, signal) => again(signal, () => warehouse.recordOperation(draft, signal)),
    addGoods: (drafts, signal) => warehouse.addGoods(drafts, signal),
    markInstallation: (mark, signal) => again(signal, () => warehouse.markInstallation(mark, signal)),
    readUnpUse: (device, range, signal) => again(signal, () => warehouse.readUnpUse(device, range, signal)),
    close: () => warehouse.close(),
  };
}
