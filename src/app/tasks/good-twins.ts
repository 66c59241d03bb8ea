import { batches } from '../../lib/batch.ts';
import type { Good, GoodId } from '../../model/good.ts';
import { barcodeSpellings, comparableBarcode } from '../../sync/match-goods.ts';
import { park } from '../../sync/park.ts';
import type { Park } from '../../sync/park.ts';
import type { TaskContext } from '../task-context.ts';

const GOODS_AT_ONCE = 500;

/**
 * Goods whose matching key another living good has too, each with the reason (E4): the warehouse keeps
 * nothing unique, and a code that stands twice cannot say which product is meant. Only asked for goods
 * without a link.
 */
export async function codeTwins(
  context: TaskContext,
  goods: readonly Good[],
): Promise<ReadonlyMap<GoodId, Park>> {
  const { warehouse, settings, signal } = context;
  const byCode = settings.matchingKey !== 'barcode';
  const found = new Map<GoodId, Park>();
  for (const part of batches(goods, GOODS_AT_ONCE)) {
    const keyed = part.filter((good) => !usesBarcode(good, byCode));
    const barcoded = part.filter((good) => usesBarcode(good, byCode));
    const same = await warehouse.findGoods(
      {
        codes: keyed.map((good) => good.code),
        barcodes: barcoded.flatMap((good) => good.barcodes.slice(0, 1).flatMap(barcodeSpellings)),
        priceGroup: settings.priceGroup,
      },
      signal,
    );
    const living = same.filter((good) => !good.isDeleted && good.id > 1);
    collect(found, keyed, living, {
      code: 'good.code.ambiguous',
      keysOf: (good) => [good.code],
      name: 'code',
    });
    collect(found, barcoded, living, {
      code: 'good.barcode.ambiguous',
      keysOf: (good) => good.barcodes.map(comparableBarcode),
      name: 'barcode',
    });
  }
  return found;
}

function usesBarcode(good: Good, byCode: boolean): boolean {
  return !byCode || good.code === '';
}

interface Key {
  readonly code: 'good.code.ambiguous' | 'good.barcode.ambiguous';
  readonly name: 'code' | 'barcode';
  readonly keysOf: (good: Good) => readonly string[];
}

function collect(found: Map<GoodId, Park>, goods: readonly Good[], living: readonly Good[], key: Key): void {
  const byKey = new Map<string, GoodId[]>();
  for (const good of living) {
    for (const text of new Set(key.keysOf(good))) byKey.set(text, [...(byKey.get(text) ?? []), good.id]);
  }
  for (const good of goods) {
    const [text] = key.keysOf(good);
    const ids = text === undefined || text === '' ? [] : (byKey.get(text) ?? []);
    if (ids.length > 1) found.set(good.id, park(key.code, { [key.name]: text ?? '', goods: ids.join(', ') }));
  }
}
