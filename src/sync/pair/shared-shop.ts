/** A profile among those that work with one shop. */
interface Sharing {
  /** Grows with each profile that is added. */
  readonly id: number;
  readonly hasOrders: boolean;
}

/**
 * Which of two profiles goes on where both would import the orders of one shop (Q4): the one that has orders,
 * so that no business stops because somebody adds a profile beside it; else the one that was there first.
 */
export function goesOn(own: Sharing, other: Sharing): boolean {
  return own.hasOrders === other.hasOrders ? own.id < other.id : own.hasOrders;
}
