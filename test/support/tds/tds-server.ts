import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { KIND, packed, PacketReader } from './packets.ts';
import type { TdsMessage } from './packets.ts';
import { readBatch, readBulk, readLogin, readRpc, readTransaction } from './requests.ts';
import type { TdsLogin, TdsRequest, TdsRows, TdsStatement } from './requests.ts';
import { secureLine } from './secure-line.ts';
import type { Encryption } from './secure-line.ts';
import { answerTokens, preloginAnswer, refusedTokens, transactionTokens, welcomeTokens } from './tokens.ts';
import type { Outcome, TdsError } from './tokens.ts';

/** What stands behind one connection. */
export interface TdsSession {
  run(statement: TdsStatement): Promise<readonly Outcome[]>;
  /** Rows behind an `insert bulk`. */
  load(rows: TdsRows): Promise<Outcome>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** The line is gone, however: what was not committed never was. */
  leave(): void;
}

/** What stands behind the wire: who is let in, and what becomes of what is asked. */
export interface TdsBehind {
  /** The errors of a login that fails, in the order in which they are sent. */
  enter(login: TdsLogin): TdsSession | readonly TdsError[];
}

/** How a line breaks: before a request is read, in its answer after so many bytes, or behind it. */
export interface Cut {
  readonly where: 'before' | 'inside' | 'behind';
  /** For `inside`: bytes of the answer that still arrive. */
  readonly bytes?: number;
}

export interface TdsOptions {
  readonly behind: TdsBehind;
  /** Null: it knows no encryption. */
  readonly encryption?: Encryption | null;
  /** Lets nobody in who does not encrypt. */
  readonly isEncryptionRequired?: boolean;
  /** Asked at each request, the first being 1: where the line breaks. */
  readonly cutAt?: (request: TdsRequest, number: number) => Cut | null;
}

/** A server of the wire of SQL Server (TDS 7.4), without SQL Server. On 127.0.0.1. */
export interface TdsServer {
  readonly port: number;
  /** Every request since the beginning, logins aside. */
  readonly requests: readonly TdsRequest[];
  readonly logins: readonly TdsLogin[];
  /** Lengths of the answers, in bytes, beside the requests. */
  readonly answers: readonly number[];
  readonly cuts: number;
  close(): Promise<void>;
}

const ENCRYPTION = { on: 1, notSupported: 2, required: 3 } as const;
let lastTransaction = 0;

/** One connection, from its greeting on. */
class Session {
  readonly #server: Listening;
  readonly #socket: Socket;
  readonly #reader = new PacketReader();
  #write: (bytes: Buffer, sent?: () => void) => void;
  #session: TdsSession | null = null;
  #work: Promise<void> = Promise.resolve();
  #transaction = 0;

  constructor(server: Listening, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    this.#write = (bytes, sent) => void socket.write(bytes, sent);
    let feed = (bytes: Buffer): void => this.#read(bytes);
    this.#encrypt = (encryption) => {
      const line = secureLine(socket, encryption);
      feed = line.feed;
      this.#write = (bytes, sent) => void line.clear.write(bytes, sent);
      line.clear.on('data', (bytes: Buffer) => this.#read(bytes));
    };
    socket.on('data', (bytes) => feed(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#session?.leave());
  }

  readonly #encrypt: (encryption: Encryption) => void;

  #read(bytes: Buffer): void {
    for (const message of this.#reader.push(bytes))
      this.#work = this.#work
        .then(() => this.#answer(message))
        .catch((error: unknown) => {
          this.#server.faults.push(error);
          this.#socket.destroy();
        });
  }

  async #answer(message: TdsMessage): Promise<void> {
    switch (message.kind) {
      case KIND.prelogin:
        return this.#greet(message.data);
      case KIND.login:
        return this.#login(readLogin(message.data));
      case KIND.batch:
        return this.#serve(readBatch(message.data));
      case KIND.rpc:
        return this.#serve(readRpc(message.data));
      case KIND.bulk:
        return this.#serve(readBulk(message.data));
      case KIND.transaction:
        return this.#serve(readTransaction(message.data));
      default:
        throw new Error(`no message of kind ${message.kind} was ever sent`);
    }
  }

  #greet(asked: Buffer): void {
    const { encryption = null, isEncryptionRequired = false } = this.#server.options;
    const wants = askedEncryption(asked);
    const agreed = isEncryptionRequired ? ENCRYPTION.required : ENCRYPTION.on;
    const encrypts = encryption !== null && (isEncryptionRequired || wants === ENCRYPTION.on);
    this.#send(preloginAnswer(encrypts ? agreed : ENCRYPTION.notSupported));
    if (encrypts && wants === ENCRYPTION.on) this.#encrypt(encryption);
  }

  #login(login: TdsLogin): void {
    this.#server.logins.push(login);
    const entered = this.#server.options.behind.enter(login);
    if ('run' in entered) {
      this.#session = entered;
      this.#send(welcomeTokens(login.database));
    } else this.#send(refusedTokens(entered));
  }

  async #serve(request: TdsRequest): Promise<void> {
    const number = this.#server.requests.push(request);
    const cut = this.#server.options.cutAt?.(request, number) ?? null;
    if (cut?.where === 'before') {
      this.#hangUp();
      return;
    }
    const answer = packed(KIND.answer, await this.#tokens(request));
    this.#server.answers[number - 1] = answer.length;
    if (cut === null) this.#write(answer);
    else {
      const part = cut.where === 'inside' ? answer.subarray(0, cut.bytes ?? 0) : answer;
      this.#write(part, () => setImmediate(() => this.#hangUp()));
    }
  }

  async #tokens(request: TdsRequest): Promise<Buffer> {
    const session = this.#session;
    if (session === null) throw new Error('asked before the login');
    if (request.kind === 'batch' || request.kind === 'rpc')
      return answerTokens(await session.run(request), request.kind);
    if (request.kind === 'bulk') return answerTokens([await session.load(request)], 'batch');
    if (request.kind === 'begin') this.#transaction = lastTransaction += 1;
    await session[request.kind]();
    return transactionTokens(request.kind, this.#transaction);
  }

  /** What was written before still goes out. */
  #hangUp(): void {
    this.#server.cuts += 1;
    this.#socket.destroySoon();
  }

  #send(tokens: Buffer): void {
    this.#write(packed(KIND.answer, tokens));
  }
}

/** The byte in which a greeting says whether the client encrypts. */
function askedEncryption(greeting: Buffer): number {
  for (let at = 0; greeting[at] !== 0xff; at += 5)
    if (greeting[at] === 1) return greeting[greeting.readUInt16BE(at + 1)] ?? 0;
  return 0;
}

class Listening implements TdsServer {
  readonly options: TdsOptions;
  readonly requests: TdsRequest[] = [];
  readonly logins: TdsLogin[] = [];
  readonly answers: number[] = [];
  /** What was asked and nobody here knows: a fault of the test, told when it ends. */
  readonly faults: unknown[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  cuts = 0;

  constructor(options: TdsOptions) {
    this.options = options;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      void new Session(this, socket);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    if (this.faults.length > 0) throw new AggregateError(this.faults, String(this.faults[0]));
  }
}

/** Opens a server of the wire; closing it tells what was asked of it that it does not know. */
export async function openTdsServer(options: TdsOptions): Promise<TdsServer> {
  return new Listening(options).listen();
}
