import { batches } from '../../lib/batch.ts';
import type { Good, GoodId } from '../../model/good.ts';
import { findTwins, twinKeys } from '../../sync/good-twins.ts';
import { barcodeSpellings, comparableBarcode, hasKey, indexGoods } from '../../sync/match-goods.ts';
import type { ProductMatch } from '../../sync/match-goods.ts';
import type { Park } from '../../sync/park.ts';
import type { Gathering } from '../task-context.ts';
import type { ProductLookup } from './product-lookup.ts';

const GOODS_AT_ONCE = 500;

/**
 * Goods whose matching key another living good has too, each with the reason. Only asked for those without
 * a link.
 */
export async function codeTwins(
  gathering: Pick<Gathering, 'warehouse' | 'settings' | 'signal'>,
  goods: readonly Good[],
): Promise<ReadonlyMap<GoodId, Park>> {
  const { warehouse, settings, signal } = gathering;
  const twins = new Map<GoodId, Park>();
  for (const part of batches(goods, GOODS_AT_ONCE)) {
    const keys = twinKeys(part, settings.matchingKey);
    const found = await warehouse.findGoods({ ...keys, priceGroup: settings.priceGroup }, signal);
    for (const [id, twin] of findTwins(part, found, settings.matchingKey)) twins.set(id, twin);
  }
  return twins;
}

/**
 * Other living goods that a product which was found fits as well (E4): those that have the key it was found
 * by, and those without a link that would find it themselves. With one of them nobody can tell whose it is.
 */
export async function findRivals(
  gathering: Pick<Gathering, 'warehouse' | 'settings' | 'signal' | 'state' | 'profile'>,
  lookup: ProductLookup,
  matches: ReadonlyMap<GoodId, ProductMatch>,
): Promise<ReadonlyMap<GoodId, readonly GoodId[]>> {
  const { warehouse, settings, signal, state, profile } = gathering;
  const by = settings.matchingKey;
  const rivalsOf = new Map<GoodId, readonly GoodId[]>();
  for (const part of batches([...matches], GOODS_AT_ONCE)) {
    const found = part.flatMap(([id, match]) => (match.kind === 'found' ? [{ id, match }] : []));
    if (found.length === 0) continue;
    const texts = found.flatMap(({ match: { product } }) => [product.code, product.barcode]);
    const goods = await warehouse.findGoods(
      {
        codes: texts.filter((text) => text !== ''),
        barcodes: by === 'code' ? [] : texts.flatMap(barcodeSpellings),
        priceGroup: settings.priceGroup,
      },
      signal,
    );
    const living = goods.filter((good) => !good.isDeleted && good.id > 1);
    const links = await state.links.find(
      profile.id,
      living.map((good) => good.id),
    );
    const linked = new Set(links.map((link) => link.goodId));
    const claims = new Map<number, Good[]>();
    for (const good of living.filter(({ id }) => !linked.has(id))) {
      const match = await lookup.match(good);
      if (match.kind === 'found')
        claims.set(match.product.id, [...(claims.get(match.product.id) ?? []), good]);
    }
    const index = indexGoods(living, new Map());
    for (const { id, match } of found) {
      const barcode = comparableBarcode(match.key.text);
      const sharing = [...(index.byCode.get(match.key.text) ?? []), ...(index.byBarcode.get(barcode) ?? [])];
      const all = [
        ...sharing.filter((good) => hasKey(good, match.key, by)),
        ...(claims.get(match.product.id) ?? []),
      ];
      const others = [...new Set(all.map((good) => good.id))].filter((other) => other !== id);
      if (others.length > 0) rivalsOf.set(id, others);
    }
  }
  return rivalsOf;
}
