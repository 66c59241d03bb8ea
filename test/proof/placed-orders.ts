import type { LedgerEntry } from '../../src/model/ledger.ts';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import type { FoundDocument } from '../support/invariants.ts';

/** What is known of the orders at some moment, kept with a backup of the shop. */
export interface PlacedCopy {
  readonly placed: ReadonlyMap<number, number>;
  readonly unsure: ReadonlySet<number>;
  readonly unfinished: ReadonlySet<number>;
}

/** Who is behind an order number: a shop whose numbers begin again gives one to several orders in turn. */
export class PlacedOrders {
  /** Orders that were importable once and are not any more: they may have a document. */
  readonly unsure = new Set<number>();
  /** Orders that are not finished in the shop: they wait. */
  readonly unfinished = new Set<number>();
  /** Which placing a number is of, counted over all of them. */
  #placed = new Map<number, number>();
  /** Which placing a УНП is of. */
  readonly #byUnp = new Map<string, number>();
  #count = 0;

  /** A buyer has got this number. */
  place(number: number, isUnfinished: boolean): void {
    this.#count += 1;
    this.#placed.set(number, this.#count);
    this.unsure.delete(number);
    if (isUnfinished) this.unfinished.add(number);
    else this.unfinished.delete(number);
  }

  doubt(number: number): void {
    this.unsure.add(number);
    this.unfinished.delete(number);
  }

  /** Notes of which order each new document is, before the numbers may change hands. */
  note(documents: readonly Pick<FoundDocument, 'unp' | 'order'>[]): void {
    for (const { unp, order } of documents)
      if (unp !== null && !this.#byUnp.has(unp)) this.#byUnp.set(unp, this.#placed.get(order) ?? 0);
  }

  /** From this number on the shop counts anew: who had one of those is forgotten there. */
  countFrom(first: number): void {
    for (const number of this.#placed.keys()) if (number >= first) this.#placed.delete(number);
  }

  /** Whether a document is of an order whose number the shop has given to another one, or will. */
  isPast({ unp, order }: Pick<FoundDocument, 'unp' | 'order'>): boolean {
    return unp !== null && this.#byUnp.get(unp) !== this.#placed.get(order);
  }

  copy(): PlacedCopy {
    const { unsure, unfinished } = this;
    return structuredClone({ placed: this.#placed, unsure, unfinished });
  }

  /** The shop was restored: its numbers are those of the orders of then, each as it was then. */
  putBack(copy: PlacedCopy): void {
    const isStill = (number: number): boolean => this.unfinished.has(number) && !this.#isOther(number, copy);
    const unsure = [...copy.unsure, ...[...copy.unfinished].filter((number) => !isStill(number))];
    const unfinished = [...copy.unfinished].filter(isStill);
    this.unsure.clear();
    this.unfinished.clear();
    for (const number of unsure) this.unsure.add(number);
    for (const number of unfinished) this.unfinished.add(number);
    this.#placed = new Map(copy.placed);
  }

  #isOther(number: number, copy: PlacedCopy): boolean {
    return this.#placed.get(number) !== copy.placed.get(number);
  }
}

/** Whether a backup's orders show that the shop was restored: imported ones or УНП that it had shown are gone. */
export function tellsItself(
  records: readonly (readonly [number: number, record: StoredRecord])[],
  ledger: readonly LedgerEntry[],
): boolean {
  const newest = records.at(-1)?.[0] ?? 0;
  if (ledger.some(({ orderNumber, unp }) => unp !== null && orderNumber > newest)) return true;
  const given = new Set(
    ledger.flatMap((entry) => (entry.stage === 'acknowledged' ? [entry.orderNumber] : [])),
  );
  const listed = records.slice(-20).filter(([number]) => given.has(number as LedgerEntry['orderNumber']));
  const shown = listed.filter(([, record]) => Boolean(record['orderUniqueSaleNumber']));
  return shown.length > 0 && shown.length < listed.length;
}
