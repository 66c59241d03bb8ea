import type { SentFields } from '../../model/link.ts';
import { sentToOld } from '../../model/sent-field.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';
import { diffGoodsFields, goodsFieldsText, sentGoodsFields } from '../plan-export.ts';
import type { GoodsFields } from '../plan-export.ts';
import { productChange } from '../product-change.ts';
import type { ProductChange, ProductDifference } from '../product-change.ts';
import type { ProductFacts, ProductPlanning } from './product-facts.ts';

type LinkedFacts = Extract<ProductFacts, { kind: 'linked' }>;

/**
 * What is known of the product: what was sent, with the code that the shop has now where it was looked up.
 */
function knownOf({ sent, shopCode }: LinkedFacts): SentFields {
  return shopCode === null ? sent : { ...sent, code: shopCode };
}

/**
 * What can be sent of a good's fields to a product of which `known` is known: a code that the interface
 * cannot change stays as the shop has it, and holds back nothing else.
 */
export function sendableFields(
  fields: GoodsFields,
  known: SentFields,
  { renamesProducts }: Pick<ProductPlanning, 'renamesProducts'>,
): GoodsFields {
  return renamesProducts || known.code === null ? fields : { ...fields, code: known.code };
}

/**
 * Hash of what a product has once `fields` have been sent to it: what was not sent is as it was known (E5).
 */
export function hashAfter(
  fields: GoodsFields,
  known: SentFields,
  { hashOf, rules }: Pick<ProductPlanning, 'hashOf' | 'rules'>,
): string {
  return hashOf(goodsFieldsText({ ...fields, price: fields.price ?? known.price }, rules));
}

/** The good has another code by now, and a person must give it to the product too; null = it has not. */
export function awaitedRename(facts: LinkedFacts, { renamesProducts, rules }: ProductPlanning): Park | null {
  const { code: known } = knownOf(facts);
  const { good, fields } = facts.wanted;
  if (renamesProducts || rules.code !== 'always' || known === null || known === fields.code) return null;
  return park('good.code.notRenamed', {
    good: good.id,
    code: fields.code,
    product: facts.head.productId,
    known,
  });
}

/**
 * An update of a linked product; one that came back is shown again only if it was we who hid it (E3), and
 * one that was made without its price is shown with it (S17).
 */
export function keptProduct(facts: LinkedFacts, planning: ProductPlanning): ProductChange | 'unchanged' {
  const { wanted, head } = facts;
  const { good } = wanted;
  const known = knownOf(facts);
  const fields = sendableFields(wanted.fields, known, planning);
  const hash = hashAfter(fields, known, planning);
  const sends = sentToOld(planning.rules);
  const difference = diffGoodsFields(fields, known, sends);
  const getsPrice = planning.settings.sendVisible && difference.fields.price !== undefined;
  const isShown = head.isHiddenByUs && (head.hasLeft || getsPrice);
  const isNothing = Object.keys(difference.fields).length === 0 && known.code === facts.sent.code;
  if (isNothing && !head.hasLeft && head.goodsHash === hash) return 'unchanged';
  return productChange({
    task: 'export-goods',
    kind: isShown ? 'showProduct' : 'updateProduct',
    good,
    productId: head.productId,
    code: known.code ?? fields.code,
    difference: isShown ? shown(difference) : difference,
    contentHash: hash,
    link: {
      goodsHash: hash,
      // A product that came back needs its quantity again: it was set to 0 or may have changed unseen.
      stockHash: head.hasLeft ? '' : head.stockHash,
      hasLeft: false,
      isHiddenByUs: head.isHiddenByUs && !isShown && !head.hasLeft,
      awaitsMovement: head.awaitsMovement,
      sent: sentGoodsFields(fields, known, sends),
    },
  });
}

/** The same difference, and the product is shown. */
export function shown({ fields, changes }: ProductDifference): ProductDifference {
  return {
    fields: { ...fields, isVisible: true },
    changes: [...changes, { field: 'isVisible', before: 'no', after: 'yes' }],
  };
}
