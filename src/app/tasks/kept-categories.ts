import type { Good, GoodsGroupId } from '../../model/good.ts';
import { groupPaths } from '../../model/group-tree.ts';
import type { LinkHead } from '../../model/link.ts';
import type { CategoryPath } from '../../model/product.ts';
import type { Gathering } from '../task-context.ts';

/**
 * The category of each group: the one that the group's products stand in, linked by the group's number,
 * else the one that its name asks for. So a group that is renamed keeps its category, and what is new in it
 * comes there too. Where the shop tells its own numbers, the category may be renamed there as well.
 */
export class KeptCategories {
  /** By group; names of groups until their products have told. */
  readonly paths: Map<GoodsGroupId, CategoryPath>;
  /** The shop's numbers of them, as far as they are remembered. */
  readonly ids = new Map<GoodsGroupId, number>();
  readonly #gathering: Pick<Gathering, 'state' | 'profile' | 'settings' | 'choices'>;
  readonly #told = new Set<GoodsGroupId>();

  constructor(gathering: Pick<Gathering, 'state' | 'profile' | 'settings' | 'choices'>) {
    this.#gathering = gathering;
    this.paths = new Map(groupPaths(gathering.choices.groups));
  }

  /** Takes the categories of groups that are met for the first time; their products are asked. */
  async meet(goods: readonly { readonly good: Good; readonly head: LinkHead | null }[]): Promise<void> {
    const { state, profile, settings } = this.#gathering;
    if (settings.categories !== 'groups') return;
    const members = goods.filter(({ good, head }) => head !== null && !this.#told.has(good.groupId));
    if (members.length === 0) return;
    const sent = await state.links.sent(
      profile.id,
      members.map(({ good }) => good.id),
    );
    const met = new Set<GoodsGroupId>();
    for (const { good } of members) {
      const { category = null, categoryGroup = null, categoryId = null } = sent.get(good.id) ?? {};
      if (category === null || categoryGroup !== good.groupId) continue;
      this.paths.set(good.groupId, category);
      // Links that were sent before numbers were remembered tell none.
      if (categoryId !== null) this.ids.set(good.groupId, categoryId);
      met.add(good.groupId);
    }
    for (const groupId of met) this.#told.add(groupId);
  }
}
