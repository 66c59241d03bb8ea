import { randomBytes } from 'node:crypto';
import { runningClock, systemClock } from '../../lib/clock.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { Warehouse } from '../warehouse.ts';
import type { AgentSecret } from './agent-key.ts';
import { agentClock } from './agent-clock.ts';
import type { HubPlace } from './hub-address.ts';
import { HubConnection } from './hub-connection.ts';
import { ServedSession } from './served-session.ts';
import {
  instanceSubject,
  isSameProof,
  message,
  OLDEST_WIRE,
  openSubject,
  proofOf,
  QUESTION_HEAD,
  readMessage,
  WIRE,
} from './wire.ts';
import type { QuestionHead } from './wire.ts';

/** A session of which nothing was heard for so long ends: whoever began it is gone. */
const IDLE_MS = 180_000;
/** The answer to its beginning was lost, and another one was begun. */
const UNUSED_MS = 30_000;
const SWEEP_MS = 15_000;
/** Each has a connection to the database. */
const MOST_SESSIONS = 32;
const QUEUE = 'agents';
const ID_BYTES = 8;

/** What an agent tells those who look after it. */
export type AgentTold =
  | { readonly kind: 'line'; readonly isThere: boolean }
  | { readonly kind: 'session'; readonly open: number; readonly program: string }
  | { readonly kind: 'fault'; readonly method: string; readonly fault: SyncError }
  | { readonly kind: 'stranger' };

export interface AgentServing {
  readonly hub: HubPlace;
  readonly agent: string;
  readonly secret: AgentSecret;
  /** Version of this program. */
  readonly program: string;
  /** Opens the warehouse beside this machine; what cannot be reached is tried again by whoever asks. */
  readonly open: () => Promise<Warehouse>;
  readonly onTold: (told: AgentTold) => void;
}

/** An agent at its work. */
export interface ServedAgent {
  /** Why it has ended, null where it was closed. Never rejects. */
  readonly ended: Promise<SyncError | null>;
  close(): Promise<void>;
}

type Opening = Extract<QuestionHead, { kind: 'look' | 'open' }>;
type InSession = Exclude<QuestionHead, Opening>;

class AgentProcess {
  readonly instance = randomBytes(ID_BYTES).toString('hex');
  readonly #serving: AgentServing;
  readonly #sessions = new Map<string, ServedSession>();
  readonly #clock = agentClock(runningClock, systemClock);
  readonly #sweep: NodeJS.Timeout;

  constructor(serving: AgentServing) {
    this.#serving = serving;
    this.#sweep = setInterval(() => this.#endIdle(), SWEEP_MS);
    this.#sweep.unref();
  }

  /** Answers whoever wants to begin. */
  opening = async (data: Uint8Array): Promise<Uint8Array> => {
    const head = QUESTION_HEAD.safeParse(readMessage(data)?.head);
    const { program } = this.#serving;
    const versions = { wire: WIRE, program };
    const asked = head.data;
    if (asked?.kind !== 'look' && asked?.kind !== 'open')
      return message({ kind: 'refused', ...versions, why: 'wire' });
    if (asked.kind === 'look') {
      const upSeconds = Math.floor(this.#clock.now() / 1000);
      return message({ kind: 'there', ...versions, upSeconds, instance: this.instance });
    }
    const why = this.#refusal(asked);
    if (why !== null) return message({ kind: 'refused', ...versions, why });
    const { instance } = this;
    const session = this.#begin(asked.program);
    return message({ kind: 'opened', ...versions, instance, session, nowMs: this.#clock.now() });
  };

  /** Answers within a session. */
  inSession = async (data: Uint8Array): Promise<Uint8Array> => {
    const read = readMessage(data);
    const head = QUESTION_HEAD.safeParse(read?.head);
    const asked = head.data;
    if (read === null || asked === undefined || asked.kind === 'look' || asked.kind === 'open')
      return message({ kind: 'gone' });
    const session = this.#sessions.get(asked.session);
    if (session === undefined) return message({ kind: 'gone' });
    session.heardMs = this.#clock.now();
    return this.#answer(session, asked, read.piece);
  };

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#sessions.keys()].map((id) => this.#end(id)));
  }

  async #answer(session: ServedSession, asked: InSession, piece: Uint8Array): Promise<Uint8Array> {
    switch (asked.kind) {
      case 'ask':
        return session.ask(asked, piece);
      case 'tell':
        return session.tell(asked.call, asked.piece);
      case 'stop':
        session.stop(asked.call);
        return message({ kind: 'taken' });
      case 'close':
        await this.#end(asked.session);
        return message({ kind: 'taken' });
    }
  }

  #refusal(asked: Extract<Opening, { kind: 'open' }>): 'wire' | 'token' | 'full' | null {
    const { secret, agent, onTold } = this.#serving;
    if (asked.wire < OLDEST_WIRE) return 'wire';
    if (!isSameProof(asked.proof, proofOf(secret.token, agent, asked.nonce))) {
      onTold({ kind: 'stranger' });
      return 'token';
    }
    return this.#sessions.size >= MOST_SESSIONS ? 'full' : null;
  }

  #begin(program: string): string {
    const { open, onTold } = this.#serving;
    const id = randomBytes(ID_BYTES).toString('hex');
    const session = new ServedSession({
      open,
      nowMs: () => this.#clock.now(),
      onFault: (method, fault) => onTold({ kind: 'fault', method, fault }),
    });
    this.#sessions.set(id, session);
    onTold({ kind: 'session', open: this.#sessions.size, program });
    return id;
  }

  async #end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    // What a database says while it is closed helps nobody any more.
    await session?.close().catch(() => undefined);
  }

  #endIdle(): void {
    const now = this.#clock.now();
    for (const [id, { heardMs, isUsed }] of this.#sessions)
      if (now - heardMs > (isUsed ? IDLE_MS : UNUSED_MS)) void this.#end(id);
  }
}

/**
 * Comes to a hub and does what it is asked with the warehouse beside this machine, until it is closed or the
 * hub refuses it. A line that breaks is opened again, for as long as it takes. Rejects `agent.hub*` where the
 * hub is not reached at first.
 */
export async function serveAgent(serving: AgentServing): Promise<ServedAgent> {
  const { hub, agent, secret, onTold } = serving;
  const place = { ...hub, user: agent, password: secret.token, seed: secret.seed };
  const connection = await HubConnection.open(place, {
    name: `skladbridge agent ${agent}`,
    onLine: (isThere) => onTold({ kind: 'line', isThere }),
  });
  const process = new AgentProcess(serving);
  connection.listen(openSubject(agent), process.opening, QUEUE);
  connection.listen(instanceSubject(agent, process.instance), process.inSession);
  await connection.settle();
  onTold({ kind: 'line', isThere: true });
  return {
    ended: connection.ended,
    close: async () => {
      await process.close();
      await connection.close();
    },
  };
}
