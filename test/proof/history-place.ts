import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeApp } from '../../src/app/make-app.ts';
import type { App } from '../../src/app/app.ts';
import { openParts } from '../../src/compose.ts';
import type { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { Good } from '../../src/model/good.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { FaultSwitch } from '../../src/sandbox/faults.ts';
import { runChild } from '../support/child.ts';
import { documents } from '../support/invariants.ts';
import { ledgerOf, makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** How many of the goods the shop sells from the beginning: these are ordered and changed. */
const SOLD = 30;

const FAULTS: readonly FaultSwitch[] = [
  { kind: 'error500' },
  { kind: 'error502' },
  { kind: 'error503' },
  { kind: 'tooMany' },
  { kind: 'tooManyWithoutWait' },
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
  { kind: 'html' },
  { kind: 'cutBody' },
  { kind: 'smallPages', amount: 7 },
  { kind: 'shiftedPages', amount: 2 },
];

/** A history is over in seconds: orders of one number must not come from the same one. */
const APART_MS = 7 * 60_000;

/** A stamp of the shop, earlier by so much. */
function earlier(stamp: string, byMs: number): string {
  const milliseconds = Date.parse(`${stamp.replace(' ', 'T')}Z`) - byMs;
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** What a history begins with. `clock`: the shop's; default the machine's. */
export interface HistoryStart {
  readonly interface: 'rest' | 'xml';
  readonly clock?: () => Date;
}

/** Where a history happens: both sides, the program between them, and what its moves must remember. */
export class HistoryPlace {
  readonly world: World;
  readonly random: SeededRandom;
  /** Orders that were importable once and are not any more: they may have a document. */
  readonly unsure = new Set<number>();
  /** Orders that are not finished in the shop: they wait. */
  readonly unfinished = new Set<number>();
  /** Codes of orders that were removed: one that came and went unseen has moved the shop's stock unnoticed. */
  readonly removedCodes = new Set<string>();
  /** Sale numbers of orders that went when the shop's numbers began again: a number is another order's now. */
  readonly past = new Set<string>();
  readonly #goods: readonly Good[];
  /** The number of the shop's next order, since its numbers began again. */
  #nextOrder: number | null = null;
  #series = 0;
  #app: App;
  #offsetMs = 0;

  private constructor(world: World, random: SeededRandom, goods: readonly Good[]) {
    this.world = world;
    this.random = random;
    this.#goods = goods;
    this.#app = world.app;
  }

  static async make(random: SeededRandom, start: HistoryStart): Promise<HistoryPlace> {
    const { interface: kind, ...clock } = start;
    const settings = { interface: kind, recheckDays: 30, requestsPerSecond: 10_000 } as const;
    const world = await makeWorld({ goods: 60, sold: SOLD, orders: 5, settings, ...clock });
    await world.run();
    const place = new HistoryPlace(world, random, await readGoodsOf(world.warehousePath));
    await place.reopen();
    return place;
  }

  get app(): App {
    return this.#app;
  }

  get dataFolder(): string {
    return join(this.world.folder, 'data');
  }

  /** Where a person keeps a backup of the warehouse. */
  get backup(): string {
    return join(this.world.folder, 'backup.db');
  }

  /** The program ends and is started again. */
  async reopen(): Promise<void> {
    await this.#app.close();
    const parts = await openParts(this.dataFolder);
    this.#app = makeApp({ ...parts, clock: { now: () => Date.now() + this.#offsetMs } });
  }

  /** From the next start on, the program's clock goes so far ahead of the machine's (before it: negative). */
  setClock(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  pick<T>(values: readonly T[]): T | undefined {
    return values.length === 0 ? undefined : values[this.random.between(0, values.length - 1)];
  }

  /** One of the twenty newest orders of the shop. */
  anOrder(): number {
    return this.pick(this.world.sandbox.store.ids('orders').slice(-20)) ?? 0;
  }

  soldGood(): Good | undefined {
    return this.pick(this.#goods.slice(0, SOLD));
  }

  unsoldGood(): Good | undefined {
    return this.pick(this.#goods.slice(SOLD));
  }

  /** Changes fields of an order in the shop, if it is there. */
  setOrder(number: number, fields: Readonly<Record<string, unknown>>): void {
    const { store } = this.world.sandbox;
    const record = store.get('orders', number);
    if (record !== null) store.put('orders', number, { ...record, ...fields });
  }

  /** From now on the shop counts its orders from 1. */
  async beginNumbers(): Promise<void> {
    for (const { unp } of [...documents(this.world), ...(await ledgerOf(this.#app))])
      if (unp !== null) this.past.add(unp);
    this.unsure.clear();
    this.unfinished.clear();
    this.#nextOrder = 1;
    this.#series += 1;
  }

  /** The number that the shop gives to an order which its stand-in has just placed under another. */
  renumbered(placed: number): number {
    if (this.#nextOrder === null) return placed;
    const { store } = this.world.sandbox;
    const record = store.get('orders', placed);
    store.delete('orders', placed);
    const number = this.#nextOrder;
    this.#nextOrder += 1;
    const orderCreatedAt = earlier(String(record?.['orderCreatedAt']), this.#series * APART_MS);
    store.put('orders', number, { ...record, orderId: number, orderCreatedAt });
    return number;
  }

  /** Each kind of fault at an even part of this rate; 0 = none. */
  setFaults(rate: number): void {
    const { faults } = this.world.sandbox;
    faults.clear();
    if (rate > 0) for (const fault of FAULTS) faults.add({ ...fault, rate: rate / FAULTS.length });
  }

  /** One run; how it ended, or the code with which it could not start. A fault of ours is thrown. */
  async run(tasks?: Parameters<World['run']>[0], onEvent?: Parameters<World['run']>[1]): Promise<string> {
    const request = {
      tasks: tasks ?? null,
      isConfirmed: true,
      onEvent: onEvent ?? (() => undefined),
      signal: new AbortController().signal,
    };
    return this.#app.run(PROFILE, request).then(
      (summary) => {
        if (summary.error?.kind === 'bug') throw summary.error;
        return summary.error === null ? summary.end : `${summary.end} (${summary.error.code})`;
      },
      (error: unknown) => {
        if (error instanceof SyncError && error.kind !== 'bug') return error.code;
        throw error;
      },
    );
  }

  /**
   * A person gives the answer to all that is asked just now: the ends are the same ones (Q3), what is missing is
   * recorded again (Q1), and what the shop has now is imported from here (Q6).
   */
  async answer(): Promise<void> {
    const signal = new AbortController().signal;
    if ((await this.#app.pairs.look(PROFILE, signal)) !== null)
      await this.#app.pairs.answer(PROFILE, 'moved', signal);
    if ((await this.#app.upkeep.missing(PROFILE)).length > 0)
      await this.#app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
    const following = { onEvent: () => undefined, signal, isConfirmed: true };
    try {
      await this.#app.upkeep.importFromHere(PROFILE, following);
      // What was recorded in a past series is asked for no more: an older backup would lose it for good.
      rmSync(this.backup, { force: true });
    } catch (error) {
      const isLater = (code: string): boolean =>
        code === 'orders.numbersGoOn' || code === 'orders.missingFirst';
      if (!(error instanceof SyncError) || !isLater(error.code)) throw error;
    }
  }

  /** A run in a process of its own, killed with SIGKILL after some changes. */
  async kill(): Promise<void> {
    const changes = this.random.between(0, 6);
    let seen = -1;
    await runChild({
      args: ['run', PROFILE, '--yes', '--json', '--data', this.dataFolder],
      killAfter: (line) => {
        if (line.includes('"type":"change"') || line.includes('"runStarted"')) seen += 1;
        return seen >= changes;
      },
    });
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.world.close();
  }
}
