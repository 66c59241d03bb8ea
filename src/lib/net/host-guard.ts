import type { LookupFunction, Socket } from 'node:net';

/**
 * Decides which hosts may be connected to, at the moment of connecting and by the very addresses that are
 * then used: a name that answers otherwise the next time leads nowhere else. What it refuses is an error of
 * the program's own kind, which clients pass on as it is.
 */
export interface HostGuard {
  /** Why this host is refused: one that is written as an address is never looked up. Null = it is not. */
  refusal(host: string): Error | null;
  /** Looks a name up for a connection; an address that is refused is an error instead. */
  readonly lookup: LookupFunction;
  /** A socket that connects, or ends with the refusal. */
  connect(place: { readonly host: string; readonly port: number }): Socket;
}
