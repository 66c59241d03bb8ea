declare const locationIdBrand: unique symbol;

/** `Objects.ID`: where stock lies and operations belong (обект). */
export type LocationId = number & { readonly [locationIdBrand]: true };

/** An object of the warehouse. Deleted ones are not offered. */
export interface Location {
  readonly id: LocationId;
  readonly code: string;
  readonly name: string;
}
