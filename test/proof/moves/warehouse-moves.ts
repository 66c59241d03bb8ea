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

/** What people do in Warehouse Pro. */
export const WAREHOUSE_MOVES = {
  reprice: async (place) => reprice(place),
  restock: async (place) => restock(place),
  rename: async (place) => {
    const name = `Стока ${place.random.between(1, 999)}`;
    place.world.change('UPDATE goods SET Name = ? WHERE ID = ?', name, place.soldGood()?.id ?? 0);
  },
  deleteGood: async (place) => setDeleted(place, -1),
  bringGoodBack: async (place) => setDeleted(place, 0),
} satisfies Moves;
