import type { GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { TaskContext } from '../task-context.ts';
import { actualLink } from './actual-links.ts';
import type { ActualProducts } from './actual-links.ts';

const LINKS_AT_ONCE = 500;

/** What came of the remembered links. `lost`: their product is not in the shop any more. */
export interface RefreshedLinks {
  readonly kept: number;
  readonly lost: number;
}

/**
 * Makes the memory of what was sent agree with what the shop really has, so that the next export sends
 * exactly the differences (E5, E10). Repeatable; a crash leaves links that are right each by itself.
 */
export async function refreshLinks(
  context: Pick<TaskContext, 'state' | 'profile' | 'signal'>,
  products: ActualProducts,
): Promise<RefreshedLinks> {
  const { state, profile, signal } = context;
  let [kept, lost] = [0, 0];
  let after = 0 as GoodId;
  for (;;) {
    signal.throwIfAborted();
    const ids = await state.links.idsAfter(profile.id, after, LINKS_AT_ONCE);
    const last = ids.at(-1);
    if (last === undefined) return { kept, lost };
    after = last;
    const refreshed: Link[] = [];
    const gone: GoodId[] = [];
    for (const link of await state.links.find(profile.id, ids)) {
      const actual = actualLink(link, products);
      if (actual === null) gone.push(link.goodId);
      else refreshed.push(actual);
    }
    await state.links.save(profile.id, refreshed);
    await state.links.remove(profile.id, gone);
    kept += refreshed.length;
    lost += gone.length;
  }
}
