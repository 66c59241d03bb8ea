import type { GoodId } from '../../model/good.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import type { ProfileId } from '../../model/profile.ts';

/** Good ↔ product, with what was last sent. */
export interface Links {
  /** Good ids ascending, in batches. Repeatable. */
  heads(id: ProfileId): AsyncIterable<readonly LinkHead[]>;
  /** Good ids above `after`, ascending. Repeatable. */
  idsAfter(id: ProfileId, after: GoodId, limit: number): Promise<readonly GoodId[]>;
  /** Of all links. Repeatable. */
  count(id: ProfileId): Promise<number>;
  /** Of these goods; those without a link are absent. Repeatable. */
  find(id: ProfileId, goodIds: readonly GoodId[]): Promise<readonly Link[]>;
  /** Of these products; those without a link are absent. Repeatable. */
  findByProduct(id: ProfileId, productIds: readonly number[]): Promise<readonly Link[]>;
  /** What was last sent of these goods; those without a link are absent. Repeatable. */
  sent(id: ProfileId, goodIds: readonly GoodId[]): Promise<ReadonlyMap<GoodId, SentFields>>;
  /**
   * Adds or replaces, all in one transaction. A product linked to another good is refused
   * (`good.product.linkedElsewhere`), unless that good is among `instead`: links of those give way in the same
   * transaction. Repeatable.
   */
  save(id: ProfileId, links: readonly Link[], instead?: readonly GoodId[]): Promise<void>;
  /** Those that are not there are no fault. Repeatable. */
  remove(id: ProfileId, goodIds: readonly GoodId[]): Promise<void>;
  /**
   * The shop has moved the stock of these products or goods by itself: what was sent of their quantity holds
   * no more, so that it is sent again. Repeatable.
   */
  forgetStock(
    id: ProfileId,
    of: { readonly productIds: readonly ProductId[]; readonly goodIds: readonly GoodId[] },
  ): Promise<void>;
}
