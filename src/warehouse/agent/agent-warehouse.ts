import type { z } from 'zod';
import type { OperationDraft } from '../../model/operation.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Warehouse, WarehouseAbilities } from '../warehouse.ts';
import { AgentCalls } from './agent-calls.ts';
import type { AgentCall } from './agent-calls.ts';
import { unreachable } from './agent-session.ts';
import type { AgentPlace, AgentSession } from './agent-session.ts';
import type { HubPlace } from './hub-address.ts';
import { HubConnection } from './hub-connection.ts';
import { abilities, ABILITIES, CALLS, END, isRepeatable, NEXT, STREAM_PART, STREAMS } from './wire-calls.ts';
import type { CallName, StreamName, StreamRow } from './wire-calls.ts';

const never = new AbortController().signal;

/** Documents may stand: their claims tell. Named after their orders; goods and marks have none. */
function answerLost(drafts: readonly OperationDraft[]): SyncError {
  const first = drafts[0]?.origin.orderNumber ?? '';
  const last = drafts.at(-1)?.origin.orderNumber ?? first;
  return new SyncError('warehouse.record.answerLost', { order: first === last ? first : `${first}–${last}` });
}

/** The orders that a call writes documents of. */
function draftsOf(method: string, args: readonly unknown[]): readonly OperationDraft[] {
  if (method === 'recordOperation') return [args[0] as OperationDraft];
  return method === 'recordOperations' ? (args[0] as readonly OperationDraft[]) : [];
}

/**
 * A warehouse in a back office, whose agent has come to a hub: the port, carried out by the adapter that the
 * agent has opened beside the database. Nobody there to take a question means that nothing has left
 * (`warehouse.unreachable`). One that was taken is asked for under its number until its answer is here; where
 * the process that took it has ended, a document may stand (`warehouse.record.answerLost`), and its claim
 * tells.
 */
export class AgentWarehouse implements Warehouse {
  readonly abilities: WarehouseAbilities;
  readonly readFacts = this.#method('readFacts');
  readonly readChoices = this.#method('readChoices');
  readonly findRecords = this.#method('findRecords');
  readonly readUsage = this.#method('readUsage');
  readonly readGoods = this.#stream('readGoods');
  readonly findGoods = this.#method('findGoods');
  readonly readStock = this.#stream('readStock');
  readonly readAgedOrders = this.#method('readAgedOrders');
  readonly findMoved = this.#method('findMoved');
  readonly readPartners = this.#stream('readPartners');
  readonly findTraces = this.#method('findTraces');
  readonly sightDocuments = this.#method('sightDocuments');
  readonly traceDocuments = this.#method('traceDocuments');
  readonly findDoubledUnp = this.#method('findDoubledUnp');
  readonly findForeignDocuments = this.#method('findForeignDocuments');
  readonly recordOperation = this.#method('recordOperation');
  readonly recordOperations = this.#method('recordOperations');
  readonly addGoods = this.#method('addGoods');
  readonly readInstallationMarks = this.#method('readInstallationMarks');
  readonly markInstallation = this.#method('markInstallation');
  readonly readExportKey = this.#method('readExportKey');
  readonly replaceExportKey = this.#method('replaceExportKey');
  readonly readIdentityMarks = this.#method('readIdentityMarks');
  readonly leaveIdentityMark = this.#method('leaveIdentityMark');
  readonly readOddities = this.#method('readOddities');
  readonly readEvidence = this.#method('readEvidence');
  readonly missingRights = this.#method('missingRights');
  readonly readUnpUse = this.#method('readUnpUse');
  readonly readNamedSequence = this.#method('readNamedSequence');
  readonly #calls: AgentCalls;
  readonly #agent: string;

  private constructor(calls: AgentCalls, agent: string, able: WarehouseAbilities) {
    this.#calls = calls;
    this.#agent = agent;
    this.abilities = able;
  }

  /**
   * Comes to the hub and has the agent open its warehouse. Rejects `agent.hub*` where there is no way to the
   * hub, `warehouse.unreachable` where nobody answers for the agent, `warehouse.agent.*` where it cannot be
   * worked with, and as the adapter beside the database does.
   */
  static async open(hub: HubPlace, place: AgentPlace): Promise<Warehouse> {
    const connection = await HubConnection.open(hub, { name: 'skladbridge' });
    const calls = new AgentCalls(connection, place);
    try {
      const call = { method: ABILITIES, args: [], signal: never, isWrite: false } as const;
      const lost = (): SyncError => unreachable(place.agent, 'AGENT_LOST');
      const asked = await calls.ask({ ...call, isPatient: false, isClaimed: false, lost });
      return new AgentWarehouse(calls, place.agent, read(abilities, asked.answer, place.agent, ABILITIES));
    } catch (error) {
      await calls.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#calls.close();
  }

  #method<M extends CallName>(method: M): Warehouse[M] {
    const ask = async (...all: readonly unknown[]): Promise<unknown> => {
      const { answer } = await this.#ask(method, all.slice(0, -1), { signal: all.at(-1) as AbortSignal });
      return read(CALLS[method].answer, answer, this.#agent, method);
    };
    return ask as unknown as Warehouse[M];
  }

  #stream<M extends StreamName>(method: M): Warehouse[M] {
    const rows = (...all: readonly unknown[]): AsyncIterable<readonly StreamRow<M>[]> =>
      this.#rows(method, all.slice(0, -1), all.at(-1) as AbortSignal);
    return rows as unknown as Warehouse[M];
  }

  async *#rows<M extends StreamName>(
    method: M,
    args: readonly unknown[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly StreamRow<M>[]> {
    const row = STREAMS[method].row as z.ZodType<StreamRow<M>>;
    const first = await this.#ask(method, args, { signal });
    const { session } = first;
    let part = read(STREAM_PART, first.answer, this.#agent, method);
    try {
      for (;;) {
        const rows = part.rows.map((each) => read(row, each, this.#agent, method));
        if (rows.length > 0) yield rows;
        if (part.stream === null) return;
        this.#calls.refuse(signal);
        const { answer } = await this.#ask(NEXT, [part.stream], { signal, session });
        part = read(STREAM_PART, answer, this.#agent, method);
      }
    } finally {
      // Whoever has heard enough does not wait until the other side knows.
      if (part.stream !== null)
        void this.#ask(END, [part.stream], { signal: never, session }).catch(() => undefined);
    }
  }

  async #ask(
    method: string,
    args: readonly unknown[],
    more: Pick<AgentCall, 'signal' | 'session'>,
  ): Promise<{ readonly answer: unknown; readonly session: AgentSession }> {
    const isWrite = !isRepeatable(method);
    const drafts = draftsOf(method, args);
    const isClaimed = drafts.length > 0;
    const lost = (): SyncError => (isWrite ? answerLost(drafts) : unreachable(this.#agent, 'AGENT_LOST'));
    return this.#calls.ask({
      method,
      args,
      ...more,
      isWrite,
      isClaimed,
      isPatient: isWrite && !isClaimed,
      lost,
    });
  }
}

/** What an agent has said, held against what the port promises. */
function read<T>(schema: z.ZodType<T>, value: unknown, agent: string, method: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  const what = path === '' ? method : `${method} ${path}`;
  throw new SyncError('warehouse.agent.unreadable', { agent, what }, { cause: parsed.error });
}
