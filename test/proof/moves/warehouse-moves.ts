import type { HistoryPlace } from '../history-place.ts';
import type { Moves } from './moves.ts';

/** A good's price goes up or down by at most a tenth. */
export function reprice(place: HistoryPlace): void {
  const factor = 1 + place.random.between(-10, 10) / 100;
  const good = place.soldGood()?.id ?? 0;
  place.world.change('UPDATE goods SET PriceOut2 = round(PriceOut2 * ?, 2) WHERE ID = ?', factor, good);
}

/** A good's quantity at the object of the shop becomes another. */
export function restock(place: HistoryPlace): void {
  const good = place.soldGood()?.id ?? 0;
  const quantity = place.random.between(0, 50);
  place.world.change('UPDATE store SET Qtty = ? WHERE GoodID = ? AND ObjectID = 5', quantity, good);
}

function setDeleted(place: HistoryPlace, deleted: number): void {
  place.world.change('UPDATE goods SET Deleted = ? WHERE ID = ?', deleted, place.unsoldGood()?.id ?? 0);
}

/** A good is deleted and made anew under its old code: another number, nothing else (facts/warehouse-pro.md). */
function makeAnew({
  world,
  unsoldGood,
}: {
  readonly world: HistoryPlace['world'];
  readonly unsoldGood: number;
}): void {
  const [row] = world.rows('SELECT Code FROM goods WHERE ID = ? AND Deleted = 0', unsoldGood);
  if (row === undefined) return;
  const columnsOf = (table: string, but: readonly string[]): string =>
    world
      .rows('SELECT name FROM pragma_table_info(?)', table)
      .map(({ name }) => String(name))
      .filter((name) => !but.includes(name))
      .map((name) => `"${name}"`)
      .join(', ');
  const next = Number(world.rows('SELECT max(ID) AS last FROM goods')[0]?.['last']) + 1;
  const goods = columnsOf('goods', ['ID']);
  const store = columnsOf('store', ['ID', 'GoodID']);
  world.change(
    `INSERT INTO goods (ID, ${goods}) SELECT ${next}, ${goods} FROM goods WHERE ID = ?`,
    unsoldGood,
  );
  world.change(
    `INSERT INTO store (GoodID, ${store}) SELECT ${next}, ${store} FROM store WHERE GoodID = ?`,
    unsoldGood,
  );
  world.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', unsoldGood);
}

/** What people do in Warehouse Pro. */
export const WAREHOUSE_MOVES = {
  reprice: async (place) => reprice(place),
  restock: async (place) => restock(place),
  rename: async (place) => {
    const name = `Стока ${place.random.between(1, 999)}`;
    place.world.change('UPDATE goods SET Name = ? WHERE ID = ?', name, place.soldGood()?.id ?? 0);
  },
  makeGoodAnew: async (place) => makeAnew({ world: place.world, unsoldGood: place.unsoldGood()?.id ?? 0 }),
  deleteGood: async (place) => setDeleted(place, -1),
  bringGoodBack: async (place) => setDeleted(place, 0),
} satisfies Moves;
