import { WireFault } from './wire-fault.ts';

/** Who is told how a request goes, as far as its beginning is concerned. */
interface Beginning<Controller> {
  onRequestStart?(controller: Controller, context: unknown): void;
}

/**
 * The same handler, which looks once more at what allows a change, when the connection stands and right
 * before the first byte: to be connected may take as long as a process is frozen. Where it does not hold any
 * more nothing is sent (`notSent`), so that it may be asked for anew.
 */
export function withLastLook<
  Controller extends { abort(reason: Error): void },
  T extends Beginning<Controller>,
>(handler: T & Beginning<Controller>, holds: () => boolean): T {
  const begin = (controller: Controller, context: unknown): void => {
    if (holds()) handler.onRequestStart?.(controller, context);
    else controller.abort(new WireFault('notSent', 'stale'));
  };
  return new Proxy(handler, {
    get: (target, name) => {
      if (name === 'onRequestStart') return begin;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
