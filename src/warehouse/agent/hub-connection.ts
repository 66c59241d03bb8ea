import { readFileSync } from 'node:fs';
import { connect, errors, nkeyAuthenticator } from '@nats-io/transport-node';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { runningClock } from '../../lib/clock.ts';
import { readError } from '../../model/file-error.ts';
import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { HubPlace } from './hub-address.ts';

const CONNECT_MS = 10_000;
/** A line that says nothing for two of these is dead. */
const PING_MS = 10_000;
const MOST_PINGS = 2;
const FIRST_WAIT_MS = 100;
const SOON_WAIT_MS = 400;
const SOON_MS = 60_000;
const LONGEST_WAIT_MS = 10_000;
const GROWTH = 1.3;
const CERTIFICATE = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** What came of a message: an answer, nobody to take it (nothing has left), or no answer in its time. */
export type Asked =
  | { readonly kind: 'answer'; readonly data: Uint8Array }
  | { readonly kind: 'nobody' | 'lost' };

/** Answers a message. Never rejects. */
export type Answering = (data: Uint8Array) => Promise<Uint8Array>;

/** A fault of the hub, or of the way to it, in the program's own words. */
function hubError(error: unknown, hub: string): SyncError {
  if (error instanceof SyncError) return error;
  const more = { cause: error };
  const isAccess = [
    errors.AuthorizationError,
    errors.UserAuthenticationExpiredError,
    errors.PermissionViolationError,
  ].some((kind) => error instanceof kind || (error as Error | null)?.cause instanceof kind);
  if (isAccess) return new SyncError('agent.hubRefused', { hub }, more);
  const reason =
    faultCode(error) ?? (error instanceof errors.InvalidArgumentError ? 'NO_TLS' : 'ECONNREFUSED');
  if (CERTIFICATE.test(reason)) return new SyncError('agent.hubCertificate', { hub, reason }, more);
  return new SyncError('agent.hubUnreachable', { hub, reason }, more);
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw readError(error, file);
  }
}

/**
 * Waits grow from one to four tenths of a second: a line that comes and goes is there for seconds. After
 * a minute without it they grow to ten. They begin anew once a line stands.
 */
function growingWaits(): { readonly next: () => number; readonly begin: () => void } {
  let attempt = 0;
  let sinceMs = 0;
  return {
    next: () => {
      const now = runningClock.now();
      if (attempt === 0) sinceMs = now;
      const longest = now - sinceMs < SOON_MS ? SOON_WAIT_MS : LONGEST_WAIT_MS;
      const waitMs = Math.min(FIRST_WAIT_MS * GROWTH ** attempt, longest);
      attempt += 1;
      return Math.round(waitMs * (0.5 + Math.random() / 2));
    },
    begin: () => {
      attempt = 0;
    },
  };
}

/** A connection to the hub, which comes back by itself after it has broken, for as long as it takes. */
export class HubConnection {
  readonly #hub: string;
  readonly #connection: NatsConnection;
  #isThere = true;

  /** The reason of its end, null where it was closed. Never rejects. */
  readonly ended: Promise<SyncError | null>;

  private constructor(hub: string, connection: NatsConnection, onLine: (isThere: boolean) => void) {
    this.#hub = hub;
    this.#connection = connection;
    this.ended = connection.closed().then((error) => (error instanceof Error ? hubError(error, hub) : null));
    void this.#watch(onLine);
  }

  /**
   * Connects; `onLine` is told when the line is lost and when it is back. Rejects `agent.hubUnreachable`,
   * `agent.hubRefused`, `agent.hubCertificate`.
   */
  static async open(
    place: HubPlace,
    more: { readonly name: string; readonly onLine?: (isThere: boolean) => void },
  ): Promise<HubConnection> {
    const { hub, server, isTls, user, password, seed, caFile } = place;
    const waits = growingWaits();
    const authority = caFile === null ? {} : { ca: readAuthority(caFile) };
    try {
      const connection = await connect({
        servers: server,
        name: more.name,
        ...(seed === null ? { user, pass: password } : { authenticator: nkeyAuthenticator(seed) }),
        // An object: a hub without TLS is refused before it is told the password.
        tls: isTls ? authority : null,
        timeout: CONNECT_MS,
        pingInterval: PING_MS,
        maxPingOut: MOST_PINGS,
        maxReconnectAttempts: -1,
        reconnectDelayHandler: waits.next,
        ignoreClusterUpdates: true,
        noAsyncTraces: true,
      });
      return new HubConnection(hub, connection, (isThere) => {
        if (isThere) waits.begin();
        more.onLine?.(isThere);
      });
    } catch (error) {
      throw hubError(error, hub);
    }
  }

  /** Asks one question. Rejects `agent.hubRefused` where this may not be asked. */
  async request(subject: string, data: Uint8Array, timeoutMs: number): Promise<Asked> {
    // What is handed over while the line is away would leave whenever it is back.
    if (!this.#isThere || this.#connection.isClosed()) return { kind: 'nobody' };
    try {
      const answer = await this.#connection.request(subject, data, { timeout: timeoutMs });
      return { kind: 'answer', data: answer.data };
    } catch (error) {
      if (error instanceof errors.RequestError && error.isNoResponders()) return { kind: 'nobody' };
      const known = hubError(error, this.#hub);
      if (known.code === 'agent.hubRefused') throw known;
      return { kind: 'lost' };
    }
  }

  /** Answers whatever is asked there; of several that listen in one queue one is asked. */
  listen(subject: string, answering: Answering, queue?: string): void {
    const callback = (error: Error | null, asked: Msg): void => {
      if (error !== null) return;
      void this.#reply(asked, answering);
    };
    this.#connection.subscribe(subject, queue === undefined ? { callback } : { callback, queue });
  }

  /** What was subscribed to stands at the hub. */
  async settle(): Promise<void> {
    await this.#connection.flush();
  }

  /** Repeatable. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** Whoever waits asks again: an answer that does not leave is not lost. */
  async #reply(asked: Msg, answering: Answering): Promise<void> {
    const data = await answering(asked.data);
    if (!this.#connection.isClosed()) asked.respond(data);
  }

  async #watch(onLine: (isThere: boolean) => void): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type !== 'disconnect' && type !== 'reconnect') continue;
      this.#isThere = type === 'reconnect';
      onLine(this.#isThere);
    }
  }
}
