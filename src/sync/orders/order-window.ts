import type { AskedPlace, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { orderSubject } from './order-changes.ts';
import type { OrderChange, RecordStep } from './order-change.ts';
import { planFault } from './order-fault.ts';
import { movedProducts } from './order-met.ts';
import type { MetOrder } from './order-met.ts';
import type { KeptOrder } from './plan-order.ts';
import type { OrderNote } from '../order-steps.ts';
import type { ProductId } from '../../model/product.ts';
import type { ShownReckoning } from '../../model/reckoning.ts';
import type { WordSighting } from '../../model/shop-words.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { TaskWindow } from '../task-window.ts';
import { WindowDraft } from '../window-draft.ts';

/** What was decided of some orders, in the order in which it is kept and made. */
export interface OrderWindow extends TaskWindow<OrderChange> {
  /** Products whose quantities are sent anew, before their orders count as met. */
  readonly movedProducts: readonly ProductId[];
  /** Versions for the archive, with their entries: before all that follows (I16). */
  readonly archived: readonly MetOrder[];
  /** Words that these versions use, to be remembered. */
  readonly words: readonly WordSighting[];
  /** What their sums show of the shop's way of reckoning, to be remembered with them. */
  readonly reckonings: readonly ShownReckoning[];
  /** Orders that need nothing of the warehouse, as they are kept. */
  readonly kept: readonly KeptOrder[];
  /** Orders that were put aside and are due again, as they are kept before anything is sent. */
  readonly takenUp: readonly LedgerEntry[];
  /** Orders whose document is a step of this window, as they are kept if it may not be made. */
  readonly heldBack: readonly LedgerEntry[];
  /** All orders up to this one are accounted for: the cursor moves there at the end (S25). */
  readonly readTo: OrderNumber | null;
  /** Orders whose numbers never move the cursor (Q6). */
  readonly absurd: Pick<ReadonlySet<OrderNumber>, 'has'>;
  /** Recorded orders were asked for up to here, in turn (Q1). */
  readonly askedTo: AskedPlace | null;
}

/** A window of orders while it is being decided. */
export class OrderDraft extends WindowDraft<OrderChange> {
  #met: MetOrder[] = [];
  #words: WordSighting[] = [];
  #reckonings: ShownReckoning[] = [];
  #kept: KeptOrder[] = [];
  #takenUp: LedgerEntry[] = [];
  #heldBack: LedgerEntry[] = [];
  #readTo: OrderNumber | null = null;
  #absurd: OrderWindow['absurd'] = new Set();
  #askedTo: AskedPlace | null = null;

  meet(...met: readonly MetOrder[]): void {
    this.#met.push(...met);
  }

  sight(words: readonly WordSighting[], shown: ShownReckoning | null): void {
    this.#words.push(...words);
    if (shown !== null) this.#reckonings.push(shown);
  }

  /** What a step of an order means: on the attention list, among what was left out, or as unchanged. */
  tell(entry: LedgerEntry, note: OrderNote | null): void {
    if (note === null) return;
    const subject = orderSubject(entry.orderNumber);
    if (note.tell === 'attention') {
      this.park({ subject, code: note.code, facts: note.facts });
      return;
    }
    this.settle(subject);
    if (note.tell === 'settled') return;
    const label = `№ ${entry.orderNumber}`;
    if (note.tell === 'aside' && note.isNew)
      this.skip({ subject, label, reason: note.reason, code: 'notice.order.notImported' });
    else this.count('unchanged');
  }

  /** An order that needs nothing of the warehouse. */
  keep(kept: KeptOrder): void {
    for (const notice of kept.notices) this.notice(notice);
    this.tell(kept.entry, kept.note);
    this.#kept.push(kept);
  }

  /** An order that a fault nobody has foreseen belongs to (Q10). */
  keepFaulty(entry: LedgerEntry, fault: SyncError): void {
    const { isParked, ...planned } = planFault(entry, fault);
    if (isParked) this.keep({ ...planned, notices: [], isAdopted: false, putBack: [] });
    else this.tell(planned.entry, planned.note);
  }

  /** An order whose document is made by a step of this window; `before`: as it stands in the ledger. */
  record(before: LedgerEntry, step: RecordStep): void {
    if (step.due.entry.stage !== before.stage) this.#takenUp.push(step.due.entry);
    this.#heldBack.push(step.heldBack);
    this.add(step);
  }

  readTo(number: OrderNumber | null): void {
    this.#readTo = number;
  }

  /** Numbers that are not believed, in this window and in those to come. */
  doubt(absurd: OrderWindow['absurd']): void {
    this.#absurd = absurd;
  }

  askedTo(place: AskedPlace): void {
    this.#askedTo = place;
  }

  /** The window as decided; the draft begins anew. */
  takeOrders(): OrderWindow {
    const window = {
      ...this.take(),
      movedProducts: movedProducts(this.#met),
      archived: this.#met.filter(({ hasChanged }) => hasChanged),
      words: this.#words,
      reckonings: this.#reckonings,
      kept: this.#kept,
      takenUp: this.#takenUp,
      heldBack: this.#heldBack,
      readTo: this.#readTo,
      absurd: this.#absurd,
      askedTo: this.#askedTo,
    };
    [this.#met, this.#kept, this.#takenUp, this.#heldBack] = [[], [], [], []];
    [this.#readTo, this.#askedTo] = [null, null];
    [this.#words, this.#reckonings] = [[], []];
    return window;
  }
}
