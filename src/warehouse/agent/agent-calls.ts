import { runningClock } from '../../lib/clock.ts';
import { sleep } from '../../lib/sleep.ts';
import { SyncError } from '../../model/sync-error.ts';
import { AgentSession, lookAtAgent, tellAgent, unreachable } from './agent-session.ts';
import type { AgentPlace, Told } from './agent-session.ts';
import type { HubConnection } from './hub-connection.ts';
import { asJson, OUTCOME_TEXT, piecesOf, toldFault } from './wire.ts';
import type { QuestionHead } from './wire.ts';

/** Longer than an agent lets one wait before it says that it works; grows with each answer that is lost. */
const ANSWER_MS = 1500;
const LONGEST_ANSWER_MS = 15_000;
/** For so long the answer to what was sent is asked for, while the line is away. */
const READ_PATIENCE_MS = 15_000;
const WRITE_PATIENCE_MS = 60_000;
/** For so long somebody is waited for who takes a question: the line of an office comes and goes. */
const ABSENCE_MS = 3000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 250;
const CLOSE_MS = 1000;

/** What is asked of an agent, and how patiently. */
export interface AgentCall {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly signal: AbortSignal;
  /** It changes something: what came of it has to be known. */
  readonly isWrite: boolean;
  /** Nobody above asks again where nobody took it: he is waited for as patiently as an answer. */
  readonly isPatient: boolean;
  /** Stop waiting as soon as another process answers for the agent: a claim tells what came of it. */
  readonly isClaimed: boolean;
  /** Of a stream: it is told to this one alone. */
  readonly session?: AgentSession;
  /** Told when it was begun and it cannot be known what came of it. */
  readonly lost: () => SyncError;
}

/** A call on its way. */
interface Going {
  readonly call: AgentCall;
  readonly pieces: readonly Uint8Array[];
  session: AgentSession;
  number: number;
  /** It may have been begun. */
  isSent: boolean;
  /** By our running clock: until then it may be begun, and is waited for in silence. */
  untilMs: number;
  answerMs: number;
  /** By our running clock: until then somebody is waited for who takes it. */
  readonly absentMs: number;
  /** Of all that is still to be said the next: a piece of the question, or of the answer. */
  sent: number;
  readonly answer: Uint8Array[];
}

/** What an answer to a call is, with the session that has told it. */
export interface CallAnswered {
  readonly answer: unknown;
  readonly session: AgentSession;
}

/**
 * Calls to one agent. Each has a number in a session with one process of the agent, which does it once: so it
 * may be asked for again while that process lives, and never by another one. What was begun when a process
 * died is lost; what was never sent begins anew with whoever answers next. Nothing is begun after it was
 * given up here (`endsMs`), however late a message arrives.
 */
export class AgentCalls {
  readonly #hub: HubConnection;
  readonly #place: AgentPlace;
  #session: Promise<AgentSession> | null = null;
  #isClosed = false;

  constructor(hub: HubConnection, place: AgentPlace) {
    this.#hub = hub;
    this.#place = place;
  }

  /** Rejects with what the adapter beside the database has told, or that nobody answers. */
  async ask(call: AgentCall): Promise<CallAnswered> {
    this.refuse(call.signal);
    const going = await this.#begin(call);
    const stop = (): void => this.#stop(going);
    call.signal.addEventListener('abort', stop, { once: true });
    try {
      const text = await this.#carry(going);
      this.#place.onHeard?.(going.session.program);
      const outcome = OUTCOME_TEXT.safeParse(text);
      const { agent } = this.#place;
      if (!outcome.success) throw new SyncError('warehouse.agent.unreadable', { agent, what: call.method });
      if ('fault' in outcome.data) throw toldFault(outcome.data.fault, agent);
      return { answer: outcome.data.answer, session: going.session };
    } catch (error) {
      // Whatever the other side was doing when it was stopped: it ends for the reason that is known here.
      if (error instanceof SyncError && error.code === 'run.cancelled') call.signal.throwIfAborted();
      throw error;
    } finally {
      call.signal.removeEventListener('abort', stop);
      going.session.settle(going.number);
    }
  }

  /** Rejects after `close`, and once the signal is aborted. */
  refuse(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    signal.throwIfAborted();
  }

  /** Ends the session. Repeatable. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const session = await this.#session?.catch(() => null);
    if (session !== null && session !== undefined)
      await this.#say(session, { kind: 'close', session: session.id }, CLOSE_MS).catch(() => undefined);
    await this.#hub.close();
  }

  async #say(
    session: AgentSession,
    head: QuestionHead,
    timeoutMs: number,
    piece?: Uint8Array,
  ): Promise<Told> {
    const what = { subject: session.subject, head, timeoutMs, ...(piece === undefined ? {} : { piece }) };
    return tellAgent(this.#hub, this.#place, what);
  }

  async #begin(call: AgentCall): Promise<Going> {
    const pieces = piecesOf(asJson({ method: call.method, args: call.args }));
    const now = runningClock.now();
    const untilMs = now + (call.isWrite ? WRITE_PATIENCE_MS : READ_PATIENCE_MS);
    const absentMs = call.isPatient ? untilMs : now + ABSENCE_MS;
    const session = await this.#sessionFor(call, absentMs);
    const going = { call, pieces, session, number: session.take(), untilMs, absentMs };
    return { ...going, isSent: false, answerMs: ANSWER_MS, sent: 0, answer: [] };
  }

  /** The session that stands, or a new one; of a stream its own. */
  async #sessionFor(call: AgentCall, absentMs: number): Promise<AgentSession> {
    if (call.session !== undefined) return call.session;
    for (let attempt = 0; ; attempt += 1) {
      this.#session ??= AgentSession.begin(this.#hub, this.#place, ANSWER_MS);
      const session = this.#session;
      try {
        return await session;
      } catch (error) {
        if (this.#session === session) this.#session = null;
        const isPassing = error instanceof SyncError && error.kind === 'connection';
        if (!isPassing || runningClock.now() > absentMs) throw error;
      }
      await this.#wait(attempt, call.signal);
    }
  }

  async #carry(going: Going): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      const told = await this.#next(going);
      // What changes something is waited for all the same: to know what came of it.
      if (!going.call.isWrite) this.refuse(going.call.signal);
      if (told.kind === 'answer') attempt = 0;
      const text =
        told.kind === 'answer' ? await this.#heard(going, told) : await this.#unheard(going, told.kind);
      if (text !== null) return text.value;
      if (told.kind !== 'answer') await this.#wait(attempt, going.isSent ? null : going.call.signal);
    }
  }

  async #next(going: Going): Promise<Told> {
    const { session, number, pieces, sent, answer } = going;
    const common = { session: session.id, call: number } as const;
    if (sent >= pieces.length)
      return this.#say(session, { kind: 'tell', ...common, piece: answer.length }, going.answerMs);
    const head = {
      kind: 'ask',
      ...common,
      oldest: session.oldest,
      endsMs: session.agentTime(going.untilMs),
      piece: sent,
      pieces: pieces.length,
    } as const;
    return this.#say(session, head, going.answerMs, pieces[sent]);
  }

  /** What an answer brings on; null = there is more to be said. */
  async #heard(
    going: Going,
    { head, piece }: Extract<Told, { kind: 'answer' }>,
  ): Promise<{ readonly value: unknown } | null> {
    going.answerMs = ANSWER_MS;
    switch (head.kind) {
      case 'taken':
        going.sent += 1;
        return null;
      case 'working':
        this.#isBegun(going);
        return null;
      case 'piece':
        this.#isBegun(going);
        // A piece that was asked for twice comes twice.
        if (head.piece === going.answer.length) going.answer.push(piece);
        return going.answer.length < head.pieces ? null : { value: this.#read(going) };
      case 'notBegun':
        // Its clock may have been set, or its machine have slept: the next session asks for it anew.
        await this.#leave(going.session);
        throw going.call.signal.aborted ? going.call.signal.reason : this.#unreachable('AGENT_LOST');
      case 'gone':
        await this.#anew(going);
        return null;
      case 'opened':
      case 'refused':
      case 'there':
        throw new SyncError('warehouse.agent.unreadable', { agent: this.#place.agent, what: head.kind });
    }
  }

  #read({ answer, call }: Going): unknown {
    try {
      return JSON.parse(Buffer.concat(answer).toString()) as unknown;
    } catch (error) {
      const facts = { agent: this.#place.agent, what: call.method };
      throw new SyncError('warehouse.agent.unreadable', facts, { cause: error });
    }
  }

  /** It is done there, and will be answered: it is waited for as long as the agent is heard of. */
  #isBegun(going: Going): void {
    going.isSent = true;
    going.sent = going.pieces.length;
    going.untilMs = runningClock.now() + (going.call.isWrite ? WRITE_PATIENCE_MS : READ_PATIENCE_MS);
  }

  async #unheard(going: Going, how: 'nobody' | 'lost'): Promise<null> {
    const { call, session } = going;
    // The last piece of a question begins it.
    if (how === 'lost' && going.sent >= going.pieces.length - 1) going.isSent = true;
    if (how === 'lost') going.answerMs = Math.min(going.answerMs * 1.5, LONGEST_ANSWER_MS);
    if (!going.isSent) {
      if (await this.#isReplaced(session)) await this.#anew(going);
      else if (runningClock.now() > going.absentMs) throw this.#unreachable('AGENT_ABSENT');
      return null;
    }
    const isGivenUp = runningClock.now() > going.untilMs;
    const mayEnd = call.isClaimed || !call.isWrite;
    if (isGivenUp || (how === 'nobody' && mayEnd && (await this.#isReplaced(session)))) throw call.lost();
    return null;
  }

  /** Another process answers for the agent: the one that was asked has ended. */
  async #isReplaced({ instance }: AgentSession): Promise<boolean> {
    const sight = await lookAtAgent(this.#hub, this.#place);
    return sight !== null && sight.instance !== instance;
  }

  /** The session is not there any more: what was not begun in it is asked in another one. */
  async #anew(going: Going): Promise<void> {
    const { call, session } = going;
    await this.#leave(session);
    if (going.isSent) throw call.lost();
    if (call.session !== undefined) throw this.#unreachable('AGENT_RESTARTED');
    session.settle(going.number);
    going.session = await this.#sessionFor(call, going.absentMs);
    going.number = going.session.take();
    going.sent = 0;
  }

  /** Whatever is asked next is asked in another session. */
  async #leave(session: AgentSession): Promise<void> {
    if ((await this.#session?.catch(() => null)) === session) this.#session = null;
  }

  /** Not awaited: the answer tells whether it came in time. */
  #stop({ session, number }: Going): void {
    const head = { kind: 'stop', session: session.id, call: number } as const;
    void this.#say(session, head, ANSWER_MS).catch(() => undefined);
  }

  async #wait(attempt: number, signal: AbortSignal | null): Promise<void> {
    if (this.#isClosed) throw new SyncError('warehouse.closed');
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
    await (signal === null ? sleep(waitMs) : sleep(waitMs, signal));
  }

  #unreachable(reason: 'AGENT_ABSENT' | 'AGENT_LOST' | 'AGENT_RESTARTED'): SyncError {
    return unreachable(this.#place.agent, reason);
  }
}
