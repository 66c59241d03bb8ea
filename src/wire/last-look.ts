import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { WireFault } from './wire-fault.ts';

type Controller = Dispatcher.DispatchController;

/**
 * Looks once more at what allows a change, when the connection stands and right before the first byte: to be connected
 * may take as long as a process is frozen. Where it does not hold any more nothing is sent (`notSent`), so that it may
 * be asked for anew.
 */
export function lastLook(holds: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, new LookingHandler(handler, holds));
}

class LookingHandler implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #holds: () => boolean;

  constructor(handler: Dispatcher.DispatchHandler, holds: () => boolean) {
    this.#handler = handler;
    this.#holds = holds;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    if (this.#holds()) this.#handler.onRequestStart?.(controller, context);
    else controller.abort(new WireFault('notSent', 'stale'));
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, text?: string): void {
    this.#handler.onResponseStart?.(controller, status, headers, text);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Controller, trailers: IncomingHttpHeaders): void {
    this.#handler.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Controller, error: Error): void {
    this.#handler.onResponseError?.(controller, error);
  }
}
