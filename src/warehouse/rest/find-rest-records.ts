import { holdsWords, nearestFirst } from '../../model/found-record.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import { goodKind } from '../../model/good.ts';
import type { GoodsGroupId } from '../../model/good.ts';
import type { WarehouseUsage } from '../../model/warehouse-usage.ts';
import type { RestClient } from './rest-client.ts';
import { ITEM, parser, PARTNER } from './wire.ts';
import type { ItemWire } from './wire.ts';

const SERVICE_GOOD = 1;
/** Bits 16 and 32: never goods of a shop (E1). */
const NEVER_SOLD = 48;
const MOST_CHARGES = 400;

function recordOf(item: ItemWire): FoundRecord {
  return {
    kind: 'good',
    id: item.id,
    code: item.code,
    name: item.name,
    mark: [item.barcode1, item.barcode2, item.barcode3].join(' ').trim(),
    goodKind: goodKind(item.type),
    isDeleted: item.deleted,
  };
}

/** Goods, or partners, as the interface lists them; deleted ones too. */
async function* listed(
  client: RestClient,
  kind: FoundRecord['kind'],
  signal: AbortSignal,
): AsyncGenerator<readonly FoundRecord[]> {
  if (kind === 'good') {
    for await (const page of client.list('/Items', { parse: (row) => ITEM.parse(row), signal }))
      yield page.filter(({ id }) => id > SERVICE_GOOD).map(recordOf);
    return;
  }
  for await (const page of client.list('/Partners', { parse: parser(PARTNER), signal }))
    yield page.map((row) => ({
      kind: 'partner',
      id: row.id,
      code: '',
      name: row.company,
      mark: [row.tax_id, row.vat_id, row.email, row.phone].join(' ').trim(),
      goodKind: null,
      isDeleted: row.deleted,
    }));
}

/** Goods or partners by number, or by words: the interface finds no part of a name, so its list is read. */
export async function findRestRecords(
  client: RestClient,
  query: RecordQuery,
  signal: AbortSignal,
): Promise<readonly FoundRecord[]> {
  if ('ids' in query && query.ids.length === 0) return [];
  const isWanted = (record: FoundRecord): boolean => {
    if ('ids' in query) return query.ids.includes(record.id);
    const isFit = !query.isCharge || record.goodKind !== 'ordinary';
    return !record.isDeleted && isFit && holdsWords(record, query.text);
  };
  const found: FoundRecord[] = [];
  for await (const page of listed(client, query.kind, signal)) found.push(...page.filter(isWanted));
  return 'ids' in query
    ? found.toSorted((left, right) => left.id - right.id)
    : nearestFirst(found, query.text, query.limit);
}

/**
 * Goods by group; of devices and of who writes documents the interface tells nothing that could be relied
 * on.
 */
export async function readRestUsage(client: RestClient, signal: AbortSignal): Promise<WarehouseUsage> {
  const goodsByGroup = new Map<GoodsGroupId, number>();
  const charges: FoundRecord[] = [];
  for await (const page of client.list('/Items', { parse: (row) => ITEM.parse(row), signal })) {
    for (const item of page) {
      if (item.deleted || item.id <= SERVICE_GOOD) continue;
      if (goodKind(item.type) !== 'ordinary') charges.push(recordOf(item));
      if ((item.type & NEVER_SOLD) !== 0) continue;
      const group = Math.abs(item.group_id) as GoodsGroupId;
      goodsByGroup.set(group, (goodsByGroup.get(group) ?? 0) + 1);
    }
  }
  const byId = charges.toSorted((left, right) => left.id - right.id).slice(0, MOST_CHARGES);
  return { goodsByGroup, charges: byId, devices: [], documents: [] };
}
