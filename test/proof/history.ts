import { join } from 'node:path';
import { makeApp } from '../../src/app/make-app.ts';
import type { App } from '../../src/app/app.ts';
import { openParts } from '../../src/compose.ts';
import type { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { Good } from '../../src/model/good.ts';
import type { Change } from '../../src/model/plan.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { FaultSwitch } from '../../src/sandbox/faults.ts';
import { runChild } from '../support/child.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { violationsOf } from '../crash/crash-sides.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SOLD = 30;

export const FAULTS: readonly FaultSwitch[] = [
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

interface Item {
  readonly orderItemProductCode: string;
}

/** What a history may do; the numbers come from its seed. */
export const EVENTS = [
  'placeOrder',
  'placeOrder',
  'placeOrder',
  'placeUnfinished',
  'finishOrder',
  'cancelOrder',
  'removeOrder',
  'remark',
  'reprice',
  'restock',
  'rename',
  'hideByOwner',
  'deleteGood',
  'bringGoodBack',
  'run',
  'run',
  'runImport',
  'runStock',
  'faultsOn',
  'faultsOff',
  'kill',
  'reopen',
  'twoAtOnce',
  'clockJump',
] as const;
export type HistoryEvent = (typeof EVENTS)[number];

/** A world to which things happen, and which must be as it should at the end, whatever has happened. */
export class History {
  readonly world: World;
  readonly #random: SeededRandom;
  readonly #goods: readonly Good[];
  /** Orders that were importable once and are not any more: they may have a document. */
  readonly #unsure = new Set<number>();
  readonly #unfinished = new Set<number>();
  /** Codes of orders that were removed: one that came and went unseen has moved the shop's stock unnoticed. */
  readonly #removedCodes = new Set<string>();
  #app: App;
  #offsetMs: number;

  private constructor(
    parts: { readonly world: World; readonly random: SeededRandom; readonly goods: readonly Good[] },
    app: App,
    offsetMs: number,
  ) {
    this.world = parts.world;
    this.#random = parts.random;
    this.#goods = parts.goods;
    this.#app = app;
    this.#offsetMs = offsetMs;
  }

  /** `clock`: the shop's; default the machine's. */
  static async begin(
    random: SeededRandom,
    options: { readonly interface: 'rest' | 'xml'; readonly clock?: () => Date },
  ): Promise<History> {
    const { interface: kind, ...clock } = options;
    const settings = { interface: kind, recheckDays: 30, requestsPerSecond: 10_000 } as const;
    const world = await makeWorld({ goods: 60, sold: SOLD, orders: 5, settings, ...clock });
    await world.run();
    await world.app.close();
    const goods = await readGoodsOf(world.warehousePath);
    return new History({ world, random, goods }, world.app, 0).#reopened();
  }

  get app(): App {
    return this.#app;
  }

  async #reopened(): Promise<History> {
    const parts = await openParts(join(this.world.folder, 'data'));
    this.#app = makeApp({ ...parts, clock: { now: () => Date.now() + this.#offsetMs } });
    return this;
  }

  #pick<T>(values: readonly T[]): T | undefined {
    return values.length === 0 ? undefined : values[this.#random.between(0, values.length - 1)];
  }

  #anOrder(): number {
    return this.#pick(this.world.sandbox.store.ids('orders').slice(-20)) ?? 0;
  }

  #soldGood(): Good | undefined {
    return this.#pick(this.#goods.slice(0, SOLD));
  }

  #unsoldGood(): Good | undefined {
    return this.#pick(this.#goods.slice(SOLD));
  }

  #setOrder(number: number, fields: Readonly<Record<string, unknown>>): void {
    const { store } = this.world.sandbox;
    const record = store.get('orders', number);
    if (record !== null) store.put('orders', number, { ...record, ...fields });
  }

  placeOrder(status: 'new' | 'unfinished' = 'new'): number {
    const buyer = this.#random.between(1, 40);
    const lines = Array.from({ length: this.#random.between(1, 3) }, () => ({
      code: this.#soldGood()?.code ?? '',
      quantity: String(this.#random.between(1, 3)),
    }));
    const number = this.world.sandbox.placeOrder({
      lines,
      status,
      firstName: 'Купувач',
      lastName: `Номер ${buyer}`,
      email: `buyer${buyer}@example.bg`,
      phone: `08880000${String(buyer).padStart(2, '0')}`,
      shipping: this.#pick(['0', '4.99']) ?? '0',
    });
    if (status === 'unfinished') this.#unfinished.add(number);
    return number;
  }

  reprice(): void {
    const factor = 1 + this.#random.between(-10, 10) / 100;
    const good = this.#soldGood()?.id ?? 0;
    this.world.change('UPDATE goods SET PriceOut2 = round(PriceOut2 * ?, 2) WHERE ID = ?', factor, good);
  }

  restock(): void {
    const good = this.#soldGood()?.id ?? 0;
    const quantity = this.#random.between(0, 50);
    this.world.change('UPDATE store SET Qtty = ? WHERE GoodID = ? AND ObjectID = 5', quantity, good);
  }

  /** One run; how it ended, or the code with which it could not start. */
  async run(tasks?: Parameters<World['run']>[0]): Promise<string> {
    const request = {
      tasks: tasks ?? null,
      isConfirmed: true,
      onEvent: () => undefined,
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

  /** A run in a process of its own, killed with SIGKILL after some changes. */
  async kill(): Promise<void> {
    const changes = this.#random.between(0, 6);
    let seen = -1;
    await runChild({
      args: ['run', PROFILE, '--yes', '--json', '--data', join(this.world.folder, 'data')],
      killAfter: (line) => {
        if (line.includes('"type":"change"') || line.includes('"runStarted"')) seen += 1;
        return seen >= changes;
      },
    });
  }

  setFaults(rate: number): void {
    const { faults } = this.world.sandbox;
    faults.clear();
    if (rate > 0) for (const fault of FAULTS) faults.add({ ...fault, rate: rate / FAULTS.length });
  }

  setClock(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  async reopen(): Promise<void> {
    await this.#app.close();
    await this.#reopened();
  }

  async happen(event: HistoryEvent): Promise<void> {
    const { sandbox } = this.world;
    switch (event) {
      case 'placeOrder':
        this.placeOrder();
        return;
      case 'placeUnfinished':
        this.placeOrder('unfinished');
        return;
      case 'finishOrder': {
        const number = this.#pick([...this.#unfinished]);
        if (number === undefined) return;
        this.#setOrder(number, { orderStatus: 'new' });
        this.#unfinished.delete(number);
        return;
      }
      case 'cancelOrder': {
        const number = this.#anOrder();
        this.#unsure.add(number);
        this.#unfinished.delete(number);
        this.#setOrder(number, { orderStatus: 'cancelled' });
        return;
      }
      case 'removeOrder': {
        const number = this.#anOrder();
        this.#unsure.add(number);
        this.#unfinished.delete(number);
        for (const item of (sandbox.store.get('orders', number)?.['orderItems'] ?? []) as readonly Item[])
          this.#removedCodes.add(item.orderItemProductCode);
        sandbox.store.delete('orders', number);
        return;
      }
      case 'remark':
        this.#setOrder(this.#anOrder(), {
          orderCustomerInstructions: `Бележка ${this.#random.between(1, 99)}`,
        });
        return;
      case 'reprice':
        this.reprice();
        return;
      case 'restock':
        this.restock();
        return;
      case 'rename': {
        const good = this.#soldGood()?.id ?? 0;
        this.world.change(
          'UPDATE goods SET Name = ? WHERE ID = ?',
          `Стока ${this.#random.between(1, 999)}`,
          good,
        );
        return;
      }
      case 'hideByOwner': {
        const [id] = sandbox.store.productsByCode(this.#soldGood()?.code ?? '');
        const record = id === undefined ? null : sandbox.store.get('products', id);
        if (id !== undefined && record !== null)
          sandbox.store.put('products', id, { ...record, productIsActive: false });
        return;
      }
      case 'deleteGood':
        this.world.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', this.#unsoldGood()?.id ?? 0);
        return;
      case 'bringGoodBack':
        this.world.change('UPDATE goods SET Deleted = 0 WHERE ID = ?', this.#unsoldGood()?.id ?? 0);
        return;
      case 'run':
        await this.run();
        return;
      case 'runImport':
        await this.run(['import-orders']);
        return;
      case 'runStock':
        await this.run(['export-stock']);
        return;
      case 'faultsOn':
        this.setFaults(0.05);
        return;
      case 'faultsOff':
        this.setFaults(0);
        return;
      case 'kill':
        await this.kill();
        return;
      case 'reopen':
        await this.reopen();
        return;
      case 'twoAtOnce':
        await Promise.all([this.run(), this.run()]);
        return;
      case 'clockJump':
        this.setClock(this.#random.between(-3, 3) * DAY_MS);
        await this.reopen();
    }
  }

  /**
   * The faults stop, time goes on, a person approves what was held, and two runs follow: what is then not as it
   * should be, as sentences.
   */
  async settle(): Promise<readonly string[]> {
    this.setFaults(0);
    this.setClock(10 * MINUTE_MS);
    await this.reopen();
    const ends = [await this.run()];
    await this.#app.release(PROFILE, 'all');
    ends.push(await this.run());
    const wrong = ends.every((end) => end === 'done') ? [] : [`the last runs ended ${ends.join(', ')}`];
    const { store, requests } = this.world.sandbox;
    const isOpen = (number: number): boolean => this.#unfinished.has(number);
    wrong.push(
      ...violationsOf({
        rows: (sql, ...values) => this.world.rows(sql, ...values),
        sandbox: this.world.sandbox,
        notImported: store.ids('orders').filter(isOpen),
        unsure: [...this.#unsure],
      }),
    );
    const following = { signal: new AbortController().signal, onEvent: () => undefined };
    if ((await this.#app.showProfile(PROFILE)).profile.settings.interface === 'rest') {
      const drift = await this.#app.upkeep.reconcile(PROFILE, following);
      const changes = drift.tasks.flatMap((task) => task.changes).filter((change) => !this.#isUnseen(change));
      for (const change of changes)
        wrong.push(`not equal: ${change.kind} ${change.label} ${JSON.stringify(change.fields)}`);
    }
    requests.reset();
    await this.run();
    if (requests.writes() > 0) wrong.push(`a third run still writes: ${JSON.stringify(requests.all())}`);
    return wrong;
  }

  /** Only a comparison with the shop finds it: fewer are offered than there are, never more. */
  #isUnseen({ kind, label, fields }: Change): boolean {
    const [quantity] = fields;
    return (
      kind === 'setQuantity' &&
      this.#removedCodes.has(label.split(' ', 1)[0] ?? '') &&
      Number(quantity?.before) < Number(quantity?.after)
    );
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.world.close();
  }
}
