import type { Good, GoodId } from '../model/good.ts';
import type { Settings } from '../model/settings.ts';
import { barcodeSpellings, comparableBarcode } from './match-goods.ts';
import { park } from './park.ts';
import type { Park } from './park.ts';

type MatchingKey = Settings['matchingKey'];

function usesBarcode(good: Good, by: MatchingKey): boolean {
  return by === 'barcode' || good.code === '';
}

/** What must be looked up in the warehouse to know whether the keys of these goods stand twice. */
export function twinKeys(
  goods: readonly Good[],
  by: MatchingKey,
): { readonly codes: readonly string[]; readonly barcodes: readonly string[] } {
  return {
    codes: goods.filter((good) => !usesBarcode(good, by)).map((good) => good.code),
    barcodes: goods
      .filter((good) => usesBarcode(good, by))
      .flatMap((good) => good.barcodes.slice(0, 1).flatMap(barcodeSpellings)),
  };
}

/**
 * Goods whose matching key another living good has too, each with the reason (E4): the warehouse keeps
 * nothing unique, and a code that stands twice cannot say which product is meant. `found`: every good with
 * one of the keys.
 */
export function findTwins(
  goods: readonly Good[],
  found: readonly Good[],
  by: MatchingKey,
): ReadonlyMap<GoodId, Park> {
  const living = found.filter((good) => !good.isDeleted && good.id > 1);
  const twins = new Map<GoodId, Park>();
  collect(
    twins,
    goods.filter((good) => !usesBarcode(good, by)),
    { living, code: 'good.code.ambiguous', keysOf: (good) => [good.code], name: 'code' },
  );
  collect(
    twins,
    goods.filter((good) => usesBarcode(good, by)),
    {
      living,
      code: 'good.barcode.ambiguous',
      keysOf: (good) => good.barcodes.map(comparableBarcode),
      name: 'barcode',
    },
  );
  return twins;
}

interface Key {
  readonly living: readonly Good[];
  readonly code: 'good.code.ambiguous' | 'good.barcode.ambiguous';
  readonly name: 'code' | 'barcode';
  readonly keysOf: (good: Good) => readonly string[];
}

function collect(twins: Map<GoodId, Park>, goods: readonly Good[], key: Key): void {
  const byKey = new Map<string, GoodId[]>();
  for (const good of key.living) {
    for (const text of new Set(key.keysOf(good))) byKey.set(text, [...(byKey.get(text) ?? []), good.id]);
  }
  for (const good of goods) {
    const [text = ''] = key.keysOf(good);
    const ids = byKey.get(text) ?? [];
    if (text !== '' && ids.length > 1)
      twins.set(good.id, park(key.code, { [key.name]: text, goods: ids.join(', ') }));
  }
}
