import { sql } from 'kysely';
import type { GoodsGroupId } from '../../../model/good.ts';
import type { DeviceUse, DocumentUse, WarehouseUsage } from '../../../model/warehouse-usage.ts';
import { readText } from '../column-text.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';
import { UNP_ROW } from '../unp-use.ts';
import { readCharges } from './find-records.ts';

/** So many of the newest lines tell where and by whom documents are written. */
const NEWEST_LINES = 20_000;
/** Bits 16 and 32: never goods of a shop (E1). */
const NEVER_SOLD = 48;
const SERVICE_GOOD = 1;

async function countGoods(database: WarehouseDatabase): Promise<WarehouseUsage['goodsByGroup']> {
  const rows = await database
    .selectFrom('goods')
    .select((good) => ['GroupID', good.fn.countAll<number>().as('goods')])
    .where('ID', '>', SERVICE_GOOD)
    .where(sql<boolean>`coalesce(${sql.ref('Deleted')}, 0) = 0`)
    .where(sql<boolean>`(coalesce(${sql.ref('Type')}, 0) & ${sql.lit(NEVER_SOLD)}) = 0`)
    .groupBy('GroupID')
    .execute();
  const counts = new Map<GoodsGroupId, number>();
  for (const { GroupID, goods } of rows) {
    // The service rows carry -1, meaning group 1.
    const id = Math.abs(GroupID ?? 0) as GoodsGroupId;
    counts.set(id, (counts.get(id) ?? 0) + goods);
  }
  return counts;
}

async function readDevices(database: WarehouseDatabase): Promise<readonly DeviceUse[]> {
  const rows = await database
    .selectFrom('ecrreceipts')
    .select((receipt) => [
      'ECRID',
      'ReceiptType',
      'UserID',
      receipt.fn.countAll<number>().as('rows'),
      receipt.fn.max('ReceiptID').as('last'),
    ])
    .groupBy(['ECRID', 'ReceiptType', 'UserID'])
    .execute();
  const devices = new Map<string, DeviceUse & { readonly most: number }>();
  for (const row of rows) {
    const serial = readText(row.ECRID);
    if (serial === '') continue;
    const none = { serial, unpRows: 0, lastSequence: 0, receiptRows: 0, operatorId: null, most: 0 };
    const device = devices.get(serial) ?? none;
    const count = row.rows;
    if (row.ReceiptType !== UNP_ROW) {
      devices.set(serial, { ...device, receiptRows: device.receiptRows + count });
      continue;
    }
    const isMost = count > device.most;
    devices.set(serial, {
      ...device,
      unpRows: device.unpRows + count,
      lastSequence: Math.max(device.lastSequence, row.last ?? 0),
      operatorId: isMost ? row.UserID : device.operatorId,
      most: isMost ? count : device.most,
    });
  }
  return [...devices.values()]
    .map(({ most: _most, ...device }) => device)
    .toSorted((left, right) => left.serial.localeCompare(right.serial));
}

async function readDocuments(database: WarehouseDatabase): Promise<readonly DocumentUse[]> {
  const newest = await database
    .selectFrom('operations')
    .select((line) => line.fn.max('ID').as('last'))
    .executeTakeFirst();
  const rows = await database
    .selectFrom('operations')
    .select((line) => ['OperType', 'ObjectID', 'OperatorID', line.fn.countAll<number>().as('rows')])
    .where('ID', '>', (newest?.last ?? 0) - NEWEST_LINES)
    .where('PartnerID', '>', 0)
    .groupBy(['OperType', 'ObjectID', 'OperatorID'])
    .execute();
  return rows.map((row) => ({
    operationType: row.OperType ?? 0,
    locationId: row.ObjectID ?? 0,
    operatorId: row.OperatorID ?? 0,
    lines: row.rows,
  }));
}

/**
 * What the warehouse already does: its goods by group, its devices, where and by whom documents are
 * written.
 */
export async function readUsage(database: WarehouseDatabase): Promise<WarehouseUsage> {
  return {
    goodsByGroup: await countGoods(database),
    charges: await readCharges(database),
    devices: await readDevices(database),
    documents: await readDocuments(database),
  };
}
