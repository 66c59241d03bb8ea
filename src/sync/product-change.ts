import type { Good, GoodId } from '../model/good.ts';
import type { Link } from '../model/link.ts';
import type { Change, ChangeKind, FieldChange } from '../model/plan.ts';
import type { ProductFields, ProductId, ProductWrite } from '../model/product.ts';
import { sentText } from './sent-fields.ts';

/**
 * What is remembered of a product once the shop has confirmed the change; the product's id comes with that.
 */
export type LinkAfter = Omit<Link, 'productId'>;

/** One change of a product of the shop, whole and as data: shown in a plan, carried out in a run. */
export interface ProductChange {
  readonly change: Change;
  /** Null: nothing is sent, only the pair is remembered. */
  readonly write: ProductWrite | null;
  /** Null while the product is still to be made. */
  readonly productId: ProductId | null;
  /** Hash of what is sent: a refused record is not sent again until it changes. */
  readonly contentHash: string;
  readonly link: LinkAfter;
  /** The good and the product were no pair before. */
  readonly isNewPair: boolean;
  /** A deleted good whose link gives way to this one; null = there is none. */
  readonly instead: GoodId | null;
  /** Subject of the note that holds it back (guards); null = nothing does. */
  readonly heldBy: string | null;
}

/** A change that the shop has confirmed, with the product it made or changed. */
export interface ConfirmedChange {
  readonly made: ProductChange;
  readonly productId: ProductId;
}

/** Fields that the shop is to have otherwise: to be sent, and as people read them. */
export interface ProductDifference {
  readonly fields: ProductFields;
  readonly changes: readonly FieldChange[];
}

const ABOUT = { 'export-goods': 'good', 'export-stock': 'stock', undo: 'good' } as const;

/** Subject of a good in one of these tasks: what its notes and its history are found by. */
export function goodSubject(task: keyof typeof ABOUT, goodId: GoodId): string {
  return `${ABOUT[task]}:${goodId}`;
}

/** Subject of a code that a person must give to a good's product, since the interface cannot. */
export function codeSubject(goodId: GoodId): string {
  return `code:${goodId}`;
}

/**
 * The one maker of changes of products. Without a product one is created; without a field to send only the
 * pair is remembered (`link`), whatever kind it would have been.
 */
export function productChange(what: {
  readonly task: keyof typeof ABOUT;
  readonly kind: ChangeKind;
  /** For people. */
  readonly good: Pick<Good, 'id' | 'code' | 'name'> & Partial<Pick<Good, 'groupId'>>;
  readonly productId: ProductId | null;
  /** The code by which the shop knows the product. */
  readonly code: string;
  readonly difference: ProductDifference;
  readonly contentHash: string;
  readonly link: Omit<LinkAfter, 'goodId'>;
  readonly isNewPair?: boolean;
  readonly instead?: GoodId | null;
}): ProductChange {
  const { task, good, productId, code, contentHash } = what;
  const { fields, changes } = what.difference;
  const goodId = good.id;
  const isNothing = productId !== null && Object.keys(fields).length === 0;
  const subject = goodSubject(task, goodId);
  return {
    change: {
      key: `${task}:${subject}`,
      task,
      kind: isNothing ? 'link' : what.kind,
      subject,
      label: `${good.code} ${good.name}`.trim(),
      fields: changes,
      ...(good.groupId === undefined ? {} : { groupId: good.groupId }),
    },
    write: isNothing
      ? null
      : productId === null
        ? { kind: 'create', goodId, code, fields }
        : { kind: 'update', goodId, productId, code, fields },
    productId,
    contentHash,
    link: { ...what.link, goodId },
    isNewPair: what.isNewPair ?? false,
    instead: what.instead ?? null,
    heldBy: null,
  };
}

/**
 * Whether a change that was planned stands already, as far as the link with its good tells: every field has
 * the value that the change gives it. Of a product that was to be made its goods' fields tell enough: its
 * quantity may have moved on since.
 */
export function standsAtShop(change: Change, link: Link): boolean {
  return change.fields.every(({ field, after }) => {
    if (field === 'isVisible') return change.kind === 'createProduct' || (after === 'no') === link.hasLeft;
    if (field === 'quantity' && change.kind === 'createProduct') return true;
    return sentText(link.sent, field) === after;
  });
}
