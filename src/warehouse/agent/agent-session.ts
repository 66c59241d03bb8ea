import { randomBytes } from 'node:crypto';
import { runningClock } from '../../lib/clock.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { HubConnection } from './hub-connection.ts';
import {
  ANSWER_HEAD,
  ANSWER_VERSIONS,
  instanceSubject,
  message,
  OLDEST_WIRE,
  openSubject,
  proofOf,
  readMessage,
  WIRE,
} from './wire.ts';
import type { AnswerHead, QuestionHead } from './wire.ts';

/** An agent as its hub knows it. */
export interface AgentPlace {
  readonly agent: string;
  /** The agent's own, which whoever works with its warehouse has to know too. */
  readonly token: string;
  /** Version of this program, for people. */
  readonly program: string;
  /** Told the version of the agent's program whenever it has answered; must not throw. */
  readonly onHeard?: (version: string) => void;
}

/** What came of a message to an agent. */
export type Told =
  | { readonly kind: 'nobody' | 'lost' }
  | { readonly kind: 'answer'; readonly head: AnswerHead; readonly piece: Uint8Array };

/** An agent that answers. */
export interface AgentSight {
  readonly program: string;
  readonly wire: number;
  readonly upSeconds: number;
  readonly instance: string;
}

const LOOK_MS = 1500;
/** Two clocks of machines do not go apart by more within half a day. */
const APART_MS = 5000;

/** Why an agent's warehouse does not answer, as a code (`faultWords`). */
export type Absence = 'AGENT_ABSENT' | 'AGENT_LOST' | 'AGENT_RESTARTED';

/** The agent is not there, or was not heard. */
export function unreachable(agent: string, reason: Absence): SyncError {
  return new SyncError('warehouse.unreachable', { address: `agent:${agent}`, reason });
}

/** The answer in a message; refuses a wire of another time by name before anything else is read. */
function readAnswer(data: Uint8Array, { agent, program }: AgentPlace): Told {
  const read = readMessage(data);
  const versions = ANSWER_VERSIONS.safeParse(read?.head);
  if (versions.success) {
    const facts = { agent, version: versions.data.program, mine: program };
    if (versions.data.wire < OLDEST_WIRE) throw new SyncError('warehouse.agent.tooOld', facts);
  }
  const head = ANSWER_HEAD.safeParse(read?.head);
  if (read === null || !head.success)
    throw new SyncError('warehouse.agent.unreadable', { agent, what: 'answer' });
  return { kind: 'answer', head: head.data, piece: read.piece };
}

/** Says something to an agent and reads what it answers. */
export async function tellAgent(
  hub: HubConnection,
  place: AgentPlace,
  what: {
    readonly subject: string;
    readonly head: QuestionHead;
    readonly piece?: Uint8Array;
    readonly timeoutMs: number;
  },
): Promise<Told> {
  const asked = await hub.request(what.subject, message(what.head, what.piece), what.timeoutMs);
  return asked.kind === 'answer' ? readAnswer(asked.data, place) : asked;
}

/** Who answers for an agent; null = nobody does. Rejects `warehouse.agent.tooOld`. */
export async function lookAtAgent(hub: HubConnection, place: AgentPlace): Promise<AgentSight | null> {
  const { agent, program } = place;
  const head = { kind: 'look', wire: WIRE, program } as const;
  const told = await tellAgent(hub, place, { subject: openSubject(agent), head, timeoutMs: LOOK_MS });
  if (told.kind !== 'answer' || told.head.kind !== 'there') return null;
  return told.head;
}

/** One process of an agent, and what it keeps for us. */
export class AgentSession {
  readonly subject: string;
  readonly instance: string;
  readonly id: string;
  /** Version of the agent's program. */
  readonly program: string;
  /** What our clock shows more than the agent's, at most: what ends by this for us has ended for it. */
  readonly #aheadMs: number;
  #last = 0;
  readonly #open = new Set<number>();

  private constructor(agent: string, opened: Extract<AnswerHead, { kind: 'opened' }>, heardMs: number) {
    this.subject = instanceSubject(agent, opened.instance);
    this.instance = opened.instance;
    this.id = opened.session;
    this.program = opened.program;
    this.#aheadMs = heardMs - opened.nowMs;
  }

  /**
   * Begins a session; nothing of the warehouse is touched by it. Rejects `warehouse.unreachable` where nobody
   * answers, `warehouse.busy` where there is no room, `warehouse.agent.*` where it cannot be worked with.
   */
  static async begin(hub: HubConnection, place: AgentPlace, timeoutMs: number): Promise<AgentSession> {
    const { agent, token, program } = place;
    const nonce = randomBytes(16).toString('hex');
    const head = {
      kind: 'open',
      wire: WIRE,
      program,
      nonce,
      proof: proofOf(token, agent, nonce),
    } as const;
    const told = await tellAgent(hub, place, { subject: openSubject(agent), head, timeoutMs });
    if (told.kind !== 'answer')
      throw unreachable(agent, told.kind === 'nobody' ? 'AGENT_ABSENT' : 'AGENT_LOST');
    const answer = told.head;
    if (answer.kind === 'opened') {
      place.onHeard?.(answer.program);
      return new AgentSession(agent, answer, runningClock.now());
    }
    if (answer.kind !== 'refused')
      throw new SyncError('warehouse.agent.unreadable', { agent, what: answer.kind });
    if (answer.why === 'token') throw new SyncError('warehouse.agent.tokenWrong', { agent });
    if (answer.why === 'full') throw new SyncError('warehouse.busy', { address: `agent:${agent}` });
    throw new SyncError('warehouse.agent.tooNew', { agent, version: answer.program, mine: program });
  }

  /** The number of a new call, which is open until `settle`. */
  take(): number {
    this.#last += 1;
    this.#open.add(this.#last);
    return this.#last;
  }

  settle(call: number): void {
    this.#open.delete(call);
  }

  /** The oldest call that is still waited for. */
  get oldest(): number {
    return Math.min(...this.#open, this.#last + 1);
  }

  /** A moment of our running clock by the agent's; never later than it, however long they have run apart. */
  agentTime(ourMs: number): number {
    return ourMs - this.#aheadMs - APART_MS;
  }
}
