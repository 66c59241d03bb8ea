import type { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { Change } from '../../src/model/plan.ts';
import { violationsOf } from '../crash/crash-sides.ts';
import { PROFILE } from '../support/world.ts';
import { HistoryPlace } from './history-place.ts';
import type { HistoryStart } from './history-place.ts';
import { OUTSIDE_MOVES } from './moves/outside-moves.ts';
import { PROGRAM_MOVES } from './moves/program-moves.ts';
import { SHOP_MOVES } from './moves/shop-moves.ts';
import { WAREHOUSE_MOVES } from './moves/warehouse-moves.ts';
import { WORKER_MOVES } from './moves/worker-moves.ts';

const MINUTE_MS = 60_000;
/** Whose the sides are, what is missing, and where the numbers begin: each is asked after the one before. */
const QUESTIONS = 4;

const USUAL = { ...SHOP_MOVES, ...WAREHOUSE_MOVES, ...PROGRAM_MOVES, ...OUTSIDE_MOVES };
const MOVES = { ...USUAL, ...WORKER_MOVES };
export type HistoryEvent = keyof typeof MOVES;

/** What a history may do; what happens oftener stands more than once. */
export const EVENTS: readonly HistoryEvent[] = [
  ...(Object.keys(USUAL) as readonly HistoryEvent[]),
  'placeOrder',
  'placeOrder',
  'run',
  'answer',
];

/**
 * Everything that may happen, each once, some oftener, in an order of the seed's; the backups that something is put back
 * from come first.
 */
export function everyEvent(random: SeededRandom): readonly HistoryEvent[] {
  const more: readonly HistoryEvent[] = [...EVENTS, 'kill', ...(Object.keys(WORKER_MOVES) as HistoryEvent[])];
  const drawn = more.map((event) => ({ event, place: random.between(0, 2 ** 30) }));
  const mixed = drawn.toSorted((left, right) => left.place - right.place).map(({ event }) => event);
  return ['placeOrder', 'backUpWarehouse', 'backUpShop', ...mixed];
}

/** A world to which things happen, and which must be as it should at the end, whatever has happened. */
export class History {
  readonly place: HistoryPlace;

  private constructor(place: HistoryPlace) {
    this.place = place;
  }

  static async begin(random: SeededRandom, start: HistoryStart): Promise<History> {
    return new History(await HistoryPlace.make(random, start));
  }

  async happen(event: HistoryEvent): Promise<void> {
    await MOVES[event](this.place);
    this.place.noteDocuments();
  }

  /** A run does what there is to do, and a person answers what it asks: what is then not as it should be. */
  async calm(): Promise<readonly string[]> {
    // A run that goes well may tell what a person has to answer, too: what is missing is recorded by the next.
    const ends = [await this.place.run()];
    for (let asked = 0; asked < QUESTIONS; asked += 1) {
      await this.place.answer();
      ends.push(await this.place.run());
      if (ends.at(-1) === 'done') break;
    }
    return ends.at(-1) === 'done' ? this.#violations() : [`runs ended ${ends.join(', ')}`];
  }

  /**
   * The faults stop, time goes on, a person answers what is asked and approves what was held, and two runs
   * follow: what is then not as it should be, as sentences.
   */
  async settle(): Promise<readonly string[]> {
    const { place } = this;
    place.setFaults(0);
    place.setClock(10 * MINUTE_MS);
    await place.reopen();
    for (let asked = 0; asked < QUESTIONS; asked += 1) {
      await place.run();
      await place.answer();
    }
    const ends = [await place.run()];
    await place.app.release(PROFILE, 'all');
    ends.push(await place.run());
    const wrong = ends.every((end) => end === 'done') ? [] : [`the last runs ended ${ends.join(', ')}`];
    wrong.push(...this.#violations(), ...(await this.#pairViolations()), ...(await this.#differences()));
    const { requests } = place.world.sandbox;
    requests.reset();
    await place.run();
    if (requests.writes() > 0) wrong.push(`a third run still writes: ${JSON.stringify(requests.all())}`);
    return wrong;
  }

  #violations(): readonly string[] {
    const { world, orders, wrong } = this.place;
    this.place.noteDocuments();
    const violations = violationsOf({
      rows: (sql, ...values) => world.rows(sql, ...values),
      sandbox: world.sandbox,
      notImported: world.sandbox.store.ids('orders').filter((number) => orders.unfinished.has(number)),
      unsure: [...orders.unsure],
      isPast: (document) => orders.isPast(document),
    });
    return [...violations, ...wrong];
  }

  /** No product is changed by two goods: each is one good's, and is what that one says (E4). */
  async #pairViolations(): Promise<readonly string[]> {
    const { app, world } = this.place;
    const wrong: string[] = [];
    const owners = new Map<number, number>();
    for (const { goodId, productId, hasLeft } of await app.links(PROFILE, { after: 0, limit: 9999 })) {
      const other = owners.get(productId);
      if (other !== undefined) wrong.push(`product ${productId} is changed by goods ${other} and ${goodId}`);
      owners.set(productId, goodId);
      const [good] = world.rows('SELECT Code, Name FROM goods WHERE ID = ? AND Deleted = 0', goodId);
      const product = world.sandbox.store.get('products', productId);
      if (good === undefined || product === null || hasLeft) continue;
      const { BG: name } = (product['productName'] ?? {}) as { readonly BG?: string };
      if (product['productCode'] !== good['Code'] || name !== good['Name'])
        wrong.push(`product ${productId} is not what good ${goodId} says`);
    }
    return wrong;
  }

  /** What a comparison with the shop still finds; over XML nothing can be compared. */
  async #differences(): Promise<readonly string[]> {
    const { app } = this.place;
    if ((await app.showProfile(PROFILE)).profile.settings.interface !== 'rest') return [];
    const following = { signal: new AbortController().signal, onEvent: () => undefined };
    const drift = await app.upkeep.reconcile(PROFILE, following);
    return drift.tasks
      .flatMap((task) => task.changes)
      .filter((change) => !this.#isUnseen(change))
      .map((change) => `not equal: ${change.kind} ${change.label} ${JSON.stringify(change.fields)}`);
  }

  /**
   * What only a comparison with the shop finds: fewer are offered than there are, never more. And what cannot be
   * made equal: the УНП of an order that the shop has no more.
   */
  #isUnseen({ kind, label, fields }: Change): boolean {
    const [quantity] = fields;
    const { store } = this.place.world.sandbox;
    if (kind === 'writeUnp') return store.get('orders', Number(label.replace('№', ''))) === null;
    return (
      kind === 'setQuantity' &&
      this.place.removedCodes.has(label.split(' ', 1)[0] ?? '') &&
      Number(quantity?.before) < Number(quantity?.after)
    );
  }

  async close(): Promise<void> {
    await this.place.close();
  }
}
