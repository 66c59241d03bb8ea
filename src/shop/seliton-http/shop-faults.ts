import { SyncError } from '../../model/sync-error.ts';
import type { HttpRequest } from '../../wire/http-client.ts';
import type { WireFault } from '../../wire/wire-fault.ts';

/**
 * A fault of a request as an error of the shop. `address` is the shop's, for people. A create that may have
 * been done is the uncertain `shop.write.answerLost` (E6), whatever happened to its answer.
 */
export function shopFault(address: string): (fault: WireFault, request: HttpRequest) => SyncError {
  return (fault, request) => {
    const more = {
      cause: fault,
      ...(fault.retryAfterMs === null ? {} : { retryAfterMs: fault.retryAfterMs }),
    };
    if (request.kind === 'create' && !fault.isNothingDone)
      return new SyncError('shop.write.answerLost', { what: request.what }, more);
    switch (fault.kind) {
      case 'notSent':
      case 'lost':
        return new SyncError('shop.unreachable', { address, reason: fault.reason }, more);
      case 'certificate':
        return new SyncError('shop.certificate', { address, reason: fault.reason }, more);
      case 'busy':
        return new SyncError('shop.busy', { address }, more);
      case 'wall':
        return new SyncError('shop.wall', { address, reason: fault.reason }, more);
      case 'elsewhere':
        return new SyncError('shop.address.leadsElsewhere', { address, leadsTo: fault.leadsTo }, more);
      case 'timeout':
        return new SyncError('shop.timeout', { address }, more);
      case 'slow':
        return new SyncError('shop.answer.tooSlow', { address, reason: fault.reason }, more);
      case 'broken':
        return new SyncError('shop.broken', { address, status: fault.reason }, more);
      case 'page':
      case 'unreadable':
        return new SyncError('shop.answer.unreadable', { address, what: fault.reason }, more);
      case 'tooLarge':
        return new SyncError('shop.answer.tooLarge', { address }, more);
    }
  };
}
