import { setImmediate as breathe } from 'node:timers/promises';
import { SyncError } from '../../model/sync-error.ts';
import { makeSampleContent } from './make-sample-content.ts';
import type { Cell, SampleOptions } from './sample-rows.ts';

/** An opened warehouse of any engine that a sample may be written into. */
export interface SampleTarget {
  /** True when only the rows that every installation starts with are there. */
  isEmpty(): Promise<boolean>;
  insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Removes the rows whose column has one of the values. */
  remove(table: string, column: string, values: readonly Cell[]): Promise<void>;
  /** All of the work or nothing of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

export interface FillOptions extends SampleOptions {
  /** Address of the warehouse, for the refusal. */
  readonly address: string;
  /** Called after every batch with goods for sale; `done` never falls. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Told before the commit: its answer may be lost. */
  readonly onWritten?: (counts: Readonly<Record<string, number>>) => void;
}

function refuseStopped(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw signal.reason instanceof SyncError ? signal.reason : new SyncError('run.cancelled');
}

/**
 * Fills an empty warehouse with sample content in one transaction; answers the rows written by table. Rejects
 * `warehouse.notEmpty` when anything is there, `run.cancelled` when stopped; then nothing has changed.
 */
export async function fillWarehouse(
  target: SampleTarget,
  options: FillOptions,
): Promise<Readonly<Record<string, number>>> {
  const { signal } = options;
  refuseStopped(signal);
  return target.transaction(async () => {
    if (!(await target.isEmpty())) throw new SyncError('warehouse.notEmpty', { address: options.address });
    const counts: Record<string, number> = {};
    for (const { table, columns, rows, replacesBy, goodsDone } of makeSampleContent(options)) {
      refuseStopped(signal);
      if (replacesBy !== null) {
        const at = columns.indexOf(replacesBy);
        await target.remove(
          table,
          replacesBy,
          rows.map((row) => row[at] ?? null),
        );
      }
      await target.insert(table, columns, rows);
      counts[table] = (counts[table] ?? 0) + rows.length;
      options.onProgress(goodsDone, options.goods);
      // An engine inside this process answers at once: without a pause no signal would ever be seen.
      await breathe();
    }
    options.onWritten?.(counts);
    return counts;
  });
}
