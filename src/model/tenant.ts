declare const tenantIdBrand: unique symbol;
export type TenantId = number & { readonly [tenantIdBrand]: true };

/** The firm that a memory begins with: on one machine the only one, which nobody there meets by that word. */
export const FIRST_TENANT = 1 as TenantId;

/** A firm in a memory that it shares with others: its profiles, people and changes are its own alone. */
export interface Tenant {
  readonly id: TenantId;
  /** '' = the first one, as long as nobody has named it. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Since when nobody of it comes in and none of its schedules starts anything; null: it is open. */
  readonly suspendedAt: string | null;
}

/** True for a name of 1 to 80 characters without control characters and blanks at its ends. */
export function isTenantName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && name.trim() === name && !/\p{Cc}/u.test(name);
}
