import { SortedReader } from '../../lib/sorted-reader.ts';
import type { Good, GoodsGroupId } from '../../model/good.ts';
import { withSubgroups } from '../../model/group-tree.ts';
import type { LinkHead } from '../../model/link.ts';
import { standInGoods } from '../../model/sent-field.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Gathering } from '../task-context.ts';

/** A good of the export with its link, if it has one. */
export interface ScopedGood {
  readonly good: Good;
  readonly head: LinkHead | null;
}

/** A batch of the export's goods, and the links met on the way whose good is not among them any more. */
export interface ScopeBatch {
  readonly goods: readonly ScopedGood[];
  readonly left: readonly LinkHead[];
}

/**
 * The chosen groups with their subgroups (S13, E1). Null when none is chosen: then nothing is exported, and
 * nothing may be taken for gone. A chosen group that no longer exists is refused, lest its products be
 * hidden by mistake.
 */
export function exportGroups(
  gathering: Pick<Gathering, 'settings' | 'choices'>,
): ReadonlySet<GoodsGroupId> | null {
  const { settings, choices } = gathering;
  if (settings.groups.length === 0) return null;
  const known = new Set<number>(choices.groups.map((group) => group.id));
  const gone = settings.groups.find((id) => !known.has(id));
  if (gone !== undefined) throw new SyncError('settings.group.gone', { groupId: gone });
  return withSubgroups(choices.groups, settings.groups);
}

/**
 * Goods of the export, but for those that stand for delivery, fees, discounts or unknown lines (E1), joined
 * with the links, both ascending by good: neither is held in memory as a whole (E5).
 */
export async function* readScope(
  gathering: Pick<Gathering, 'warehouse' | 'state' | 'profile' | 'settings' | 'signal'>,
  groupIds: ReadonlySet<GoodsGroupId>,
): AsyncGenerator<ScopeBatch> {
  const { warehouse, state, profile, settings, signal } = gathering;
  const standIns = standInGoods(settings);
  const heads = new SortedReader(state.links.heads(profile.id), (head) => head.goodId);
  try {
    for await (const batch of warehouse.readGoods({ groupIds, priceGroup: settings.priceGroup }, signal)) {
      const last = batch.at(-1);
      if (last === undefined) continue;
      const articles = batch.filter((good) => !standIns.has(good.id));
      yield joined(articles, await heads.takeUpTo(last.id));
    }
    yield { goods: [], left: await heads.takeUpTo(Number.MAX_SAFE_INTEGER) };
  } finally {
    await heads.close();
  }
}

/** Each good with its link, and the links of none; both come ascending by good, each good once. */
function joined(goods: readonly Good[], heads: readonly LinkHead[]): ScopeBatch {
  const scoped: ScopedGood[] = [];
  const left: LinkHead[] = [];
  let next = 0;
  for (const good of goods) {
    let head = heads[next];
    for (; head !== undefined && head.goodId < good.id; head = heads[next]) {
      left.push(head);
      next += 1;
    }
    const isItsOwn = head?.goodId === good.id;
    if (isItsOwn) next += 1;
    scoped.push({ good, head: isItsOwn ? (head ?? null) : null });
  }
  return { goods: scoped, left: [...left, ...heads.slice(next)] };
}
