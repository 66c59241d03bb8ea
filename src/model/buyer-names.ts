/** The names of one block of an order. */
interface NameBlock {
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * Who bought: as the billing block says, and where it names neither a person nor a company, as the delivery
 * block does (I10).
 */
export function buyerNames(
  billing: NameBlock & { readonly company: string },
  delivery: NameBlock,
): NameBlock {
  const { firstName, lastName, company } = billing;
  return [firstName, lastName, company].every((part) => part === '') ? delivery : { firstName, lastName };
}
