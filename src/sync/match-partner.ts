import type { OrderBuyer } from '../model/order.ts';
import type { Partner } from '../model/partner.ts';

/** Partners by what they are found by; a key that several share leads to all of them. */
export interface PartnerIndex {
  readonly byCompanyNumber: Map<string, Partner[]>;
  readonly byEmail: Map<string, Partner[]>;
  readonly byPhone: Map<string, Partner[]>;
}

export type PartnerMatch =
  | { readonly kind: 'found'; readonly partner: Partner }
  | {
      readonly kind: 'ambiguous';
      readonly key: 'companyNumber' | 'email' | 'phone';
      readonly partners: readonly Partner[];
    }
  | { readonly kind: 'none' };

const SHORTEST_PHONE = 6;
const NATIONAL_DIGITS = 9;

/** A company number as compared: digits only, without the `BG` of a VAT number typed into the wrong field. */
export function comparableCompanyNumber(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

/** An e-mail as compared: letter case means nothing to any mail server a shop meets. */
export function comparableEmail(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return trimmed.includes('@') ? trimmed : '';
}

/**
 * Phones as compared: the last nine digits, so that +359 888…, 00359 888… and 0888… are one; '' for what is
 * too short to tell people apart. A field may hold several, separated by commas or semicolons.
 */
export function comparablePhones(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map((part) => part.replace(/[^0-9]/g, '').replace(/^(?:00359|359|0)/, ''))
    .filter((digits) => digits.length >= SHORTEST_PHONE)
    .map((digits) => digits.slice(-NATIONAL_DIGITS));
}

export function emptyPartnerIndex(): PartnerIndex {
  return { byCompanyNumber: new Map(), byEmail: new Map(), byPhone: new Map() };
}

function put(map: Map<string, Partner[]>, key: string, partner: Partner): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [partner]);
  else if (!list.some((known) => known.id === partner.id)) list.push(partner);
}

/** Makes a partner findable; used for those read and for those that the run itself creates. */
export function addPartner(index: PartnerIndex, partner: Partner): void {
  put(index.byCompanyNumber, comparableCompanyNumber(partner.companyNumber), partner);
  put(index.byEmail, comparableEmail(partner.email), partner);
  for (const phone of partner.phones.flatMap(comparablePhones)) put(index.byPhone, phone, partner);
}

/**
 * The partner an order belongs to: by ЕИК, then by e-mail, then by phone (spec section 2, I10). Two
 * candidates of one key are never guessed between. A partner with another ЕИК than the buyer's is no
 * candidate: his accountant's e-mail may serve several companies.
 */
export function matchPartner(index: PartnerIndex, buyer: OrderBuyer): PartnerMatch {
  const companyNumber = comparableCompanyNumber(buyer.companyNumber);
  const fits = (partner: Partner): boolean => {
    const own = comparableCompanyNumber(partner.companyNumber);
    return companyNumber === '' || own === '' || own === companyNumber;
  };
  const attempts = [
    ['companyNumber', index.byCompanyNumber, [companyNumber]],
    ['email', index.byEmail, [comparableEmail(buyer.email)]],
    ['phone', index.byPhone, comparablePhones(buyer.phone)],
  ] as const;
  for (const [key, map, values] of attempts) {
    const found = new Map(
      values
        .flatMap((value) => map.get(value) ?? [])
        .filter(fits)
        .map((partner) => [partner.id, partner]),
    );
    const [first] = found.values();
    if (first === undefined) continue;
    return found.size === 1
      ? { kind: 'found', partner: first }
      : { kind: 'ambiguous', key, partners: [...found.values()] };
  }
  return { kind: 'none' };
}
