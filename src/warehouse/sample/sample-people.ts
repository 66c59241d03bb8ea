import type { SeededRandom } from '../../lib/seeded-random.ts';
import { companyNumber } from './check-digits.ts';
import { dayBefore, rowsOf } from './sample-rows.ts';
import type { Cell, SampleOptions, SampleRows } from './sample-rows.ts';
import {
  SAMPLE_CITIES,
  SAMPLE_COMPANIES,
  SAMPLE_FAMILY_NAMES,
  SAMPLE_FIRST_NAMES,
  SAMPLE_LOCATIONS,
  SAMPLE_STREETS,
} from './words.ts';

const FIRST_LOCATION = 2;
const FIRST_PARTNER = 2;
const PARTNERS_AT_ONCE = 1000;
const SUPPLIER = 1;
const CLIENT = 2;
const WOMEN = new Set(['Мария', 'Елена', 'Десислава', 'Виктория', 'Радостина']);

/** Ids of the sample's objects; the last is the one that a web shop sells from. */
export const SAMPLE_LOCATION_IDS: readonly number[] = SAMPLE_LOCATIONS.map(
  (_, index) => FIRST_LOCATION + index,
);

/** A Bulgarian name, the family name in the right gender. */
export function personName(random: SeededRandom): string {
  const first = random.pick(SAMPLE_FIRST_NAMES);
  const family = random.pick(SAMPLE_FAMILY_NAMES);
  return `${first} ${family}${WOMEN.has(first) ? 'а' : ''}`;
}

export function sampleLocations(): SampleRows {
  return rowsOf(
    'objects',
    SAMPLE_LOCATIONS.map((name, index) => ({
      ID: FIRST_LOCATION + index,
      Code: String(index + 1).padStart(3, '0'),
      Name: name,
      Name2: name,
      PriceGroup: 1,
      IsVeryUsed: 0,
      GroupID: 1,
      Deleted: 0,
    })),
  );
}

/**
 * Users: three with the four-position code that a УНП needs, one without, one deleted. Passwords stay
 * empty.
 */
export function sampleUsers(): SampleRows {
  const users = [
    { Code: '0001', Name: 'Администратор', UserLevel: 2, Deleted: 0 },
    { Code: '0002', Name: 'Онлайн магазин', UserLevel: 0, Deleted: 0 },
    { Code: '0003', Name: 'Касиер София', UserLevel: 0, Deleted: 0 },
    { Code: ' ', Name: 'Управител', UserLevel: 3, Deleted: 0 },
    { Code: '0009', Name: 'Бивш служител', UserLevel: 0, Deleted: -1 },
  ];
  return rowsOf(
    'users',
    users.map((user, index) => ({
      ID: index + 2,
      ...user,
      Name2: user.Name,
      IsVeryUsed: 0,
      GroupID: 1,
      Password: '',
      CardNumber: ' ',
    })),
  );
}

/** Ids of users who enter documents, with their codes: the second one works in the web shop. */
export const SAMPLE_OPERATORS = {
  office: { id: 2, code: '0001' },
  online: { id: 3, code: '0002' },
  till: { id: 4, code: '0003' },
} as const;

interface PartnerFacts {
  readonly id: number;
  readonly isSupplier: boolean;
  /** Whose row it is since when. */
  readonly enteredAt: string;
}

const NO_BANK = {
  BankName: ' ',
  BankCode: ' ',
  BankAcct: ' ',
  BankVATName: ' ',
  BankVATCode: ' ',
  BankVATAcct: ' ',
} as const;

/** All 34 columns of one partner; what is printed equals what is kept. */
function partnerRecord(random: SeededRandom, facts: PartnerFacts): Readonly<Record<string, Cell>> {
  const { id, isSupplier } = facts;
  const isCompany = random.chance(0.4) || isSupplier;
  const person = personName(random);
  const number = companyNumber(20_000_000 + id * 37);
  const name = isCompany
    ? `${random.pick(SAMPLE_COMPANIES)} ${id} ${random.chance(0.7) ? 'ЕООД' : 'ООД'}`
    : person;
  const city = random.pick(SAMPLE_CITIES);
  const address = `${random.pick(SAMPLE_STREETS)} ${random.between(1, 140)}`;
  const phone = `08${random.between(70, 99)}${String(100_000 + id).slice(-6)}`;
  return {
    ID: id,
    Code: String(id),
    Company: name,
    Company2: name,
    MOL: person,
    MOL2: person,
    City: city,
    City2: city,
    Address: address,
    Address2: address,
    Phone: phone,
    Phone2: phone,
    Fax: ' ',
    eMail: `${isSupplier ? 'dostavchik' : 'klient'}${id}@example.bg`,
    TaxNo: isCompany ? `BG${number}` : ' ',
    Bulstat: isCompany ? number : ' ',
    ...NO_BANK,
    PriceGroup: 1,
    Discount: 0,
    Type: isSupplier ? SUPPLIER : CLIENT,
    IsVeryUsed: 0,
    UserID: SAMPLE_OPERATORS.office.id,
    GroupID: 1,
    UserRealTime: facts.enteredAt,
    Deleted: 0,
    CardNumber: ' ',
    Note1: ' ',
    Note2: ' ',
    PaymentDays: isSupplier ? 30 : 0,
  };
}

/** Partners of the sample by their ids: from `first` to `lastSupplier` suppliers, then clients to `last`. */
export interface SamplePartners {
  readonly first: number;
  readonly lastSupplier: number;
  readonly last: number;
}

/** About one partner for every five goods, 20 to 20,000; every tenth is a supplier. */
export function partnersOf(options: SampleOptions): SamplePartners {
  const count = Math.min(Math.max(20, Math.floor(options.goods / 5)), 20_000);
  const first = FIRST_PARTNER;
  return { first, lastSupplier: first + Math.floor(count / 10) - 1, last: first + count - 1 };
}

/** Rows of the partners, in batches. */
export function* samplePartners(random: SeededRandom, options: SampleOptions): Generator<SampleRows> {
  const { first, lastSupplier, last } = partnersOf(options);
  const enteredAt = `${dayBefore(options.today, 400)} 09:00:00`;
  for (let start = first; start <= last; start += PARTNERS_AT_ONCE) {
    const size = Math.min(PARTNERS_AT_ONCE, last - start + 1);
    const records = Array.from({ length: size }, (_, index) => {
      const id = start + index;
      return partnerRecord(random, { id, isSupplier: id <= lastSupplier, enteredAt });
    });
    yield rowsOf('partners', records);
  }
}
