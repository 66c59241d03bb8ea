import { z } from 'zod';
import { SyncError } from '../../model/sync-error.ts';
import type { HttpRequest } from '../../wire/http-client.ts';
import type { WireFault } from '../../wire/wire-fault.ts';

const DETAILS = z.object({ code: z.coerce.number().optional(), message: z.string().optional() });
/** Wrapped and bare, as clients have met them (facts section 5). */
const ERROR_BODY = z.union([z.object({ error: DETAILS }).transform((body) => body.error), DETAILS]);

/** A fault of a request as an error of the warehouse; a write that may have arrived is `answerLost`. */
export function warehouseFault(address: string): (fault: WireFault, request: HttpRequest) => SyncError {
  return (fault, request) => {
    const more = { cause: fault };
    if (request.kind === 'create' && !fault.isNothingDone)
      return new SyncError('warehouse.record.answerLost', { order: Number(request.what) }, more);
    switch (fault.kind) {
      case 'broken':
      case 'busy':
        return new SyncError('warehouse.api.broken', { address, status: fault.reason }, more);
      case 'wall':
      case 'page':
      case 'unreadable':
      case 'tooLarge':
        return new SyncError('warehouse.api.unreadable', { address, path: request.what }, more);
      case 'elsewhere':
        return new SyncError('warehouse.api.leadsElsewhere', { address, leadsTo: fault.leadsTo }, more);
      case 'certificate':
        return new SyncError('warehouse.certificate', { address, reason: fault.reason }, more);
      case 'slow':
        return new SyncError('warehouse.api.tooSlow', { address, reason: fault.reason }, more);
      case 'notSent':
      case 'timeout':
      case 'lost':
        return new SyncError('warehouse.unreachable', { address, reason: fault.reason }, more);
    }
  };
}

/** The server's own words for a refusal, in either shape; its status where it says nothing. */
export function messageOf(body: unknown, status: number): string {
  const parsed = ERROR_BODY.safeParse(body);
  const message = parsed.success ? (parsed.data.message ?? '') : '';
  return message === '' ? `HTTP ${status}` : message.slice(0, 300);
}

/** True for a body that tells an error, whatever the status is: some servers say 200 (facts section 7). */
export function isErrorBody(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return 'error' in body || ('code' in body && 'message' in body && !('id' in body));
}

/** Whatever went wrong, as an error of the warehouse: a record that cannot be read is named by its place. */
export function asWarehouseError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  if (error instanceof z.ZodError) {
    const path = error.issues[0]?.path.join('.') ?? '';
    return new SyncError('warehouse.api.unreadable', { address, path }, { cause: error });
  }
  return new SyncError('bug.unexpected', { message: String(error) }, { cause: error });
}
