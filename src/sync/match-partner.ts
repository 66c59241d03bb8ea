import type { OrderBuyer } from '../model/order.ts';
import { SERVICE_PARTNER } from '../model/partner.ts';
import type { Partner } from '../model/partner.ts';
import { comparableEmails, comparablePhones, companyNumbers } from './partner-keys.ts';
import { isCompanyName, namesAgree } from './partner-names.ts';

/** Partners by what they are found by; a key that several share leads to all of them. */
export interface PartnerIndex {
  readonly byCompanyNumber: Map<string, Partner[]>;
  readonly byEmail: Map<string, Partner[]>;
  readonly byPhone: Map<string, Partner[]>;
}

type PartnerKey = 'companyNumber' | 'email' | 'phone';

export type PartnerMatch =
  | { readonly kind: 'found'; readonly partner: Partner }
  /** Several fit (`ambiguous`), or whoever has the key bears another name (`otherName`). */
  | {
      readonly kind: 'ambiguous' | 'otherName';
      readonly key: PartnerKey;
      readonly partners: readonly Partner[];
    }
  | { readonly kind: 'none' };

/** An e-mail or a phone of more partners than that is an office's or a filler, and nobody's. */
const MOST_WHO_SHARE = 5;

export function emptyPartnerIndex(): PartnerIndex {
  return { byCompanyNumber: new Map(), byEmail: new Map(), byPhone: new Map() };
}

function put(map: Map<string, Partner[]>, keys: readonly string[], partner: Partner): void {
  for (const key of keys) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [partner]);
    else if (!list.some((known) => known.id === partner.id)) list.push(partner);
  }
}

/**
 * Makes a partner findable; used for those read and for those that the run itself creates. The service
 * partner is nobody: he is only ever chosen.
 */
export function addPartner(index: PartnerIndex, partner: Partner): void {
  if (partner.id === SERVICE_PARTNER) return;
  put(index.byCompanyNumber, companyNumbers(partner), partner);
  put(index.byEmail, comparableEmails(partner.email), partner);
  put(index.byPhone, partner.phones.flatMap(comparablePhones), partner);
}

/**
 * The name that a buyer's documents bear: the company's for one that buys as such, else his own; '' = none.
 */
export function buyerName(buyer: OrderBuyer): string {
  const person = [buyer.firstName, buyer.lastName].filter((part) => part !== '').join(' ');
  if (isCompanyBuyer(buyer)) return buyer.company;
  return [person, buyer.company, buyer.contactPerson].find((name) => name !== '') ?? '';
}

/** The buyer buys as a company, and says as which. */
export function isCompanyBuyer(buyer: OrderBuyer): boolean {
  const { company, isCompany, companyNumber, vatNumber } = buyer;
  return company !== '' && (isCompany || companyNumber !== '' || vatNumber !== '');
}

/**
 * Whether a partner is of the buyer's kind. A card without a number and without a legal form may be a
 * person's or a company's: it is a company's for the company of that very name.
 */
function isOfKind(buyer: OrderBuyer, partner: Partner): boolean {
  const isCompany = companyNumbers(partner).length > 0 || isCompanyName(partner.company);
  if (isCompanyBuyer(buyer)) return isCompany || namesAgree(buyer.company, partner.company);
  return !isCompany;
}

/**
 * Who of an e-mail's or a phone's holders can be the buyer: of his kind, and without another company's
 * number (his accountant's e-mail may serve several companies).
 */
function candidates(buyer: OrderBuyer, holders: readonly Partner[]): readonly Partner[] {
  const numbers = companyNumbers(buyer);
  return holders.filter((partner) => {
    const own = companyNumbers(partner);
    const isOther = numbers.length > 0 && own.length > 0 && !own.some((number) => numbers.includes(number));
    return !isOther && isOfKind(buyer, partner);
  });
}

/**
 * The partner an order belongs to: by ЕИК or foreign VAT number, then by e-mail, then by phone (spec section
 * 2, I10). Two candidates of one key are never guessed between, and a document never lands on a card of
 * another name.
 */
export function matchPartner(index: PartnerIndex, buyer: OrderBuyer): PartnerMatch {
  const numbers = companyNumbers(buyer);
  const shared = (map: Map<string, Partner[]>, keys: readonly string[]): readonly Partner[] =>
    keys.flatMap((key) => {
      const holders = map.get(key) ?? [];
      return holders.length > MOST_WHO_SHARE ? [] : candidates(buyer, holders);
    });
  // Each is asked where the ones before it have found nobody.
  const attempts: readonly (readonly [PartnerKey, () => readonly Partner[]])[] = [
    ['companyNumber', () => numbers.flatMap((number) => index.byCompanyNumber.get(number) ?? [])],
    ['email', () => shared(index.byEmail, comparableEmails(buyer.email))],
    ['phone', () => shared(index.byPhone, comparablePhones(buyer.phone))],
  ];
  for (const [key, holders] of attempts) {
    const found = [...new Map(holders().map((partner) => [partner.id, partner])).values()];
    if (found.length === 0) continue;
    const name = key === 'companyNumber' ? buyer.company : buyerName(buyer);
    const named = found.filter((partner) => namesAgree(name, partner.company));
    const [first] = named;
    if (first === undefined) return { kind: 'otherName', key, partners: found };
    return named.length === 1
      ? { kind: 'found', partner: first }
      : { kind: 'ambiguous', key, partners: named };
  }
  return { kind: 'none' };
}

/** Whether any partner of the index has one of the buyer's keys, whatever `matchPartner` makes of it. */
export function hasKeyOf(index: PartnerIndex, buyer: OrderBuyer): boolean {
  return (
    companyNumbers(buyer).some((number) => index.byCompanyNumber.has(number)) ||
    comparableEmails(buyer.email).some((email) => index.byEmail.has(email)) ||
    comparablePhones(buyer.phone).some((phone) => index.byPhone.has(phone))
  );
}
