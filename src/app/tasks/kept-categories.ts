import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import { groupPaths } from '../../model/group-tree.ts';
import type { LinkHead } from '../../model/link.ts';
import type { CategoryPath } from '../../model/product.ts';
import type { Gathering } from '../task-context.ts';

/**
 * The category of each group: the one that the group's products stand in, linked by the group's number,
 * else the one that its name asks for. So a group that is renamed keeps its category, and what is new in it
 * comes there too.
 */
export class KeptCategories {
  /** By group; names of groups until their products have told. */
  readonly paths: Map<GoodsGroupId, CategoryPath>;
  readonly #gathering: Pick<Gathering, 'state' | 'profile' | 'settings' | 'choices'>;
  readonly #told = new Set<GoodsGroupId>();

  constructor(gathering: Pick<Gathering, 'state' | 'profile' | 'settings' | 'choices'>) {
    this.#gathering = gathering;
    this.paths = new Map(groupPaths(gathering.choices.groups));
  }

  /** Takes the categories of groups that are met for the first time; one of their products is asked. */
  async meet(goods: readonly { readonly good: Good; readonly head: LinkHead | null }[]): Promise<void> {
    const { state, profile, settings } = this.#gathering;
    if (settings.categories !== 'groups') return;
    const members = new Map<GoodsGroupId, GoodId>();
    for (const { good, head } of goods)
      if (head !== null && !this.#told.has(good.groupId)) members.set(good.groupId, good.id);
    if (members.size === 0) return;
    const sent = await state.links.sent(profile.id, [...members.values()]);
    for (const [groupId, goodId] of members) {
      const { category = null, categoryGroup = null } = sent.get(goodId) ?? {};
      if (category === null || categoryGroup !== groupId) continue;
      this.paths.set(groupId, category);
      this.#told.add(groupId);
    }
  }
}
