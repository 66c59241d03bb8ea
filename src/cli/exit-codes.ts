import type { ErrorKind } from '../model/error-codes.ts';
import type { SyncError } from '../model/sync-error.ts';

/** Exit codes of the program (docs/architecture.md, errors): the only place that knows them. */
export const EXIT = {
  done: 0,
  bug: 1,
  wrongUse: 2,
  parked: 3,
  notReached: 10,
  busy: 11,
  refused: 12,
  stopped: 130,
} as const;

const BY_KIND: Readonly<Record<ErrorKind, number>> = {
  setting: EXIT.wrongUse,
  access: EXIT.refused,
  connection: EXIT.notReached,
  uncertain: EXIT.notReached,
  refused: EXIT.parked,
  data: EXIT.parked,
  busy: EXIT.busy,
  cancelled: EXIT.stopped,
  bug: EXIT.bug,
};

/** Exit code for an error. */
export function exitCodeOf(error: SyncError): number {
  return BY_KIND[error.kind];
}
