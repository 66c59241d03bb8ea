import type { Good, GoodId } from '../../model/good.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ProductMatch } from '../match-goods.ts';
import type { Park } from '../park.ts';
import type { ExportContext, GoodsFields } from '../plan-export.ts';
import type { StockFields } from '../plan-stock.ts';

/** What goods are decided with. */
export interface ProductPlanning extends ExportContext {
  /** Short hash of a text, as links keep it (E5). */
  readonly hashOf: (text: string) => string;
  /** Whether the interface can give a product another code. */
  readonly renamesProducts: boolean;
  /** Whether it is known which products the shop has. */
  readonly readsProducts: boolean;
}

/** A good whose fields the shop should have. */
export interface WantedProduct {
  readonly good: Good;
  readonly fields: GoodsFields;
  /** Why its price is not sent, the rest of it is; null = nothing is wrong with it. */
  readonly withoutPrice: Park | null;
  /** Hash of the fields. */
  readonly hash: string;
}

/** What was gathered to find the product of a good that has none. */
export interface PairFacts {
  readonly good: Good;
  /** Its key stands twice in the warehouse: why no product may be taken for its own (E4). */
  readonly twins: Park | null;
  readonly match: ProductMatch;
  /** The good that has the product that was found, by a link or by adopting it before; null = none. */
  readonly linkedTo: GoodId | null;
  /** Of a deleted good: its product is this good's from now on; null = there is none. */
  readonly inherited: Link | null;
  /** The link whose product the shop has no more; null = the good never had one. */
  readonly gone: LinkHead | null;
  /** Other living goods that the product's key fits as well: nobody may take it (E4). */
  readonly rivals: readonly GoodId[];
}

/** Everything that was gathered for one good, as far as it is needed. */
export type ProductFacts =
  /** It has a product, and its fields are not what was last sent, or it comes back to the export. */
  | {
      readonly kind: 'linked';
      readonly wanted: WantedProduct;
      readonly head: LinkHead;
      readonly sent: SentFields;
      /** The code that the product has in the shop now; null = it was not looked up. */
      readonly shopCode: string | null;
      /** A person has said that the good is the one that the link was made with. */
      readonly isApproved: boolean;
    }
  /** It has none that is known. */
  | (PairFacts & {
      readonly kind: 'unlinked';
      readonly wanted: WantedProduct;
      /** What the shop should have of its stock; null = quantities are not sent. */
      readonly stock: StockFields | null;
    })
  /** It was deleted or left the chosen groups. */
  | {
      readonly kind: 'left';
      readonly head: LinkHead;
      readonly sent: SentFields;
      /** Whether the shop shows the product; null = it does not tell. */
      readonly isVisible: boolean | null;
      /** The shop has the product no more: nothing is left to be done with it. */
      readonly isGone: boolean;
    };

/**
 * What is decided of a good of which nothing is sent. `unchanged`: the shop has it; `waits`: a new product, and
 * prices are stopped; `notMade`: the shop has none, and none is made by the rules of sending.
 */
export type UnsentGood = 'unchanged' | 'waits' | 'notMade';
