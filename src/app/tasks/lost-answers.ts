import type { GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { TaskContext } from '../task-context.ts';
import type { ProductLookup } from './product-lookup.ts';

/**
 * Writes whose answer was lost: the catalogue is read again, and a product that has the code is the one
 * that was made. What is not there stays undone; the next run tries it, looking first (E6). Nothing is sent
 * twice blindly.
 */
export async function lookForLost(
  context: TaskContext,
  lookup: ProductLookup,
  lost: readonly ProductChange[],
): Promise<void> {
  if (lost.length === 0) return;
  const { report, state, profile } = context;
  lookup.forget();
  const index = await lookup.index();
  const links: Link[] = [];
  const gaveWay: GoodId[] = [];
  for (const { change, write, link, instead } of lost) {
    const [product, ...others] = index.byCode.get(write?.code ?? '') ?? [];
    if (product !== undefined && product.fault === undefined && others.length === 0) {
      // The link says that nothing was sent: the next run compares and sends what may be missing.
      const sent = fieldsOfProduct(product, link.sent);
      links.push({ ...link, productId: product.id, goodsHash: '', stockHash: '', sent });
      if (instead !== null) gaveWay.push(instead);
      await report.made(change, { kind: 'done' });
    } else {
      const facts = { what: change.label };
      await report.made(change, { kind: 'uncertain', code: 'shop.write.answerLost', facts });
    }
  }
  if (links.length > 0) await state.links.save(profile.id, links, gaveWay);
}

/**
 * Writes that set what is absolute: repeating one is harmless, and as its link is as before the next run
 * does.
 */
export async function leaveToNextRun(context: TaskContext, lost: readonly ProductChange[]): Promise<void> {
  for (const { change } of lost) {
    const facts = { what: change.label };
    await context.report.made(change, { kind: 'failed', code: 'shop.write.answerLost', facts });
  }
}
