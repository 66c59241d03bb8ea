import { documents, doubledUnps, misreadDocuments, standingDocuments } from '../support/invariants.ts';
import type { FoundDocument, SeenWorld } from '../support/invariants.ts';
import { parseUnp } from '../../src/model/unp.ts';
import { DEVICE } from '../support/world.ts';
import type { CrashPlace } from './crash-place.ts';

/** Both sides as people would compare them: without ids, numbers and times, which may differ after a crash. */
export interface Sides {
  readonly documents: readonly unknown[];
  readonly products: readonly unknown[];
  readonly partners: readonly unknown[];
  readonly goods: readonly unknown[];
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

/** What stands on both sides now, looked at from outside. */
export async function readSides(place: CrashPlace): Promise<Sides> {
  const rows = await place.warehouse.look();
  const products = place.world.sandbox.store
    .list('products')
    .map((product) => [
      product['productCode'],
      product['productName'],
      String(product['productPrice']),
      String(product['productQuantity']),
      product['productIsActive'],
    ]);
  return {
    documents: documents({ rows })
      .toSorted((left, right) => left.order - right.order)
      .map(({ order, operationType, total, lines, unp }) => [
        order,
        operationType,
        total,
        lines,
        unp !== null,
      ]),
    products: products.toSorted(byText),
    partners: rows('SELECT Company, eMail FROM partners')
      .map((row) => Object.values(row))
      .toSorted(byText),
    goods: rows('SELECT Code, Name FROM goods WHERE Deleted <> -1')
      .map((row) => Object.values(row))
      .toSorted(byText),
  };
}

function repeated(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** What must hold after every crash and its resumption, told as sentences; empty = all of it holds (I3, I4, E6). */
export async function findViolations(place: CrashPlace): Promise<readonly string[]> {
  const { notImported } = place;
  const rows = await place.warehouse.look();
  return violationsOf({ rows, sandbox: place.world.sandbox, notImported, unsure: [] });
}

/** Both sides with what is known of their orders. `unsure`: may have a document, and then only one. */
export interface JudgedSides extends SeenWorld {
  readonly notImported: readonly number[];
  readonly unsure: readonly number[];
  /** Whether a document is of an order whose number is another order's by now; default none is. */
  readonly isPast?: (document: FoundDocument) => boolean;
}

/** `findViolations` for both sides, however they came to be so. */
export function violationsOf(sides: JudgedSides): readonly string[] {
  const { rows } = sides;
  const { store, requests } = sides.sandbox;
  const found = standingDocuments(sides);
  const violations: string[] = [...misreadDocuments({ rows }), ...doubledUnps({ rows })];
  const expect = (isSo: boolean, sentence: string): void => {
    if (!isSo) violations.push(sentence);
  };
  const current = found.filter((document) => document.order > 0 && sides.isPast?.(document) !== true);
  const twins = repeated(current.map((document) => document.order));
  expect(twins.length === 0, `orders with two documents: ${twins.join()}`);
  const numbers = repeated(found.map((document) => `${document.operationType}/${document.number}`));
  expect(numbers.length === 0, `numbers given twice: ${numbers.join()}`);
  for (const order of store.ids('orders')) {
    const document = current.find((each) => each.order === order);
    const record = store.get('orders', order);
    if (sides.unsure.includes(order)) continue;
    if (sides.notImported.includes(order)) {
      expect(document === undefined, `order ${order} must not be imported`);
      continue;
    }
    expect(document !== undefined, `order ${order} is lost`);
    if (document === undefined) continue;
    expect(document.total === Math.round(Number(record?.['orderTotal']) * 100), `sum of order ${order}`);
    expect((record?.['orderUniqueSaleNumber'] ?? null) === document.unp, `УНП of order ${order} in the shop`);
  }
  const receipts = rows('SELECT Description FROM ecrreceipts WHERE ReceiptType = 8 AND ECRID = ?', DEVICE)
    .map((row) => String(row['Description']))
    .toSorted();
  const drawn = found.flatMap((document) => (document.unp === null ? [] : [document.unp])).toSorted();
  expect(JSON.stringify(receipts) === JSON.stringify(drawn), 'the УНП rows are not those of the documents');
  const sequences = drawn.map((unp) => parseUnp(unp)?.sequence ?? 0).toSorted((a, b) => a - b);
  expect(
    sequences.every((sequence, index) => sequence === index + 1),
    `УНП: ${sequences.join()}`,
  );
  const codes = repeated(store.list('products').map((product) => product['productCode']));
  expect(codes.length === 0, `products made twice: ${codes.join()}`);
  const creates = Object.entries(requests.creates()).filter(([, count]) => count > 1);
  expect(creates.length === 0, `created twice: ${creates.map(([code]) => code).join()}`);
  return violations;
}
