/** What the warehouse offers to choose from. */
export interface Choices {
  readonly groups: readonly { readonly id: number; readonly code: string; readonly name: string }[];
  readonly locations: readonly { readonly id: number; readonly name: string }[];
  readonly operators: readonly {
    readonly id: number;
    readonly name: string;
    readonly code: string;
    readonly isDeleted: boolean;
  }[];
  readonly paymentTypes: readonly { readonly id: number; readonly name: string }[];
  /** The edition that the warehouse shows; null: it shows none. */
  readonly edition: string | null;
  readonly partnerGroups: readonly { readonly id: number; readonly name: string }[];
}
