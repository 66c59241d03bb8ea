import { expect } from 'vitest';
import { parseUnp } from '../../src/model/unp.ts';
import type { World } from './world.ts';
import { cents, vendorTotal } from './vendor-formula.ts';
import { DEVICE } from './world.ts';

/** A document as it stands in the warehouse, found by its note. */
export interface FoundDocument {
  readonly order: number;
  readonly operationType: number;
  readonly number: number;
  readonly unp: string | null;
  /** With VAT, cents. */
  readonly total: number;
  readonly lines: number;
}

/** Both sides of a world, looked at from outside. */
export type SeenWorld = Pick<World, 'rows' | 'sandbox'>;

const NOTE = /^Seliton №(\d+) (\S+?)(?:; УНП (\S+?))?(?:; .*)?$/;

/** Whether prices of the warehouse have VAT in them (`configkey20`). */
function pricesIncludeVat(world: Pick<World, 'rows'>): boolean {
  return world.rows('SELECT Value FROM configuration WHERE "Key" = \'configkey20\'')[0]?.['Value'] !== '0';
}

/**
 * What every reader of the documents must agree on, as sentences (facts/warehouse-pro.md section 5): a till skips a
 * line without quantity, and the vendor's formula reckons with a discount of two places.
 */
export function misreadDocuments(world: Pick<World, 'rows'>): readonly string[] {
  const vendorSums = new Map<string, number>();
  const wrong: string[] = [];
  const includesVat = pricesIncludeVat(world);
  const rows = world.rows(
    "SELECT OperType, Acct, Note, Qtty, PriceOut, VATOut, Discount FROM operations WHERE Note LIKE 'Seliton №%'",
  );
  for (const row of rows) {
    const key = `${Number(row['OperType'])}/${Number(row['Acct'])}`;
    const quantity = Number(row['Qtty']);
    if (!(quantity > 0)) wrong.push(`document ${key} has a line of quantity ${quantity}`);
    const gross = Number(row['PriceOut']) + (includesVat ? 0 : Number(row['VATOut']));
    const percent = Math.round(Number(row['Discount']) * 100) / 100;
    vendorSums.set(key, (vendorSums.get(key) ?? 0) + vendorTotal({ quantity, gross, percent }));
  }
  for (const { operationType, number, total } of documents(world)) {
    const key = `${operationType}/${number}`;
    const sum = cents(vendorSums.get(key) ?? 0);
    if (sum !== total) wrong.push(`document ${key} is ${total} plainly and ${sum} by the vendor's formula`);
  }
  return wrong;
}

/** УНП numbers of any device that stand on two rows, whoever wrote them. */
export function doubledUnps(world: Pick<World, 'rows'>): readonly string[] {
  const seen = new Map<string, number>();
  for (const row of world.rows('SELECT ECRID, Description FROM ecrreceipts WHERE ReceiptType = 8')) {
    const key = `${String(row['ECRID'])} ${parseUnp(String(row['Description']))?.sequence ?? String(row['Description'])}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].flatMap(([key, count]) => (count > 1 ? [`УНП ${key} on ${count} rows`] : []));
}

/** Gross sums, cents, and how many lines, of the documents of `operations` that a condition finds. */
function sumsOf(
  world: Pick<World, 'rows'>,
  condition: string,
): readonly (Pick<FoundDocument, 'operationType' | 'number' | 'total' | 'lines'> & {
  readonly note: string;
})[] {
  const gross = pricesIncludeVat(world) ? 'PriceOut' : '(PriceOut + VATOut)';
  const rows = world.rows(
    `SELECT OperType, Acct, Note, count(*) AS lines, sum(Qtty * ${gross}) AS total
      FROM operations WHERE ${condition} GROUP BY OperType, Acct, Note ORDER BY Acct`,
  );
  return rows.map((row) => ({
    operationType: Number(row['OperType']),
    number: Number(row['Acct']),
    note: String(row['Note']),
    total: Math.round(Number(row['total']) * 100),
    lines: Number(row['lines']),
  }));
}

/** Every document of ours in the warehouse, read from outside the program. */
export function documents(world: Pick<World, 'rows'>): readonly FoundDocument[] {
  return sumsOf(world, "Note LIKE 'Seliton №%'").map(({ note, ...document }) => {
    const match = NOTE.exec(note);
    return { ...document, order: Number(match?.[1]), unp: match?.[3] ?? null };
  });
}

const placeOf = (type: unknown, number: unknown): string => `${Number(type)}/${Number(number)}`;

/**
 * Documents as people count them: an order and the sale that was made of it are one, though the order's lines are
 * gone and the sale bears no note (facts/warehouse-pro.md section 8). Of such a one the shop tells which order it is;
 * 0 = the shop has it no more.
 */
export function standingDocuments({ rows, sandbox }: SeenWorld): readonly FoundDocument[] {
  const found = documents({ rows });
  const noted = new Map(found.map((each) => [placeOf(each.operationType, each.number), each]));
  const made = new Map(
    rows('SELECT FromOperType, FromAcct, ToOperType, ToAcct FROM transformations ORDER BY ID').map((row) => [
      placeOf(row['FromOperType'], row['FromAcct']),
      placeOf(row['ToOperType'], row['ToAcct']),
    ]),
  );
  const sales = new Set([...made].flatMap(([from, to]) => (noted.has(from) ? [to] : [])));
  const standing = found.filter((each) => !sales.has(placeOf(each.operationType, each.number)));
  const told = new Set(standing.map(({ unp }) => unp));
  const orders = new Map(
    sandbox.store
      .list('orders')
      .map((order) => [String(order['orderUniqueSaleNumber']), Number(order['orderId'])]),
  );
  const bare = new Map(
    sumsOf({ rows }, "OperType = 2 AND trim(Note) = ''").map((sale) => [
      placeOf(sale.operationType, sale.number),
      sale,
    ]),
  );
  for (const row of rows('SELECT OperType, Acct, Description FROM ecrreceipts WHERE ReceiptType = 8')) {
    const unp = String(row['Description']);
    const sale = bare.get(made.get(placeOf(row['OperType'], row['Acct'])) ?? '');
    if (sale === undefined || told.has(unp)) continue;
    const { operationType, number, total, lines } = sale;
    standing.push({ operationType, number, total, lines, order: orders.get(unp) ?? 0, unp });
  }
  return standing;
}

/**
 * What must hold for every imported order, looked at from outside on both sides: one document, sum = total, number and
 * claim in NextAcct, УНП in ECRReceipts and in the shop, the sequence without gap or repeat.
 */
export function expectSoundImport(
  world: SeenWorld,
  expected: { readonly orders: readonly number[]; readonly device?: string },
): void {
  const found = documents(world);
  expect(found.map((document) => document.order).toSorted((a, b) => a - b)).toEqual(
    [...expected.orders].toSorted((a, b) => a - b),
  );
  expect(new Set(found.map((document) => `${document.operationType}/${document.number}`)).size).toBe(
    found.length,
  );
  const keys = new Set(world.rows('SELECT NextAcct FROM nextacct').map((row) => String(row['NextAcct'])));
  const receipts = world.rows(
    'SELECT * FROM ecrreceipts WHERE ReceiptType = 8 AND ECRID = ? ORDER BY ReceiptID',
    expected.device ?? DEVICE,
  );
  const receiptOf = new Map(receipts.map((row) => [Number(row['Acct']), row]));
  for (const document of found) {
    const order = world.sandbox.store.get('orders', document.order);
    expect(document.total, `sum of order ${document.order}`).toBe(
      Math.round(Number(order?.['orderTotal']) * 100),
    );
    expect(keys.has(`OR${document.number}`), `number of order ${document.order}`).toBe(true);
    const claims = [...keys].filter((key) => key.startsWith('ZWEB-') && key.endsWith(`-${document.order}`));
    expect(claims, `claim of order ${document.order}`).toHaveLength(1);
    const receipt = receiptOf.get(document.number);
    expect(receipt?.['Description'], `УНП row of order ${document.order}`).toBe(document.unp);
    expect(Math.round(Number(receipt?.['Total']) * 100)).toBe(document.total);
    expect(order?.['orderUniqueSaleNumber'], `УНП of order ${document.order} in the shop`).toBe(document.unp);
  }
  const sequences = receipts.map((row) => parseUnp(String(row['Description']))?.sequence);
  expect(sequences).toEqual(Array.from({ length: found.length }, (_, index) => index + 1));
  expect(receipts.every((row) => row['ReceiptID'] === parseUnp(String(row['Description']))?.sequence)).toBe(
    true,
  );
}
