import type { GoodId } from '../../model/good.ts';
import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import { isAnswerOpen } from '../../model/order-stage.ts';
import type { Notice } from '../../model/run.ts';
import type { WrittenDocument } from '../../model/written-document.ts';
import { step } from '../order-steps.ts';
import type { OrderNote } from '../order-steps.ts';
import { isPark } from '../park.ts';
import type { Park } from '../park.ts';
import type { GoodsImportContext } from '../plan-goods-import.ts';
import { heldByOrder } from '../plan-operation.ts';
import type { OperationContext } from '../plan-operation.ts';
import type { Adoption } from './order-adoption.ts';
import { sinceRecorded } from './order-met.ts';
import type { AskedOrder } from './order-met.ts';
import { goodOfDraft, newGoodsOf, withGoods } from './order-new-goods.ts';
import type { NewGood } from './order-new-goods.ts';
import { planDocument } from './record-again.ts';

/** So long a server may go on with a request whose answer was lost: four times our limit for an answer. */
const SETTLING_MS = 120_000;
/** So many runs must have looked for its document and found none: a clock may be set ahead. */
const SETTLING_LOOKS = 2;
/** So many are enough by themselves where the clock was put back, and no time seems to have gone by. */
const LOOKS_ALONE = 5;

/** An order that is to be recorded: nothing of it stands in the warehouse. */
export interface DueOrder extends AskedOrder {
  readonly order: Order;
}

/** A step of an order that needs nothing of the warehouse: to be told, and then kept. */
export interface KeptOrder {
  readonly entry: LedgerEntry;
  readonly note: OrderNote | null;
  readonly notices: readonly Notice[];
  /** A document was found that is the order's: its УНП goes to the shop (I13). */
  readonly isAdopted: boolean;
  /** What that document holds, to be kept as if it had been written now; left out where none was found. */
  readonly written?: WrittenDocument;
  /** Goods that the shop has put back on its own stock. */
  readonly putBack: readonly GoodId[];
}

/** What becomes of an order that is due. */
export type DuePlan =
  | { readonly kind: 'keep'; readonly kept: KeptOrder }
  | { readonly kind: 'record'; readonly record: OrderToRecord };

/** A document to be made. */
export interface OrderToRecord {
  readonly due: DueOrder;
  readonly draft: OperationDraft;
  /** Goods that are made with it: those of the draft, with the products that they are linked with. */
  readonly goods: readonly NewGood[];
  /** What it keeps off the shop's stock until it is recorded. */
  readonly held: readonly HeldQuantity[];
  /** What is kept where the document may not be made: a person has not approved it. */
  readonly heldBack: LedgerEntry;
}

const kept = (entry: LedgerEntry, note: OrderNote | null, more: Partial<KeptOrder> = {}): KeptOrder => ({
  entry,
  note,
  notices: [],
  isAdopted: false,
  putBack: [],
  ...more,
});

/** The order is to be recorded, if nothing of it stands yet. */
export function isDue(asked: AskedOrder): asked is DueOrder {
  return asked.says.kind === 'due' && asked.order !== null;
}

/**
 * A server may take its time over a request without an answer: nothing is decided before (I4). Time and runs
 * both count, because a clock can be set anew (Q13).
 */
function isUnderWay(entry: LedgerEntry, now: number): boolean {
  if (!isAnswerOpen(entry.stage) || entry.sentAt === null) return false;
  const passed = now - Date.parse(entry.sentAt);
  if (passed < 0) return entry.looks < LOOKS_ALONE;
  return passed < SETTLING_MS || entry.looks < SETTLING_LOOKS;
}

/** An order that waits, was cancelled or removed, or cannot be read, and has no document (I2, I18). */
export function planAside({ entry, says }: AskedOrder, now: number): KeptOrder {
  const isOpen = isUnderWay(entry, now);
  const { held } = entry;
  const after = step(entry, isOpen ? { kind: 'notFoundYet' } : { kind: 'notFound', says, held });
  return kept(after.entry, after.note, {
    putBack: says.kind === 'removed' ? goodsOf(entry) : [],
  });
}

/** Whose quantities are sent anew once an order holds them no more: the shop gives none back. */
function goodsOf({ held }: LedgerEntry): readonly GoodId[] {
  return held.map(({ goodId }) => goodId);
}

/**
 * A document that stands already is the order's if it fits (Q5); nothing is written again (I18). What the
 * shop has said of the order since is told at once: one that was deleted is not met again.
 */
export function planFound(asked: AskedOrder, adoption: Adoption, at: string): KeptOrder {
  const { entry, says, order } = asked;
  if (adoption.kind !== 'found') {
    const isSold = says.kind !== 'removed' && says.kind !== 'cancelled';
    const after = step(entry, { ...adoption, held: isSold ? entry.held : [] });
    return kept(after.entry, after.note, { putBack: says.kind === 'removed' ? goodsOf(entry) : [] });
  }
  const { documents, written, ...found } = adoption;
  const after = step(entry, { ...found, at }).entry;
  const facts = { order: entry.orderNumber, documents };
  return kept(after, step(after, sinceRecorded(after, says, order)).note, {
    notices: documents.includes(',') ? [{ code: 'notice.order.becameSale', facts }] : [],
    isAdopted: says.kind !== 'removed',
    written,
  });
}

/**
 * An order of which nothing stands: its document, or why there can be none. One that was put aside and is
 * due again is `seen` again. `import`: unknown goods are to be made with the document.
 */
export function planDue(
  asked: DueOrder,
  origin: OrderOrigin,
  facts: {
    readonly around: OperationContext;
    readonly import: GoodsImportContext | null;
    readonly now: number;
    /** Why nobody believes the order itself, whatever it says; null = nothing is wrong. */
    readonly doubt: Park | null;
  },
): DuePlan {
  const { order } = asked;
  if (isUnderWay(asked.entry, facts.now)) {
    const after = step(asked.entry, { kind: 'notFoundYet' });
    return { kind: 'keep', kept: kept(after.entry, after.note) };
  }
  const { around } = facts;
  const due = { ...asked, entry: step(asked.entry, { kind: 'notFound', says: asked.says }).entry };
  const held = heldByOrder(order, around.goods, around.settings.matchingKey);
  const wanted = facts.import === null ? [] : newGoodsOf(order, around.goods, facts.import);
  const planned =
    facts.doubt ?? planDocument(due.entry, { order, origin }, withDrafts(around, wanted, facts.import));
  if (isPark(planned)) {
    const parked = step(due.entry, { kind: 'refused', reason: planned.park, held });
    return { kind: 'keep', kept: kept(parked.entry, parked.note) };
  }
  const draft = wanted.length === 0 ? planned : { ...planned, newGoods: wanted.map((good) => good.draft) };
  const heldBack = step(due.entry, { kind: 'heldBack', held }).entry;
  return { kind: 'record', record: { due, draft, goods: wanted, held, heldBack } };
}

/** The same surroundings as if the goods stood: their ids are 0 until the document's transaction. */
function withDrafts(
  around: OperationContext,
  wanted: readonly NewGood[],
  context: GoodsImportContext | null,
): OperationContext {
  if (context === null) return around;
  const drafted = wanted.map(({ draft }) => goodOfDraft(draft, 0, context));
  return { ...around, goods: withGoods(around.goods, drafted) };
}
