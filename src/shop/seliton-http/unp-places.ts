import type { UnpOutcome } from '../../model/unp-outcome.ts';

/** What an order shows where its УНП may stand; '' = nothing. */
export interface UnpPlaces {
  readonly own: string;
  /** The field that the settings name for a shop which keeps no УНП in its own; '' also where none is named. */
  readonly named: string;
}

/** What stands before anything is sent; null: nothing does, and it may be (F7). */
export function standingUnp({ own, named }: UnpPlaces, unp: string): UnpOutcome | null {
  if (own === unp || named.includes(unp)) return { kind: 'alreadyThere' };
  return own === '' ? null : { kind: 'differs', shopValue: own };
}

/**
 * Sends a УНП to its own field and, where the shop does not keep it there, to the one that the settings name,
 * unless that holds a text of somebody's. Each place is believed by what it shows afterwards (I13).
 */
export async function sendToPlaces(
  places: UnpPlaces,
  unp: string,
  send: {
    /** What the order's own field shows afterwards. */
    readonly own: () => Promise<string>;
    /** What the named field shows afterwards; null: the settings name none. */
    readonly named: (() => Promise<string>) | null;
  },
): Promise<UnpOutcome> {
  const own = await send.own();
  if (own !== '') return own === unp ? { kind: 'written' } : { kind: 'differs', shopValue: own };
  if (send.named === null || places.named !== '') return { kind: 'notKept' };
  return (await send.named()).includes(unp) ? { kind: 'written' } : { kind: 'notKept' };
}
