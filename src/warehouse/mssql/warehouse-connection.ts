import { Connection } from 'tedious';

/** How long a statement waits for a lock of others; then error 1222, `warehouse.busy`. */
const LOCK_MS = 10_000;

/**
 * A connection as a warehouse needs it. Its session waits for a lock only so long: without a limit a till
 * that holds a row would hold us until the request itself ran out of time, which is not told apart from a
 * dead server. And when it is dropped it is we who say so, once: by the request that fails, or in the next
 * one that finds it closed; kysely would print it beside that.
 */
export class WarehouseConnection extends Connection {
  override getInitialSql(): string {
    return `${super.getInitialSql()}\nset lock_timeout ${LOCK_MS}`;
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    // What fails before the session stands comes by the callback of `connect`.
    if (event === 'error') return true;
    return super.emit(event as 'connect', ...(values as []));
  }
}
