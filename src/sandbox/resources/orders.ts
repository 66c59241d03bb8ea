import { flag, list, many, money, number, text, time } from '../resource.ts';
import type { Resource } from '../resource.ts';

/** The 36 keys of an item; all of them are in every answer. */
const ITEM = {
  ...many(
    ['orderItemID', 'orderID', 'parentOrderItemID', 'productID', 'productVariantID', 'productImageID'],
    () => number(null),
  ),
  ...many(['orderItemProductCode', 'orderItemOriginalProductCode', 'orderItemProductName'], text),
  ...many(
    [
      'orderItemCustomerLanguageProductName',
      'orderItemCategoryName',
      'orderItemCustomerLanguageCategoryName',
    ],
    text,
  ),
  ...many(['orderItemBrandName', 'orderItemCustomerLanguageBrandName'], text),
  orderItemQty: number(),
  ...many(['orderItemPrice', 'orderItemDistributorPrice', 'orderItemDiscount', 'orderItemTotal'], money),
  ...many(['orderItemTaxesAmount', 'orderItemTaxesRate', 'orderItemCustomerCurrencyPrice'], money),
  ...many(['orderItemCustomerCurrencyDiscount', 'orderItemCustomerCurrencyTotal'], money),
  orderItemCustomerCurrencyTaxesAmount: money(),
  orderItemBonusPointsSpent: number(),
  shippingModuleID: number(null),
  ...many(['orderItemShippingMethodCode', 'orderItemShippingModuleName'], text),
  ...many(['orderItemCustomerLanguageShippingModuleName', 'orderItemShippingMethodName'], text),
  orderItemCustomerLanguageShippingMethodName: text(),
  vendorID: number(null),
  orderItemVendorName: text(),
  vendorOrderID: number(null),
  vendorOrderCreateTimestamp: time(),
};

/** The 8 keys of a total line. */
const TOTAL_LINE = {
  ...many(['orderTotalLineID', 'orderID'], () => number(null)),
  ...many(['orderTotalLineType', 'orderTotalLineName', 'orderTotalLineCustomerLanguageName'], text),
  ...many(['orderTotalLineAmount', 'orderTotalLineCustomerCurrencyAmount'], money),
  orderTotalLineSort: number(),
};

const BILLING = [
  'FirstName',
  'LastName',
  'Company',
  'Phone',
  'Fax',
  'Address1',
  'Address2',
  'City',
  'State',
  'CustomerLanguageState',
  'StateCode',
  'Country',
  'CustomerLanguageCountry',
  'CountryCode2',
  'Zip',
  'VatNumber',
  'TaxNumber',
  'TaxOffice',
  'PersonalNumber',
  'InvoiceContactPerson',
  'BankName',
  'BankAccount',
];
const SHIPPING = [
  'FirstName',
  'LastName',
  'Company',
  'Phone',
  'Fax',
  'Address1',
  'Address2',
  'City',
  'State',
  'CustomerLanguageState',
  'StateCode',
  'Country',
  'CustomerLanguageCountry',
  'CountryCode2',
  'Zip',
  'VatNumber',
];

export const ORDER: Resource = {
  name: 'order',
  plural: 'orders',
  idField: 'orderId',
  scopes: { read: 'read_orders', write: 'write_orders' },
  required: [],
  fields: {
    ...many(['customerID', 'shippingModuleID', 'paymentModuleID', 'checkoutModuleID'], () => number(null)),
    ...many(['orderInvoiceNumber', 'orderInvoicePreparedBy'], text),
    ...many(['orderInvoiceDate', 'orderCreatedAt'], time),
    orderIPAddress: text(),
    orderIsDirectPayment: flag(),
    ...many(['orderLanguageCode', 'orderStatus', 'orderPaymentStatus', 'orderCustomerInstructions'], text),
    ...many(['orderCustomerEmail', 'orderCustomerReferringHash', 'orderCouponCode'], text),
    orderDiscountFreeShipping: flag(),
    orderTerms: text(null),
    orderQuantitiesInStockReduced: flag(),
    ...many(
      ['orderShippingMethodCode', 'orderShippingTrackingNo', 'orderShippingNotes', 'orderShippingModuleName'],
      text,
    ),
    ...many(['orderCustomerLanguageShippingModuleName', 'orderShippingMethodName'], text),
    ...many(['orderCustomerLanguageShippingMethodName', 'orderPaymentModuleName'], text),
    ...many(
      ['orderCustomerLanguagePaymentModuleName', 'orderPaymentModuleIntegration', 'orderPaymentNotes'],
      text,
    ),
    ...many(
      ['orderPaymentTransactionNo', 'orderCheckoutModuleName', 'orderCustomerLanguageCheckoutModuleName'],
      text,
    ),
    ...many(
      BILLING.map((name) => `orderBilling${name}`),
      text,
    ),
    orderBillingCityID: number(null),
    orderBillingIsCompany: flag(),
    orderShipToBillingAddress: flag(true),
    ...many(
      SHIPPING.map((name) => `orderShipping${name}`),
      text,
    ),
    orderShippingCityID: number(null),
    ...many(['orderTotal', 'orderTotalPayAmount', 'orderCustomerCurrencyTotal'], money),
    ...many(['orderCurrencyCode', 'orderTotalPayCurrencyCode', 'orderCustomerCurrencyCode'], text),
    orderItems: list(ITEM, 'orderItemID'),
    orderTotalLines: list(TOTAL_LINE, 'orderTotalLineID'),
    // Not documented by the platform: our reading of where a УНП goes (unknown 8 of the facts).
    orderUniqueSaleNumber: text(null),
  },
};
