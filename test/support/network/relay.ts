import { connect, createServer } from 'node:net';
import type { AddressInfo, NetConnectOpts, Server, Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';

/** Which part of a way there and back is lost with the connection. */
export type Lost = 'question' | 'answer';

/** A line between a program and a server that counts, delays and cuts; it knows no protocol. */
export interface Relay {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Ways there and back so far: how often somebody has asked after the server had spoken. */
  readonly trips: number;
  /** Connections so far. */
  readonly connections: number;
  /** How often it has cut. */
  readonly cuts: number;
  /** Cuts the connection that makes one of these ways there and back, the next one being 1. */
  cutIn(trips: readonly number[], lost: Lost): void;
  /** Lets the first questions with these texts through, one after the other; cuts before the last answer. */
  loseAnswerTo(...texts: readonly string[]): void;
  /** Cuts every connection, and lets nobody through for so long. */
  goDown(ms: number): void;
  /** While it stands still nothing comes through, either way, and nobody is told; afterwards all of it does. */
  standStill(isStill: boolean): void;
  /** Who comes from now on is led there. */
  leadTo(target: NetConnectOpts): void;
  close(): Promise<void>;
}

class Line implements Relay {
  readonly #server: Server;
  #target: NetConnectOpts;
  readonly #delayMs: number;
  readonly #sockets = new Set<Socket>();
  #orders: { readonly at: ReadonlySet<number>; readonly lost: Lost } | null = null;
  #texts: readonly string[] = [];
  #downUntil = 0;
  #still: PromiseWithResolvers<void> | null = null;
  trips = 0;
  cuts = 0;
  connections = 0;

  constructor(target: NetConnectOpts, delayMs: number) {
    this.#target = target;
    this.#delayMs = delayMs;
    this.#server = createServer({ noDelay: true }, (client) => this.#join(client));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  cutIn(trips: readonly number[], lost: Lost): void {
    this.#orders = { at: new Set(trips.map((trip) => this.trips + trip)), lost };
  }

  loseAnswerTo(...texts: readonly string[]): void {
    this.#texts = texts;
  }

  goDown(ms: number): void {
    this.#downUntil = performance.now() + ms;
    if (this.#sockets.size > 0) this.cuts += 1;
    for (const socket of this.#sockets) socket.destroy();
  }

  standStill(isStill: boolean): void {
    this.#still?.resolve();
    this.#still = isStill ? Promise.withResolvers() : null;
  }

  leadTo(target: NetConnectOpts): void {
    this.#target = target;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: Socket): void {
    if (performance.now() < this.#downUntil) {
      client.destroy();
      return;
    }
    this.connections += 1;
    const server = connect(this.#target);
    const ends = [client, server];
    for (const end of ends) {
      this.#sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.#sockets.delete(end);
        for (const each of ends) each.destroy();
      });
    }
    let hasAnswered = true;
    let isLosing = false;
    const cut = (): void => {
      if (!client.destroyed) this.cuts += 1;
      for (const end of ends) end.destroy();
    };
    client.on('data', (bytes) => {
      if (hasAnswered) this.trips += 1;
      hasAnswered = false;
      isLosing ||= this.#orders?.at.has(this.trips) ?? false;
      if (isLosing && this.#orders?.lost === 'question') return cut();
      const [text, ...others] = this.#texts;
      if (text !== undefined && bytes.includes(text)) {
        this.#texts = others;
        isLosing = others.length === 0;
      }
      void this.#pass(bytes, server);
    });
    server.on('data', (bytes) => {
      hasAnswered = true;
      if (isLosing) cut();
      else void this.#pass(bytes, client);
    });
  }

  /** Each way takes half of the line's time; what was sent first comes first. */
  async #pass(bytes: Buffer, to: Socket): Promise<void> {
    if (this.#delayMs > 0) await later(this.#delayMs / 2);
    if (this.#still !== null) await this.#still.promise;
    if (!to.destroyed) to.write(bytes);
  }
}

/**
 * Opens a line to a server. `delayMs`: what a way there and back takes longer by it. Timers of one length end
 * in the order in which they began, so that nothing overtakes.
 */
export async function openRelay(target: NetConnectOpts, { delayMs = 0 } = {}): Promise<Relay> {
  return new Line(target, delayMs).listen();
}
