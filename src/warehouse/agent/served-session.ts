import type { z } from 'zod';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { Warehouse } from '../warehouse.ts';
import { ServedCall } from './served-call.ts';
import { asJson, CALL_TEXT, faultText, message, PIECE_BYTES, piecesOf } from './wire.ts';
import type { QuestionHead } from './wire.ts';
import { ABILITIES, CALLS, END, isCall, isStream, NEXT, STREAM_ARGS, STREAMS } from './wire-calls.ts';

/** Rows of a stream that go at once, in letters: one piece, or a few. */
const PART_LETTERS = PIECE_BYTES;

/** What a session is served with. */
export interface SessionServing {
  readonly open: () => Promise<Warehouse>;
  /** A clock of this process. */
  readonly nowMs: () => number;
  /** Told each call that failed, by its method and its fault; nothing of what it was given. */
  readonly onFault: (method: string, fault: SyncError) => void;
}

type Rows = AsyncIterator<readonly unknown[]>;

interface OpenStream {
  readonly rows: Rows;
  readonly stop: AbortController;
}

type Ask = Extract<QuestionHead, { kind: 'ask' }>;

/** What one who works with the warehouse has with this process: a warehouse of its own, calls, streams. */
export class ServedSession {
  readonly #serving: SessionServing;
  readonly #calls = new Map<number, ServedCall>();
  readonly #refused = new Set<number>();
  readonly #streams = new Map<number, OpenStream>();
  #warehouse: Promise<Warehouse> | null = null;
  #lastStream = 0;
  /** Calls before it are settled: their answers are forgotten, and none of them is ever begun. */
  #oldest = 0;
  /** By the clock of this process, when something was last heard. */
  heardMs: number;
  /** Something was asked in it. */
  isUsed = false;

  constructor(serving: SessionServing) {
    this.#serving = serving;
    this.heardMs = serving.nowMs();
  }

  async ask(head: Ask, piece: Uint8Array): Promise<Uint8Array> {
    this.isUsed = true;
    this.#forget(head.oldest);
    const call = this.#calls.get(head.call) ?? this.#admit(head);
    if (call === null || (!call.isBegun && this.#isLate(head))) return message({ kind: 'notBegun' });
    const taken = call.take(head.piece, piece, (question, signal) => this.#work(question, signal));
    return taken === 'more' ? message({ kind: 'taken' }) : call.told(0);
  }

  async tell(call: number, piece: number): Promise<Uint8Array> {
    return this.#calls.get(call)?.told(piece) ?? message({ kind: 'gone' });
  }

  /** What was not begun never is; what goes on ends where it can. */
  stop(call: number): void {
    const known = this.#calls.get(call);
    if (known === undefined) this.#refused.add(call);
    else known.stop(new SyncError('run.cancelled'));
  }

  /** Ends everything, waits for what cannot be ended, and frees the warehouse. Repeatable. */
  async close(): Promise<void> {
    const reason = new SyncError('run.cancelled');
    for (const call of this.#calls.values()) call.stop(reason);
    for (const { stop } of this.#streams.values()) stop.abort(reason);
    await Promise.all([...this.#calls.values()].map((call) => call.ended()));
    this.#streams.clear();
    const warehouse = await this.#warehouse?.catch(() => null);
    this.#warehouse = null;
    await warehouse?.close();
  }

  /** A call that is new: begun only while somebody waits for it. */
  #admit(head: Ask): ServedCall | null {
    const { call, pieces } = head;
    if (call < this.#oldest || this.#refused.has(call) || this.#isLate(head)) return null;
    const admitted = new ServedCall(pieces);
    this.#calls.set(call, admitted);
    return admitted;
  }

  /** Whoever has asked has given it up by now. */
  #isLate({ endsMs }: Ask): boolean {
    return this.#serving.nowMs() > endsMs;
  }

  #forget(oldest: number): void {
    this.#oldest = Math.max(this.#oldest, oldest);
    for (const [number, call] of this.#calls)
      if (number < this.#oldest && !call.isGoing) this.#calls.delete(number);
    for (const number of this.#refused) if (number < this.#oldest) this.#refused.delete(number);
  }

  async #work(question: string, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    let method = 'call';
    try {
      const call = readCall(question);
      ({ method } = call);
      return piecesOf(asJson({ answer: (await this.#carryOut(method, call.args, signal)) ?? null }));
    } catch (error) {
      const fault = asSyncError(error);
      this.#serving.onFault(method, fault);
      return piecesOf(faultText(fault));
    }
  }

  async #carryOut(method: string, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    const warehouse = await this.#opened();
    signal.throwIfAborted();
    if (method === ABILITIES) return warehouse.abilities;
    if (method === NEXT) return this.#next(numberOf(method, args), signal);
    if (method === END) return this.#end(numberOf(method, args));
    if (isStream(method)) {
      const read = warehouse[method].bind(warehouse) as (
        ...all: readonly unknown[]
      ) => AsyncIterable<readonly unknown[]>;
      const stop = new AbortController();
      const rows = read(
        ...given<readonly unknown[]>(STREAMS[method].args.safeParse(args), method),
        stop.signal,
      );
      this.#lastStream += 1;
      this.#streams.set(this.#lastStream, { rows: rows[Symbol.asyncIterator](), stop });
      return this.#next(this.#lastStream, signal);
    }
    if (!isCall(method)) throw unknownCall(method);
    const carryOut = warehouse[method].bind(warehouse) as (...all: readonly unknown[]) => Promise<unknown>;
    return carryOut(...given<readonly unknown[]>(CALLS[method].args.safeParse(args), method), signal);
  }

  /** One adapter for all of a session; one that could not be opened is tried again with the next call. */
  async #opened(): Promise<Warehouse> {
    this.#warehouse ??= this.#serving.open();
    try {
      return await this.#warehouse;
    } catch (error) {
      this.#warehouse = null;
      throw error;
    }
  }

  /** The next rows of a stream, as many as go at once. */
  async #next(number: number, signal: AbortSignal): Promise<unknown> {
    const stream = this.#streams.get(number);
    if (stream === undefined)
      throw new SyncError('warehouse.unreachable', { address: '', reason: 'AGENT_RESTARTED' });
    const stop = (): void => stream.stop.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const rows: unknown[] = [];
      for (let letters = 0; letters < PART_LETTERS;) {
        const { done, value } = await stream.rows.next();
        if (done === true) {
          this.#streams.delete(number);
          return { stream: null, rows };
        }
        rows.push(...value);
        letters += asJson(value).length;
      }
      return { stream: number, rows };
    } catch (error) {
      this.#streams.delete(number);
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #end(number: number): Promise<null> {
    const stream = this.#streams.get(number);
    this.#streams.delete(number);
    await stream?.rows.return?.();
    return null;
  }
}

/** What a question says; one that was cut short, or is none, is refused. */
function readCall(question: string): z.infer<typeof CALL_TEXT> {
  try {
    return CALL_TEXT.parse(JSON.parse(question));
  } catch (error) {
    throw new SyncError('warehouse.agent.unreadable', { agent: '', what: 'call' }, { cause: error });
  }
}

function unknownCall(method: string): SyncError {
  return new SyncError('warehouse.agent.unreadable', { agent: '', what: method });
}

/** What a schema has made of what a method was given. */
interface Parsed<T> {
  readonly success: boolean;
  readonly data?: T | undefined;
}

function numberOf(method: string, args: readonly unknown[]): number {
  return given<[number]>(STREAM_ARGS.safeParse(args), method)[0];
}

/** What a method was given, if it is what the port takes. */
function given<T extends readonly unknown[]>(parsed: Parsed<T>, method: string): T {
  if (!parsed.success || parsed.data === undefined) throw unknownCall(method);
  return parsed.data;
}
