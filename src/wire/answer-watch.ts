import type { Limits } from './limits.ts';
import { WireFault } from './wire-fault.ts';

/**
 * Watches one answer come: it must begin, go on and end in time (a header a second, a byte a second, a
 * body without end). Its signal ends the request, with a WireFault or with the caller's own reason.
 */
export class AnswerWatch {
  readonly #controller = new AbortController();
  readonly #limits: Limits;
  readonly #caller: AbortSignal;
  readonly #onAbort = (): void => this.#controller.abort(this.#caller.reason);
  readonly #whole: NodeJS.Timeout;
  readonly #begin: NodeJS.Timeout;
  #rate: NodeJS.Timeout | null = null;
  #received = 0;

  constructor(limits: Limits, caller: AbortSignal) {
    this.#limits = limits;
    this.#caller = caller;
    caller.throwIfAborted();
    caller.addEventListener('abort', this.#onAbort, { once: true });
    this.#whole = this.#endAfter(limits.wholeMs, 'slow');
    this.#begin = this.#endAfter(limits.connectMs + limits.beginMs, 'timeout');
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The headers are there; from now on so many bytes must come in each stretch of time. */
  hasBegun(): void {
    clearTimeout(this.#begin);
    let before = 0;
    this.#rate = setInterval(() => {
      if (this.#received - before < this.#limits.leastBytes)
        this.#controller.abort(new WireFault('slow', `${this.#received} B`));
      before = this.#received;
    }, this.#limits.rateMs);
  }

  /** Rejects `tooLarge` when that is more than is taken. */
  received(bytes: number): void {
    this.#received += bytes;
    if (this.#received > this.#limits.maxBytes) throw new WireFault('tooLarge', `${this.#received} B`);
  }

  /** Call it however the request ended. */
  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#begin);
    if (this.#rate !== null) clearInterval(this.#rate);
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  #endAfter(milliseconds: number, kind: 'slow' | 'timeout'): NodeJS.Timeout {
    return setTimeout(() => this.#controller.abort(new WireFault(kind, `${milliseconds} ms`)), milliseconds);
  }
}
