import type { GoodId } from '../../model/good.ts';
import { holdsWords } from '../../model/found-record.ts';
import type { Link } from '../../model/link.ts';
import type { Profile } from '../../model/profile.ts';
import type { AppParts } from '../app-parts.ts';
import { isShown } from './find-goods.ts';
import type { FoundGoods, GoodsPageQuery } from './find-goods.ts';
import { waitingOf } from './look-at-goods.ts';
import type { ListedGood } from './look-at-goods.ts';

const PAGE = 100;
/** Links looked through at once where only some of them are wanted. */
const LOOKED_THROUGH = 2000;

function listed(link: Link): ListedGood {
  const { goodId, hasLeft } = link;
  const standing = hasLeft ? 'left' : 'linked';
  const nothing = { good: null, price: null, quantity: null, differs: [], why: null, waiting: [] };
  return { ...nothing, goodId, link, standing };
}

function isMeant({ sent }: Link, search: string): boolean {
  if (search.trim() === '') return true;
  return holdsWords({ name: sent.name ?? '', code: sent.code ?? '', mark: sent.barcode ?? '' }, search);
}

/**
 * A page of goods as the memory has them, for when the warehouse does not answer: those with a product, and
 * what the shop has of each. What they are in the warehouse, and whether that differs, nobody can say.
 */
export async function rememberedGoods(
  parts: AppParts,
  profile: Profile,
  { after, search, show }: GoodsPageQuery,
): Promise<FoundGoods> {
  const { links } = parts.state;
  const isPart = show !== null || search.trim() !== '';
  const limit = isPart ? LOOKED_THROUGH : PAGE;
  const ids = await links.idsAfter(profile.id, after as GoodId, limit);
  const found = (await links.find(profile.id, ids)).filter((link) => isMeant(link, search));
  const waiting = await waitingOf(
    parts,
    profile,
    found.map(({ goodId }) => goodId),
  );
  const goods = found
    .map((link) => ({ ...listed(link), waiting: waiting.get(link.goodId) ?? [] }))
    .filter((good) => isShown(good, show))
    .toSorted((left, right) => left.goodId - right.goodId);
  return { goods, next: ids.length < limit ? null : (ids.at(-1) ?? null) };
}

/** One good as the memory has it; null = it has no product. */
export async function rememberedGood(
  parts: AppParts,
  profile: Profile,
  goodId: GoodId,
): Promise<ListedGood | null> {
  const [link] = await parts.state.links.find(profile.id, [goodId]);
  if (link === undefined) return null;
  return { ...listed(link), waiting: (await waitingOf(parts, profile, [goodId])).get(goodId) ?? [] };
}
