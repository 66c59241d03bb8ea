import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App, RunSummary } from '../../src/app/app.ts';
import type { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { Good } from '../../src/model/good.ts';
import type { TaskName } from '../../src/model/run.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { FaultSwitch } from '../../src/sandbox/faults.ts';
import type { StoreCopy } from '../../src/sandbox/store.ts';
import { hasFaketime } from '../support/child.ts';
import type { WrongClock } from '../support/child.ts';
import { documents, standingDocuments } from '../support/invariants.ts';
import { ledgerOf, makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { offeredTooMuch } from './offered.ts';
import { PlacedOrders, tellsItself } from './placed-orders.ts';
import type { PlacedCopy } from './placed-orders.ts';
import { OneProcess } from './program/one-process.ts';
import type { HistoryProgram } from './program/program.ts';
import { TwoWorkers } from './program/two-workers.ts';

/** How many of the goods the shop sells from the beginning: these are ordered and changed. */
const SOLD = 30;

const WRONG_CLOCKS: readonly WrongClock[] = ['-1d', '+1y'];

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

interface Begun {
  readonly goods: readonly Good[];
  /** How often the shop's numbers began again. */
  readonly series: { count: number };
  readonly program: HistoryProgram;
}

/** What a history begins with. `clock`: the shop's; default the machine's. */
export interface HistoryStart {
  readonly interface: 'rest' | 'xml';
  readonly clock?: () => Date;
  /** The memory is in a database, and two workers do what is asked. */
  readonly hasWorkers?: boolean;
}

/** Where a history happens: both sides, the program between them, and what its moves must remember. */
export class HistoryPlace {
  readonly world: World;
  readonly random: SeededRandom;
  readonly orders = new PlacedOrders();
  /** Codes of orders that were removed: one that came and went unseen has moved the shop's stock unnoticed. */
  readonly removedCodes = new Set<string>();
  /** What was not as it should be right after a run that went well, as sentences. */
  readonly wrong: string[] = [];
  readonly #goods: readonly Good[];
  readonly #series: { count: number };
  #shopBackup: { readonly store: StoreCopy; readonly orders: PlacedCopy } | null = null;
  readonly #program: HistoryProgram;
  #offsetMs = 0;
  #host = 'sklad-pc';
  #hasFaults = false;

  private constructor(world: World, what: Pick<HistoryPlace, 'random'> & Begun) {
    this.world = world;
    this.random = what.random;
    this.#goods = what.goods;
    this.#series = what.series;
    this.#program = what.program;
    for (const number of world.sandbox.store.ids('orders')) this.orders.place(number, false);
  }

  static async make(random: SeededRandom, start: HistoryStart): Promise<HistoryPlace> {
    const settings = { interface: start.interface, recheckDays: 30, requestsPerSecond: 10_000 } as const;
    const series = { count: 0 };
    const now = start.clock ?? (() => new Date());
    const clock = (): Date => new Date(now().getTime() - series.count * APART_MS);
    const world = await makeWorld({ goods: 60, sold: SOLD, orders: 5, settings, clock });
    await world.run();
    const goods = await readGoodsOf(world.warehousePath);
    const program =
      start.hasWorkers === true ? await TwoWorkers.start(world, random) : new OneProcess(world, random);
    const place = new HistoryPlace(world, { random, goods, series, program });
    place.noteDocuments();
    await place.reopen();
    return place;
  }

  get app(): App {
    return this.#program.app;
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
    await this.#program.reopen({ host: this.#host, offsetMs: this.#offsetMs });
  }

  /** From the next start on the program's machine has this name, and was started anew. */
  setHost(host: string): void {
    this.#host = host;
  }

  /** A copy of the memory is opened on another machine, and comes to an end again. */
  async startCopy(work: (copy: App) => Promise<void>): Promise<void> {
    const folder = join(this.world.folder, 'copied-data');
    const copy = await this.#program.copy(folder, { host: 'laptop', offsetMs: this.#offsetMs });
    try {
      await this.reopen();
      await work(copy);
    } finally {
      await copy.close();
      rmSync(folder, { recursive: true });
    }
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

  /** From now on the shop's next order gets this number, whoever has had it. */
  countOrdersFrom(number: number): void {
    const { store } = this.world.sandbox;
    const shop = store.copy();
    const records = shop.get('orders')?.records.filter(([id]) => id < number) ?? [];
    store.putBack(new Map([...shop, ['orders', { records, lastId: number - 1 }]]));
    this.orders.countFrom(number);
    this.#series.count += 1;
  }

  /** The shop's hosting keeps a backup. */
  backUpShop(): void {
    this.#shopBackup = { store: this.world.sandbox.store.copy(), orders: this.orders.copy() };
  }

  /**
   * The shop is put back to its backup: orders, products and its next numbers are those of then. Where nothing of
   * its orders tells (docs/when-something-changed.md) a person compares, and leaves it where he cannot.
   */
  async restoreShop(): Promise<void> {
    if (this.#shopBackup === null) return;
    const { store, orders } = this.#shopBackup;
    const isTold = tellsItself(store.get('orders')?.records ?? [], await ledgerOf(this.app));
    const { profile } = await this.app.showProfile(PROFILE);
    if (!isTold && profile.settings.interface === 'xml') return;
    this.world.sandbox.store.putBack(store);
    this.orders.putBack(orders);
    this.#series.count += 1;
    if (isTold) return;
    this.setFaults(0);
    const following = { onEvent: () => undefined, signal: new AbortController().signal };
    // A question that is open already is answered later, and what is sent is compared with its answer.
    await this.app.upkeep.acceptActual(PROFILE, following).catch((error: unknown) => {
      if (!(error instanceof SyncError) || error.kind === 'bug') throw error;
    });
  }

  /** Notes of which orders the documents are. */
  noteDocuments(): void {
    this.orders.note(documents(this.world));
  }

  /** Each kind of fault at an even part of this rate; 0 = none. */
  setFaults(rate: number): void {
    const { faults } = this.world.sandbox;
    this.#hasFaults = rate > 0;
    faults.clear();
    if (rate > 0) for (const fault of FAULTS) faults.add({ ...fault, rate: rate / FAULTS.length });
  }

  /**
   * One run; how it ended, or the code with which it could not start. A fault of ours is thrown. `by`: another one
   * than the program that this is about.
   */
  async run(
    tasks?: readonly TaskName[],
    onChange: () => void = () => undefined,
    by: { readonly app?: App; readonly profile?: string } = {},
  ): Promise<string> {
    const { app, profile = PROFILE } = by;
    const asked = { profile, tasks: tasks ?? null, onChange };
    const ending = app === undefined ? this.#program.run(asked) : runOf(app, profile);
    return ending.then(
      ({ end, error }) => {
        if (error?.kind === 'bug') throw error;
        const isWhole = end === 'done' && tasks === undefined && app === undefined;
        if (isWhole && !this.#hasFaults) this.#lookAtOffers();
        return error === null ? end : `${end} (${error.code})`;
      },
      (error: unknown) => {
        if (error instanceof SyncError && error.kind !== 'bug') return error.code;
        throw error;
      },
    );
  }

  /**
   * A person gives the answer to all that is asked just now: the ends are the same ones (Q3), this is the
   * original memory (Q8), what is missing is recorded again (Q1), and what the shop has now is imported from
   * here (Q6).
   */
  async answer(): Promise<void> {
    const signal = new AbortController().signal;
    const asked = await this.app.pairs.look(PROFILE, signal);
    if (asked !== null)
      await this.app.pairs.answer(PROFILE, asked.side === 'installation' ? 'original' : 'moved', signal);
    if ((await this.app.upkeep.missing(PROFILE)).length > 0)
      await this.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
    const following = { onEvent: () => undefined, signal, isConfirmed: true };
    try {
      await this.app.upkeep.importFromHere(PROFILE, following);
      // What was recorded in a past series is asked for no more: an older backup would lose it for good.
      rmSync(this.backup, { force: true });
    } catch (error) {
      const isLater = (code: string): boolean =>
        code === 'orders.numbersGoOn' || code === 'orders.missingFirst';
      if (!(error instanceof SyncError) || !isLater(error.code)) throw error;
    }
  }

  /** Right after a run that could do all that it had to, the shop offers no more than there is. */
  #lookAtOffers(): void {
    this.noteDocuments();
    const standing = standingDocuments(this.world).filter((document) => !this.orders.isPast(document));
    const recorded = new Set(standing.map(({ order }) => order));
    this.wrong.push(...offeredTooMuch(this.world, (order) => recorded.has(order)));
  }

  /** A run whose process, by a clock that may be wrong, is killed with SIGKILL after some changes. */
  async kill(): Promise<void> {
    const changes = this.random.between(0, 6);
    const clock = this.pick([null, ...(hasFaketime() ? WRONG_CLOCKS : [])]) ?? null;
    await this.#program.kill({ changes, clock });
  }

  /** A run whose process stands still after some changes, while another does all. */
  async freeze(): Promise<void> {
    await this.#program.freeze(this.random.between(0, 6));
  }

  async close(): Promise<void> {
    await this.#program.close();
    await this.world.close();
  }
}

/** A run of all tasks by an application of this process. */
async function runOf(app: App, profile: string): Promise<Pick<RunSummary, 'end' | 'error'>> {
  const { signal } = new AbortController();
  return app.run(profile, { tasks: null, isConfirmed: true, onEvent: () => undefined, signal });
}
