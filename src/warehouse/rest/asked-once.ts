import type { OrderOrigin } from '../../model/order-origin.ts';
import type { PartnerId } from '../../model/partner.ts';
import type { OrderTrace } from '../warehouse.ts';
import type { PARTNER } from './wire.ts';

type PartnerWire = ReturnType<(typeof PARTNER)['parse']>;

/**
 * What an opened warehouse was asked for already, so that recording a document asks no question twice: each
 * is a way to the server and back. A run opens one, and decides by the same answers.
 */
export class AskedOnce {
  readonly #unnoted = new Set<string>();
  #living: Set<number> | null = null;
  #marked = new Map<string, PartnerId>();

  /** Documents were looked for. */
  traced(origins: readonly OrderOrigin[], traces: readonly OrderTrace[]): void {
    const found = new Set(traces.map(({ orderNumber }) => orderNumber));
    for (const { claimKey, orderNumber } of origins)
      if (found.has(orderNumber)) this.#unnoted.delete(claimKey);
      else this.#unnoted.add(claimKey);
  }

  /** Nothing stood for the order when it was looked for. True once: whoever tries again asks again. */
  takeUnnoted({ claimKey }: OrderOrigin): boolean {
    return this.#unnoted.delete(claimKey);
  }

  /** All partners were read. */
  partnersRead(rows: readonly PartnerWire[]): void {
    const living = rows.filter((row) => !row.deleted);
    this.#living = new Set(living.map((row) => row.id));
    this.#marked = new Map(living.map((row) => [row.note2, row.id as PartnerId]));
  }

  /** Null: nobody has read them. */
  isPartner(id: PartnerId): boolean | null {
    return this.#living === null ? null : this.#living.has(id);
  }

  /** The living partner with a mark; undefined: nobody has read them. */
  partnerWith(mark: string): PartnerId | null | undefined {
    return this.#living === null ? undefined : (this.#marked.get(mark) ?? null);
  }

  partnerMade(id: PartnerId, mark: string): void {
    this.#living?.add(id);
    this.#marked.set(mark, id);
  }
}
