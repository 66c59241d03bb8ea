declare const operatorIdBrand: unique symbol;

/** `Users.ID`: the active user of S7. */
export type OperatorId = number & { readonly [operatorIdBrand]: true };

/** A user of the warehouse. His password is never read. */
export interface Operator {
  readonly id: OperatorId;
  /** Source of the four positions in the УНП; '' when he has none. Text: leading zeros count. */
  readonly code: string;
  readonly name: string;
  readonly isDeleted: boolean;
}

const OPERATOR_CODE = /^[A-Z0-9]{4}$/;

/** A11: only a code of exactly four capital Latin letters or digits may enter a УНП. */
export function isOperatorCode(code: string): boolean {
  return OPERATOR_CODE.test(code);
}
