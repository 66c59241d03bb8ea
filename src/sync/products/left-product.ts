import { ZERO } from '../../model/decimal.ts';
import type { ChangeKind } from '../../model/plan.ts';
import type { ProductFields } from '../../model/product.ts';
import { productChange } from '../product-change.ts';
import type { ProductChange, ProductDifference } from '../product-change.ts';
import type { ProductFacts, ProductPlanning } from './product-facts.ts';

type LeftFacts = Extract<ProductFacts, { kind: 'left' }>;

/** What is done to a product whose good left. */
interface Farewell extends ProductDifference {
  readonly kind: ChangeKind;
  readonly isHiddenByUs: boolean;
}

const LEFT_ALONE: Farewell = { kind: 'link', fields: {}, changes: [], isHiddenByUs: false };

/**
 * The setting "when a good leaves": the product is hidden, set to quantity 0, or left alone. A product that
 * the owner had hidden himself is not taken for ours (E3); one that the shop has no more needs nothing.
 */
function farewell({ sent, isVisible, isGone }: LeftFacts, { settings }: ProductPlanning): Farewell {
  if (isGone || settings.whenGoodLeaves === 'leave') return LEFT_ALONE;
  if (settings.whenGoodLeaves === 'zero') {
    const fields: ProductFields = { quantity: ZERO, isAvailable: false };
    const changes = [{ field: 'quantity', before: sent.quantity, after: ZERO }];
    return { kind: 'setQuantity', fields, changes, isHiddenByUs: false };
  }
  if (isVisible === false) return LEFT_ALONE;
  const changes = [{ field: 'isVisible', before: 'yes', after: 'no' }];
  return { kind: 'hideProduct', fields: { isVisible: false }, changes, isHiddenByUs: true };
}

/** What becomes of the product of a good that was deleted or left the chosen groups. */
export function leftProduct(facts: LeftFacts, planning: ProductPlanning): ProductChange {
  const { head, sent } = facts;
  const goodbye = farewell(facts, planning);
  const isZeroed = goodbye.fields.quantity !== undefined;
  return productChange({
    task: 'export-goods',
    kind: goodbye.kind,
    good: { id: head.goodId, code: sent.code ?? '', name: sent.name ?? '' },
    productId: head.productId,
    code: sent.code ?? '',
    difference: goodbye,
    contentHash: `left:${goodbye.kind}`,
    link: {
      goodsHash: head.goodsHash,
      stockHash: head.stockHash,
      hasLeft: true,
      isHiddenByUs: goodbye.isHiddenByUs,
      awaitsMovement: head.awaitsMovement,
      sent: isZeroed ? { ...sent, quantity: ZERO, isAvailable: false } : sent,
    },
  });
}
