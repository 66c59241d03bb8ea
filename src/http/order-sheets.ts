import type { IssuedUnp } from '../model/issued-unp.ts';
import { unpSide } from '../model/issued-unp.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { RefundWay } from '../model/written-document.ts';
import type { ListedOrder } from '../app/app.ts';
import type { CellValue, Sheet } from '../sheet/sheet.ts';
import { pageWords } from '../texts/page.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

type Cells = readonly CellValue[];

async function* rowsOf<Row>(
  batches: AsyncIterable<readonly Row[]>,
  cellsOf: (row: Row) => Cells,
): AsyncGenerator<readonly Cells[]> {
  for await (const batch of batches) yield batch.map(cellsOf);
}

function documentName(type: number | null, language: Language): string {
  return type === null ? '' : (textsOf(language).operationTypes[String(type)] ?? String(type));
}

/** Orders for a spreadsheet. */
export function ordersSheet(
  found: AsyncIterable<readonly ListedOrder[]>,
  ways: ReadonlyMap<OrderNumber, RefundWay>,
  language: Language,
): Sheet {
  const texts = textsOf(language);
  const { orders, everywhere, shell } = pageWords(language);
  return {
    name: shell.orders,
    columns: [
      { head: orders.numberHead, kind: 'number' },
      { head: orders.placedAt, kind: 'moment' },
      { head: orders.buyer, kind: 'text' },
      { head: orders.payment, kind: 'text' },
      { head: orders.delivery, kind: 'text' },
      { head: orders.sum, kind: 'money' },
      { head: orders.currency, kind: 'text', width: 8 },
      { head: everywhere.document, kind: 'text', width: 14 },
      { head: orders.documentNumber, kind: 'number' },
      { head: shell.unp, kind: 'text', width: 24 },
      { head: orders.stage, kind: 'text' },
      { head: orders.stepRecorded, kind: 'moment' },
      { head: orders.inShopSince, kind: 'moment' },
      { head: orders.refundWay, kind: 'text', width: 18 },
    ],
    rows: rowsOf(found, ({ entry, sight }) => {
      const way = ways.get(entry.orderNumber);
      return [
        entry.orderNumber,
        entry.createdAt,
        sight.buyer,
        sight.payment,
        sight.delivery,
        entry.total,
        entry.currency,
        documentName(entry.operationType, language),
        entry.documentNumber,
        entry.unp,
        texts.stages[entry.stage],
        entry.recordedAt,
        entry.acknowledgedAt,
        way === undefined ? '' : texts.refundWays[way],
      ];
    }),
  };
}

/** Numbers for a spreadsheet. */
export function unpSheet(numbers: AsyncIterable<readonly IssuedUnp[]>, language: Language): Sheet {
  const { unp, orders, everywhere, shell } = pageWords(language);
  const sides = { both: unp.both, warehouse: unp.warehouseOnly, missing: unp.documentGone };
  return {
    name: shell.unp,
    columns: [
      { head: shell.unp, kind: 'text', width: 24 },
      { head: unp.device, kind: 'text', width: 14 },
      { head: unp.sequence, kind: 'number' },
      { head: orders.numberHead, kind: 'number' },
      { head: everywhere.document, kind: 'text', width: 14 },
      { head: orders.documentNumber, kind: 'number' },
      { head: orders.stepRecorded, kind: 'moment' },
      { head: orders.inShopSince, kind: 'moment' },
      { head: unp.where, kind: 'text' },
    ],
    rows: rowsOf(numbers, (each) => [
      each.unp,
      each.deviceSerial,
      each.sequence,
      each.orderNumber,
      documentName(each.operationType, language),
      each.documentNumber,
      each.recordedAt,
      each.acknowledgedAt,
      sides[unpSide(each)],
    ]),
  };
}
