import { Connection, Request } from 'tedious';

/** How long a statement waits for a lock of others; then error 1222, `warehouse.busy`. */
export const LOCK_MS = 5000;

/** With which kysely asks, before each use, whether a connection of the pool lives. */
const VALIDATION = 'select 1';

/**
 * A connection as a warehouse needs it. Its session waits for a lock only so long: without a limit a till
 * that holds a row would hold us until the request itself ran out of time, which is not told apart from a
 * dead server. And when it is dropped it is we who say so, once: by the request that fails, or in the next
 * one that finds it closed; kysely would print it beside that.
 */
export class WarehouseConnection extends Connection {
  #isOpen = false;
  #refusal: { readonly number: number; readonly message: string } | null = null;

  /** A login that fails has what the server said first: the driver's error has its last words, and no number. */
  override connect(done?: (error?: Error) => void): void {
    super.connect((error?: Error) => {
      if (error !== undefined) {
        if (this.#refusal !== null) Object.assign(error, this.#refusal);
        done?.(error);
        return;
      }
      this.#isOpen = true;
      this.execSqlBatch(new Request(`set lock_timeout ${LOCK_MS}`, (fault) => done?.(fault ?? undefined)));
    });
  }

  /**
   * Whether the connection lives is seen by its socket: the pool drops one that is closed before it is asked.
   * One that dies unseen fails the next request, which is told or repeated like any other.
   */
  override execSql(request: Request): void {
    if (request.sqlTextOrProcedure === VALIDATION) setImmediate(() => request.emit('requestCompleted'));
    else super.execSql(request);
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    // What fails before the session stands comes by the callback of `connect`.
    if (event === 'error') return true;
    if (event === 'errorMessage' && !this.#isOpen) {
      const { number, message } = values[0] as { readonly number: number; readonly message: string };
      this.#refusal ??= { number, message };
    }
    return super.emit(event as 'connect', ...(values as []));
  }
}
