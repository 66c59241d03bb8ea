import type { SeededRandom } from '../../lib/seeded-random.ts';
import { companyNumber } from './check-digits.ts';
import { rowsOf } from './sample-rows.ts';
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

function partnerRecord(random: SeededRandom, id: number): Readonly<Record<string, Cell>> {
  const isCompany = random.chance(0.4);
  const person = personName(random);
  const number = companyNumber(20_000_000 + id * 37);
  const name = isCompany
    ? `${random.pick(SAMPLE_COMPANIES)} ${id} ${random.chance(0.7) ? 'ЕООД' : 'ООД'}`
    : person;
  const city = random.pick(SAMPLE_CITIES);
  const address = `${random.pick(SAMPLE_STREETS)} ${random.between(1, 140)}`;
  const phone = `08${random.between(70, 99)}${String(100_000 + id).slice(-6)}`;
  const bank = {
    BankName: ' ',
    BankCode: ' ',
    BankAcct: ' ',
    BankVATName: ' ',
    BankVATCode: ' ',
    BankVATAcct: ' ',
  };
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
    eMail: `klient${id}@example.bg`,
    TaxNo: isCompany ? `BG${number}` : ' ',
    Bulstat: isCompany ? number : ' ',
    ...bank,
    PriceGroup: 1,
    Discount: 0,
    Type: 0,
    IsVeryUsed: 0,
    UserID: 2,
    GroupID: 1,
    UserRealTime: null,
    Deleted: 0,
    CardNumber: ' ',
    Note1: ' ',
    Note2: ' ',
    PaymentDays: 0,
  };
}

/** Partners: about one for every five goods, at least twenty. Ids from 2. */
export function samplePartners(
  random: SeededRandom,
  options: SampleOptions,
): { readonly rows: SampleRows; readonly count: number } {
  const count = Math.min(Math.max(20, Math.floor(options.goods / 5)), 20_000);
  const records = Array.from({ length: count }, (_, index) => partnerRecord(random, index + 2));
  return { rows: rowsOf('partners', records), count };
}
