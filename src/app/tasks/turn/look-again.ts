import type { ProductChange } from '../../../sync/product-change.ts';
import { comparableBarcode } from '../../../sync/match-goods.ts';
import type { ProductIndex } from '../../../sync/match-goods.ts';
import type { Product, ProductWrite } from '../../../model/product.ts';
import type { TaskContext } from '../../task-context.ts';
import type { GoodsTurn } from './goods-turn.ts';
import type { ProductLookup } from '../product-lookup.ts';
import { waitForLanding } from './wait-for-landing.ts';

/**
 * The last look before products are made: one whose code or bar code has come into the shop since the
 * catalogue was read is left to the next run, which decides about it anew. Where the turn proves that nobody
 * else has sent goods since, there is nothing to look for (Q8), unless a run ended in the middle of making
 * some a moment ago: what it had under way is waited for first. Answers what may be sent.
 */
export async function lookAgain(
  context: TaskContext,
  { lookup, turn }: { readonly lookup: ProductLookup; readonly turn: GoodsTurn },
  changes: readonly ProductChange[],
): Promise<readonly ProductChange[]> {
  const { shop, report, landing, signal } = context;
  const makes = changes.some(({ write }) => write?.kind === 'create');
  const isKnown = turn.isAlone && !landing.mayCome;
  if (!makes || isKnown || !shop.abilities.readsProducts) return changes;
  await waitForLanding(context, landing.leftMs);
  await landing.wait(signal);
  const known = new Set((await lookup.index()).byId.keys());
  lookup.forget();
  const now = await lookup.index();
  turn.knowsAll();
  const going: ProductChange[] = [];
  for (const change of changes) {
    const { write } = change;
    const isMet = write?.kind === 'create' && sameKey(now, write).some(({ id }) => !known.has(id));
    if (!isMet) going.push(change);
    else {
      report.count('skipped');
      await report.notice('notice.product.metMeanwhile', { record: change.change.label });
    }
  }
  return going;
}

function sameKey(index: ProductIndex, { code, fields }: ProductWrite): readonly Product[] {
  const barcode = comparableBarcode(fields.barcode ?? '');
  return [...(index.byCode.get(code) ?? []), ...(barcode === '' ? [] : (index.byBarcode.get(barcode) ?? []))];
}
