import { documents } from '../../support/invariants.ts';
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

/** Rows of a table once more, with some columns as they are told here (SQL); the number is the table's next. */
function copyRows(
  { world }: HistoryPlace,
  what: {
    readonly table: string;
    readonly where: string;
    readonly columns: Readonly<Record<string, string>>;
  },
): void {
  const names = world
    .rows('SELECT name FROM pragma_table_info(?)', what.table)
    .map(({ name }) => String(name))
    .filter((name) => name !== 'ID' || 'ID' in what.columns);
  const values = names.map((name) => what.columns[name] ?? `"${name}"`);
  world.change(
    `INSERT INTO ${what.table} (${names.map((name) => `"${name}"`).join(', ')})
      SELECT ${values.join(', ')} FROM ${what.table} WHERE ${what.where}`,
  );
}

/** A good is deleted and made anew under its old code: another number, nothing else (facts/warehouse-pro.md). */
function makeAnew(place: HistoryPlace): void {
  const { world } = place;
  const old = place.unsoldGood()?.id ?? 0;
  if (world.rows('SELECT 1 FROM goods WHERE ID = ? AND Deleted = 0', old).length === 0) return;
  const next = String(Number(world.rows('SELECT max(ID) AS last FROM goods')[0]?.['last']) + 1);
  copyRows(place, { table: 'goods', where: `ID = ${old}`, columns: { ID: next } });
  copyRows(place, { table: 'store', where: `GoodID = ${old}`, columns: { GoodID: next } });
  world.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', old);
}

/**
 * An order's document becomes a sale, as an installation is used to (facts/warehouse-pro.md section 8): its lines stay
 * or go, the note goes along or not, a piece may be left. The sold goods leave the stock.
 */
function makeSale(place: HistoryPlace): void {
  const { world, random } = place;
  const isMade = 'SELECT 1 FROM transformations WHERE FromOperType = 19 AND FromAcct = ?';
  const open = documents(world).filter(
    ({ operationType, number }) => operationType === 19 && world.rows(isMade, number).length === 0,
  );
  const document = place.pick(open);
  if (document === undefined) return;
  const { number: from, unp } = document;
  const last = world.rows('SELECT max(Acct) AS last FROM operations WHERE OperType IN (2, 16)')[0]?.['last'];
  const to = Number(last) + 1;
  const where = `OperType = 19 AND Acct = ${from}`;
  const [isTold, stays, isPart] = [1, 2, 3].map(() => random.between(0, 1) === 1);
  // Of one that was recorded again the УНП row names the number that was lost: nothing but the note leads there.
  const row = 'SELECT 1 FROM ecrreceipts WHERE OperType = 19 AND Acct = ? AND Description = ?';
  const isNoted = isTold || world.rows(row, from, unp ?? '').length === 0;
  const note = isNoted ? {} : { Note: "' '" };
  const isLeft = stays && isPart && !isNoted;
  const quantity = isLeft ? { Qtty: 'CASE WHEN Qtty > 1 THEN Qtty - 1 ELSE Qtty END' } : {};
  const columns = { OperType: '2', Acct: String(to), Sign: '-1', ...note, ...quantity };
  copyRows(place, { table: 'operations', where, columns });
  if (!stays) world.change(`DELETE FROM operations WHERE ${where}`);
  world.change('INSERT OR IGNORE INTO nextacct (NextAcct) VALUES (?)', `S${to}`);
  world.change(
    `INSERT INTO transformations (RootOperType, RootAcct, FromOperType, FromAcct, ToOperType, ToAcct, UserID)
      VALUES (19, ${from}, 19, ${from}, 2, ${to}, 1)`,
  );
  world.change(
    `UPDATE store SET Qtty = Qtty - (SELECT sum(Qtty) FROM operations o WHERE o.OperType = 2 AND o.Acct = ${to}
      AND o.GoodID = store.GoodID AND o.ObjectID = store.ObjectID)
      WHERE EXISTS (SELECT 1 FROM operations o WHERE o.OperType = 2 AND o.Acct = ${to}
      AND o.GoodID = store.GoodID AND o.ObjectID = store.ObjectID)`,
  );
}

/** What people do in Warehouse Pro. */
export const WAREHOUSE_MOVES = {
  reprice: async (place) => reprice(place),
  restock: async (place) => restock(place),
  rename: async (place) => {
    const name = `Стока ${place.random.between(1, 999)}`;
    place.world.change('UPDATE goods SET Name = ? WHERE ID = ?', name, place.soldGood()?.id ?? 0);
  },
  makeGoodAnew: async (place) => makeAnew(place),
  makeSale: async (place) => makeSale(place),
  deleteGood: async (place) => setDeleted(place, -1),
  bringGoodBack: async (place) => setDeleted(place, 0),
} satisfies Moves;
