/** What came of writing a УНП. `differs`: another value was there and was left alone (F7). */
export type UnpOutcome =
  | { readonly kind: 'written' | 'alreadyThere' | 'notKept' }
  | { readonly kind: 'differs'; readonly shopValue: string };
