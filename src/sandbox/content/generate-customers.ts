import type { StoredRecord } from '../resource.ts';
import { companyNumber } from './chance.ts';
import type { Chance } from './chance.ts';
import { CITIES, COMPANIES, FAMILY_NAMES, FIRST_NAMES, STREETS, WOMEN } from './words.ts';

/** A buyer: a person or a company that wants an invoice. */
export interface Buyer {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly city: string;
  readonly zip: string;
  readonly address: string;
  readonly company: string;
  readonly companyNumber: string;
  readonly vatNumber: string;
}

/** Buyers with valid ЕИК; about every fourth is a company. Names repeat, e-mails and phones do not. */
export function generateBuyers(chance: Chance, count: number): readonly Buyer[] {
  return Array.from({ length: count }, (_, index) => {
    const firstName = chance.pick(FIRST_NAMES);
    const lastName = `${chance.pick(FAMILY_NAMES)}${WOMEN.has(firstName) ? 'а' : ''}`;
    const [city, zip] = chance.pick(CITIES);
    const isCompany = chance.is(0.25);
    const number = companyNumber(30_000_000 + index * 7919);
    return {
      id: index + 1,
      firstName,
      lastName,
      email: `kupuvach${index + 1}@example.com`,
      phone: `08${chance.between(77, 99)}${String(200_000 + index)}`,
      city,
      zip,
      address: `${chance.pick(STREETS)} ${chance.between(1, 140)}`,
      company: isCompany ? `${chance.pick(COMPANIES)} ${index + 1} ${chance.is(0.7) ? 'ЕООД' : 'ООД'}` : '',
      companyNumber: isCompany ? number : '',
      vatNumber: isCompany && chance.is(0.8) ? `BG${number}` : '',
    };
  });
}

/** A buyer as a customer of the shop. */
export function customerRecord(buyer: Buyer): StoredRecord {
  return {
    customerId: buyer.id,
    customerEmail: buyer.email,
    customerStatus: 'active',
    customerGroupID: 1,
    customerAddresses: [
      {
        customerAddressIsDefaultBilling: true,
        customerAddressIsDefaultShipping: true,
        customerAddressFirstName: buyer.firstName,
        customerAddressLastName: buyer.lastName,
        customerAddressCompany: buyer.company,
        customerAddressLine1: buyer.address,
        customerAddressCity: buyer.city,
        countryCode: 'bg',
        customerAddressZip: buyer.zip,
        customerAddressPhone: buyer.phone,
        customerAddressVatNumber: buyer.vatNumber,
        customerAddressTaxNumber: buyer.companyNumber,
        customerAddressIsCompany: buyer.company !== '',
        customerAddressInvoiceContactPerson:
          buyer.company === '' ? '' : `${buyer.firstName} ${buyer.lastName}`,
      },
    ],
  };
}
