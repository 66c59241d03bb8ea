import type { GoodId } from '../../model/good.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';
import { findGoods } from './find-goods.ts';
import type { FoundGoods, GoodsPageQuery } from './find-goods.ts';
import { KeptRead } from './goods-snapshot.ts';
import type { GoodsSnapshot } from './goods-snapshot.ts';
import { bothSides, looking, stockByObject } from './look-at-goods.ts';
import type { ListedGood, StockAtObject } from './look-at-goods.ts';
import { searchProducts } from './product-search.ts';
import type { Catalogue, ProductsFound } from './product-search.ts';
import { rememberedGood, rememberedGoods } from './remembered-goods.ts';

export interface GoodsPage extends FoundGoods {
  /** Of the warehouse's prices; null = the warehouse does not answer. */
  readonly baseCurrency: string | null;
  /** Of the shop's prices; null = only the shop itself tells it. */
  readonly currency: string | null;
  /** When the warehouse was read; milliseconds since 1970; null = just now. */
  readonly readAt: number | null;
  /** Why the warehouse does not answer, so that these are as the memory has them; null = it does. */
  readonly away: SyncError | null;
}

/** Facts that a good's price for the shop is made of; of a good that only the memory tells there are none. */
export interface GoodDetails {
  readonly good: ListedGood;
  /** Where its stock lies, of several objects that are added up. */
  readonly objects: readonly StockAtObject[];
  readonly currency: string | null;
  readonly away: SyncError | null;
  readonly how: {
    readonly baseCurrency: string;
    readonly pricesIncludeVat: boolean;
    readonly shopPricesIncludeVat: boolean;
    readonly priceGroup: number;
    /** Quantities go out without their fraction. */
    readonly isWhole: boolean;
  } | null;
}

/** Goods for people: both sides beside each other. Every method rejects with a SyncError. */
export interface GoodsDesk {
  /**
   * By id, those above `after`: of the chosen groups and all that are linked; or those that hold the words,
   * the nearest first, whether they are to be sent or not. A page of a part of them may be empty and not the
   * last. A warehouse that does not answer is no fault: what the memory knows is told, and why it is that.
   */
  page(name: string, query: GoodsPageQuery, signal: AbortSignal): Promise<GoodsPage>;
  /** As `page`. Rejects `good.notFound` where nobody knows it. */
  details(name: string, goodId: GoodId, signal: AbortSignal): Promise<GoodDetails>;
  /** Products of the shop by words; nothing and `readAt` null where the interface cannot read them. */
  products(name: string, text: string): Promise<ProductsFound>;
}

/** The warehouse is not there, or lets nobody in; rejects with anything else. */
function awayOf(error: unknown): SyncError {
  const fault = asSyncError(error);
  if (fault.kind === 'connection' || fault.kind === 'access') return fault;
  throw fault;
}

function statedCurrency({ settings }: Profile): string | null {
  return settings.shopCurrency === 'auto' ? null : settings.shopCurrency;
}

async function detailsOf(
  parts: AppParts,
  profile: Profile,
  what: { readonly goodId: GoodId; readonly asked: AbortSignal },
): Promise<GoodDetails> {
  const { goodId, asked } = what;
  const notFound = (): never => {
    throw new SyncError('good.notFound', { good: goodId });
  };
  try {
    return await looking(parts, profile, {
      asked,
      work: async (look) => {
        const [good] = await bothSides(look, [goodId]);
        if (good === undefined || (good.good === null && good.link === null)) return notFound();
        const { facts, currency } = look.context;
        const { priceGroup, shopPricesIncludeVat, wholeQuantities: isWhole } = profile.settings;
        const { baseCurrency, pricesIncludeVat } = facts;
        const how = { baseCurrency, pricesIncludeVat, shopPricesIncludeVat, priceGroup, isWhole };
        const objects = good.good === null ? [] : await stockByObject(look, good.good);
        return { good, objects, currency, away: null, how };
      },
    });
  } catch (error) {
    const away = awayOf(error);
    const good = (await rememberedGood(parts, profile, goodId)) ?? notFound();
    return { good, objects: [], currency: statedCurrency(profile), away, how: null };
  }
}

/** The desk over the application's parts. */
export function goodsDesk(parts: AppParts, find: (name: string) => Promise<Profile>): GoodsDesk {
  const snapshots = new KeptRead<GoodsSnapshot>();
  const catalogues = new KeptRead<Catalogue>();
  return {
    page: async (name, query, asked) => {
      const profile = await find(name);
      try {
        return await looking(parts, profile, {
          asked,
          kept: snapshots,
          work: async (look) => {
            const { facts, currency } = look.context;
            const found = await findGoods(look, query);
            return { ...found, baseCurrency: facts.baseCurrency, currency, readAt: look.readAt, away: null };
          },
        });
      } catch (error) {
        const away = awayOf(error);
        const found = await rememberedGoods(parts, profile, query);
        return { ...found, baseCurrency: null, currency: statedCurrency(profile), readAt: null, away };
      }
    },
    details: async (name, goodId, asked) => detailsOf(parts, await find(name), { goodId, asked }),
    products: async (name, text) => searchProducts(parts, await find(name), { text, kept: catalogues }),
  };
}
