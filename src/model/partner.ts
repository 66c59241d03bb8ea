declare const partnerIdBrand: unique symbol;

/** `Partners.ID`. */
export type PartnerId = number & { readonly [partnerIdBrand]: true };

/** The warehouse's own "Служебен партньор": he may be chosen for documents and is never found by a key. */
export const SERVICE_PARTNER = 1;

/** A partner of the warehouse, as far as finding him needs (spec section 2, "partner"). Texts trimmed. */
export interface Partner {
  readonly id: PartnerId;
  readonly company: string;
  /** Bulstat = ЕИК. */
  readonly companyNumber: string;
  readonly vatNumber: string;
  readonly email: string;
  /** Both phone columns, as typed by people. */
  readonly phones: readonly string[];
}

/** A partner to be created (I10); every text goes into the ordinary and the printed column. */
export interface PartnerDraft {
  readonly company: string;
  /** МОЛ for a company, otherwise the buyer's name. */
  readonly contact: string;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly companyNumber: string;
  readonly vatNumber: string;
  readonly groupId: number;
}
