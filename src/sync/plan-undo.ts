import { compare, decimal } from '../model/decimal.ts';
import type { Link, SentFields } from '../model/link.ts';
import type { Change, FieldChange, UndoReason } from '../model/plan.ts';
import type { ProductFields } from '../model/product.ts';
import { productChange } from './product-change.ts';
import type { ProductChange } from './product-change.ts';
import { categoryPath, sentText } from './sent-fields.ts';

const UNDOABLE = new Set<Change['kind']>([
  'createProduct',
  'updateProduct',
  'hideProduct',
  'showProduct',
  'setQuantity',
]);

/** The good whose product a change of a run's report changed in the shop; null = it changed none. */
export function undoableGood(change: Change): Link['goodId'] | null {
  const match = /^(?:good|stock):(\d+)$/.exec(change.subject);
  return match === null || !UNDOABLE.has(change.kind) ? null : (Number(match[1]) as Link['goodId']);
}

/** What was gathered for one good of the run. */
export interface UndoFacts {
  /** What the run changed of it, its goods' fields and its stock together, oldest first. */
  readonly changes: readonly Change[];
  /** Its link with what the shop has now; null = the product is not there any more. */
  readonly link: Link | null;
  /** Orders that are not decided yet hold some of it: no more of it is offered (Q2). */
  readonly isHeld: boolean;
}

/** What is taken back of one good, and what is left as it is, each reason once. */
export interface UndoDecision {
  readonly change: ProductChange | null;
  readonly left: readonly UndoReason[];
}

type Restored = { -readonly [K in keyof ProductFields]: ProductFields[K] };

/** One field of the shop as it was, from the text of the run's report; false where that is not known. */
function restore(fields: Restored, { field, before }: FieldChange, link: Link): boolean {
  if (before === null) return false;
  if (field === 'name' || field === 'code' || field === 'barcode') fields[field] = before;
  else if (field === 'price' || field === 'quantity') fields[field] = decimal(before);
  else if (field === 'isAvailable' || field === 'isVisible') fields[field] = before === 'yes';
  else if (field === 'category')
    fields.category = {
      path: categoryPath(before),
      previous: link.sent.category,
      ...(link.sent.categoryId === null ? {} : { ids: { path: null, previous: link.sent.categoryId } }),
    };
  else return false;
  return true;
}

/** Taken back, more of the product would be offered. */
function raises({ field, before, after }: FieldChange): boolean {
  if (field === 'isAvailable') return before === 'yes';
  if (field !== 'quantity' || before === null) return false;
  return after === null || compare(decimal(before), decimal(after)) > 0;
}

/** A product that the run made is hidden, never deleted: it may have been sold since. */
function createdBack(change: Change): readonly FieldChange[] {
  const wasVisible = change.fields.some((field) => field.field === 'isVisible' && field.after === 'yes');
  return wasVisible ? [{ field: 'isVisible', before: 'no', after: 'yes' }] : [];
}

function sentAfter(link: Link, fields: Restored): SentFields {
  const { isVisible: _, category, ...sent } = fields;
  if (category === undefined) return { ...link.sent, ...sent };
  return { ...link.sent, ...sent, category: category.path, categoryGroup: null, categoryId: null };
}

/**
 * Gives a product back every field that still has the value that the run gave it; what was changed since,
 * by a later run or in the shop itself, is left.
 */
export function planUndo({ changes, link, isHeld }: UndoFacts): UndoDecision {
  if (link === null) return { change: null, left: ['undo.productGone'] };
  const fields: Restored = {};
  const back: FieldChange[] = [];
  const left = new Set<UndoReason>();
  for (const change of changes) {
    for (const each of change.kind === 'createProduct' ? createdBack(change) : change.fields) {
      const now = sentText(link.sent, each.field);
      if ((now !== null && now !== each.after) || (isHeld && raises(each))) left.add('undo.changedSince');
      else if (restore(fields, each, link))
        back.push({ field: each.field, before: each.after, after: each.before });
      else left.add('undo.unknownBefore');
    }
  }
  const change = back.length === 0 ? null : writeBack(link, { fields, changes: back }, changes);
  return { change, left: [...left] };
}

function writeBack(
  link: Link,
  difference: { readonly fields: Restored; readonly changes: readonly FieldChange[] },
  changes: readonly Change[],
): ProductChange {
  const { fields } = difference;
  const { goodsHash, stockHash, hasLeft, awaitsMovement } = link;
  return productChange({
    task: 'undo',
    kind: fields.isVisible === false ? 'hideProduct' : 'updateProduct',
    good: { id: link.goodId, code: '', name: changes[0]?.label ?? '' },
    productId: link.productId,
    code: link.sent.code ?? '',
    difference,
    contentHash: '',
    // The hashes stay: what was undone is not sent again before the good itself changes.
    link: {
      goodsHash,
      stockHash,
      hasLeft,
      awaitsMovement,
      isHiddenByUs: fields.isVisible === undefined ? link.isHiddenByUs : false,
      sent: sentAfter(link, fields),
    },
  });
}
