import { flag, list, many, number, readOnly, text, words } from '../resource.ts';
import type { Resource } from '../resource.ts';

/** The 24 keys of an address; all of them are in every answer. */
const ADDRESS = {
  ...many(['customerAddressID', 'customerID'], () => number(null)),
  ...many(['customerAddressIsDefaultBilling', 'customerAddressIsDefaultShipping'], flag),
  ...many(['customerAddressFirstName', 'customerAddressLastName', 'customerAddressCompany'], text),
  ...many(['customerAddressLine1', 'customerAddressLine2', 'customerAddressCity'], text),
  cityID: number(null),
  ...many(['stateCode', 'countryCode'], () => text(null)),
  ...many(
    ['customerAddressZip', 'customerAddressPhone', 'customerAddressFax', 'customerAddressVatNumber'],
    text,
  ),
  ...many(['customerAddressTaxNumber', 'customerAddressTaxOffice', 'customerAddressPersonalNumber'], text),
  customerAddressInvoiceContactPerson: text(),
  customerAddressIsCompany: flag(),
  ...many(['customerAddressBankName', 'customerAddressBankAccount'], text),
};

export const CUSTOMER: Resource = {
  name: 'customer',
  plural: 'customers',
  idField: 'customerId',
  scopes: { read: 'read_customers', write: 'write_customers' },
  required: ['customerEmail'],
  filter: { parameter: 'emailContains', field: 'customerEmail' },
  fields: {
    customerEmail: text(),
    customerStatus: words(['active', 'disabled', 'pending_approval', 'rejected'], 'active'),
    customerGroupID: number(null),
    customerBonusPoints: readOnly(number()),
    customerReferrerID: number(null),
    customerAddresses: list(ADDRESS, 'customerAddressID'),
  },
};
