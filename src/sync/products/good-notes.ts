import type { AttentionNote, Notice } from '../../model/notice.ts';
import type { SkippedRecord } from '../../model/plan.ts';
import { isPark } from '../park.ts';
import type { Park } from '../park.ts';
import { codeSubject, goodSubject } from '../product-change.ts';
import type { ProductChange } from '../product-change.ts';
import { awaitedRename } from './kept-product.ts';
import type { PairFacts, ProductFacts, ProductPlanning, UnsentGood, WantedProduct } from './product-facts.ts';

type Decision = ProductChange | Park | UnsentGood;

/** Whether a price that cannot be sent would be sent to a product that is there (E7). */
export function isPriceMissed(
  { withoutPrice }: Pick<WantedProduct, 'withoutPrice'>,
  { rules }: Pick<ProductPlanning, 'rules'>,
): boolean {
  return withoutPrice !== null && rules.price === 'always';
}

/** What a person must do about a good beside what is decided of it: its code, its price. */
export function goodNotes(
  facts: ProductFacts,
  decision: Decision,
  planning: ProductPlanning,
): readonly AttentionNote[] {
  if (facts.kind === 'left') return [];
  const { wanted } = facts;
  const { good, withoutPrice } = wanted;
  const notes: AttentionNote[] = [];
  const rename = facts.kind === 'linked' ? awaitedRename(facts, planning) : null;
  if (rename !== null) notes.push({ subject: codeSubject(good.id), ...rename.park });
  if (withoutPrice !== null && isPriceMissed(wanted, planning) && !isPark(decision))
    notes.push({ subject: goodSubject('export-goods', good.id), ...withoutPrice.park });
  return notes;
}

/** That a good takes a product over: of a deleted good, or in the place of one that is gone. */
export function takenOver({ good, gone }: PairFacts, { productId, instead }: ProductChange): Notice | null {
  if (productId === null) return null;
  const about = { good: good.id, product: productId };
  if (instead !== null) return { code: 'notice.product.inherited', facts: { ...about, other: instead } };
  return gone === null
    ? null
    : { code: 'notice.product.replaced', facts: { ...about, other: gone.productId } };
}

/** A new product that waits for its price, named. */
export function waitingGood(facts: ProductFacts): SkippedRecord & Pick<Notice, 'code'> {
  const good = facts.kind === 'left' ? { id: facts.head.goodId, code: '', name: '' } : facts.wanted.good;
  return {
    subject: goodSubject('export-goods', good.id),
    label: `${good.code} ${good.name}`.trim(),
    reason: 'price.stopped',
    code: 'notice.product.waits',
  };
}
