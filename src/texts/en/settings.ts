import type { Texts } from '../texts.ts';

/** Labels and help of the settings in English. */
export const SETTING_TEXTS: Texts['settings'] = {
  warehouse: {
    label: 'Warehouse address',
    help: 'The Warehouse Pro database, such as mysql://user@host/database or C:\\folder\\Microinvest.mdb',
  },
  ordersWarehouse: {
    label: 'Address for orders',
    help: 'Only for a warehouse of Access: "Microinvest API" of the same database, such as api+http://host:8700. Empty: orders are not imported',
  },
  warehouseBuild: {
    label: 'Warehouse Pro edition',
    help:
      'Whether it works with SUPTO on: the number .100 is the same program in that mode, not a later version. ' +
      'Then user and cash register are needed, and every order gets a УНП',
  },
  withoutSupto: {
    label: 'Without SUPTO although the warehouse has УНП',
    help: 'Explicit consent: the warehouse shows УНП, yet orders come in without; such a server does not run otherwise',
  },
  operator: {
    label: 'Active user in Warehouse Pro',
    help: 'His code of 4 characters goes into the УНП',
  },
  location: { label: 'Object for operations', help: 'Orders are recorded in it' },
  priceGroup: { label: 'Price group', help: 'Which price of the warehouse goes to the shop' },
  warehouseCurrency: {
    label: 'Currency of the warehouse',
    help: 'The base currency, where Warehouse Pro does not spell it clearly; over the Microinvest API its own currency setting counts',
  },
  apiPricesIncludeVat: {
    label: 'REST API of the warehouse: prices include VAT',
    help: 'Only for api+http: addresses, and only where the documents of the warehouse do not show it themselves',
  },
  apiCurrency: {
    label: 'REST API of the warehouse: currency',
    help: 'Only for api+http: addresses: the interface does not tell the currency of the warehouse, so it is chosen here',
  },
  shopAddress: { label: 'Shop address', help: 'The web address of the shop' },
  username: { label: 'User name', help: 'The same as in the settings of the site' },
  interface: { label: 'Shop interface', help: 'XML API, as in the manual, or REST API v1' },
  credentials: { label: 'Access over REST', help: 'By user name and secret key, or by a ready token' },
  oauthAddress: { label: 'Address for tokens', help: 'Only if it differs from the address of the shop' },
  feedUsername: { label: 'Export XML: user', help: 'For reading products over XML' },
  firstProduct: {
    label: 'First product over XML',
    help: 'Code of the good that is sent alone, before all others; empty = the one proposed',
  },
  feedDomain: { label: 'Export XML: domain', help: 'The domain that the export is registered for' },
  language: { label: 'Language', help: 'Language of the names of products' },
  shopCurrency: {
    label: 'Currency of the shop',
    help: "The currency of the shop's prices; auto – by the export feed, else by the newest order",
  },
  currencyConversion: {
    label: 'Conversion',
    help: 'At the official rate 1.95583, when shop and warehouse have different currencies',
  },
  identity: {
    label: 'Identity of the shop',
    help: 'Only if the shop has moved: its old address, without http and www',
  },
  requestsAtOnce: {
    label: 'Requests at once',
    help: 'At most so many requests to the shop at the same time',
  },
  requestsPerSecond: {
    label: 'Requests per second',
    help: 'At most so many requests to the shop per second',
  },
  export: { label: 'Export from Warehouse Pro', help: 'Sends goods and quantities to the shop' },
  exportGoods: {
    label: 'Export of goods from Warehouse Pro',
    help: 'Off: no good is created or changed; quantities of linked ones may still go',
  },
  groups: {
    label: 'Groups of goods',
    help: 'Subgroups come with them. With none nothing is sent',
  },
  sendVisible: {
    label: 'Send goods as "visible"',
    help: 'Whether new goods are visible at once. Visibility of existing ones is not changed',
  },
  shopPricesIncludeVat: {
    label: 'Shop prices include VAT',
    help: 'If those of Warehouse Pro do not, it is added exactly',
  },
  matchingKey: {
    label: 'Matching of goods',
    help: 'By what good and product are linked at first; never by name',
  },
  whenGoodLeaves: {
    label: 'When a good leaves',
    help: 'Deleted or out of the chosen groups: hide the product, set its quantity to 0, or leave it',
  },
  exportMode: {
    label: 'What is sent',
    help: 'For a shop that has its products: “only prices” and “only quantities” find them by code or bar code and never make new ones; everything else in the shop stays the owner’s',
  },
  sendName: {
    label: 'Name to the shop',
    help: 'Always, only for a new product (then it is the owner’s), or never; with “never” no new products are made',
  },
  sendCode: { label: 'Code to the shop', help: 'As the name; with “never” no new products are made' },
  sendBarcode: { label: 'Bar code to the shop', help: 'Always, only for a new product, or never' },
  sendPrice: { label: 'Price to the shop', help: 'As the name; with “never” no new products are made' },
  sendQuantity: {
    label: 'Quantity to the shop',
    help: 'Availability goes with the quantity; “never” leaves it to the shop',
  },
  sendCategory: { label: 'Category to the shop', help: 'Counts where categories follow the groups' },
  categories: {
    label: 'Categories',
    help: 'Whether groups of goods become categories of the shop. Over REST a category is known by its number and may be renamed or moved there; over XML by its name alone: one that is renamed there is made anew for the next goods',
  },
  guardHidden: {
    label: 'Breaker: hiding',
    help: 'If more than this percentage of the products would be hidden at once, approval is waited for; 100 = never',
  },
  guardCreated: {
    label: 'Breaker: new products',
    help: 'If there are more new ones at once than this percentage of the linked ones, approval is waited for',
  },
  guardRepriced: {
    label: 'Breaker: new prices',
    help: 'If the prices of more than this percentage change at once, approval is waited for',
  },
  guardZeroed: {
    label: 'Breaker: stock to zero',
    help: 'If the quantities of more than this percentage fall to 0 at once, approval is waited for',
  },
  guardPriceDrop: {
    label: 'Breaker: price drop',
    help: 'A price that falls by more than this percentage waits for approval; 100 = never',
  },
  guardPriceRise: {
    label: 'Breaker: price rise',
    help: 'A price that rises by more than so many per cent waits for approval; 10000 – hardly ever',
  },
  exportStock: {
    label: 'Export of quantities from Warehouse Pro',
    help: 'Whether quantities in the shop are updated',
  },
  quantityLocations: {
    label: 'Objects for quantities',
    help: 'Their stock is added up; empty: the object for operations',
  },
  subtractOpenOrders: {
    label: 'Subtract open orders',
    help: 'An order moves no stock; without this, sold goods would go back into the shop',
  },
  openOrderDays: {
    label: 'Orders reserve stock (days)',
    help: 'Open orders of the warehouse older than that take nothing off the quantities any more; 0: no limit',
  },
  safetyBuffer: { label: 'Safety buffer', help: 'So many pieces are kept back from the shop' },
  safetyBufferByGroup: { label: 'Safety buffer by group', help: 'Such as 12=3,15=2' },
  wholeQuantities: { label: 'Whole quantities', help: 'Rounds down; never below 0' },
  availabilityFromQuantity: {
    label: 'Availability from quantity',
    help: 'Available when the quantity is above 0; services always are',
  },
  import: { label: 'Import from Seliton', help: 'Brings orders into Warehouse Pro' },
  importGoods: {
    label: 'Download goods from Seliton',
    help: 'Creates missing goods; existing ones are not touched',
  },
  importGoodsGroup: { label: 'Group for downloaded goods', help: 'Downloaded goods are made in it' },
  documentType: {
    label: 'Kind of document',
    help: 'What an order becomes in Warehouse Pro',
  },
  saleDate: {
    label: 'Date of the sale',
    help: 'The day of the order, or the day on which the sale is written',
  },
  orderStatuses: {
    label: 'Statuses to import',
    help: 'Names separated by commas; empty: all whose words mean "imported" (page "Words")',
  },
  firstOrder: { label: 'First order', help: 'Only orders with a greater number are imported' },
  recheckDays: {
    label: 'Re-check window (days)',
    help: 'So many days back orders are read again, so that changes and cancellations are seen',
  },
  unknownGoods: {
    label: 'Unknown goods in an order',
    help: 'Attention, download as a new good, or a placeholder',
  },
  placeholderGood: { label: 'Placeholder good', help: 'Stands in the place of an unknown good' },
  deliveryGood: { label: 'Good for delivery', help: 'The service that carries the delivery' },
  orderDiscounts: {
    label: 'Discounts of the order',
    help: 'On the lines: in proportion, to the cent. On lines of their own: quantity -1, which receipts leave out',
  },
  discountGood: { label: 'Good for discounts', help: 'For separate lines of discounts' },
  feeGood: { label: 'Good for fees', help: 'The service that carries fees' },
  taxRates: {
    label: 'Another VAT rate',
    help: "An order with another rate than the good's waits; or the good's rate always counts",
  },
  partnerMode: {
    label: 'Partner',
    help: 'Found by company number, e-mail or phone, else created; or always the same one',
  },
  partner: { label: 'Fixed partner', help: 'Stands on every document' },
  namelessPartner: {
    label: 'Partner for buyers without a name',
    help: 'None: such orders wait',
  },
  partnerGroup: { label: 'Group for new partners', help: 'New partners are made in it' },
  ordersWithoutUnp: {
    label: 'Orders without УНП over the REST API',
    help: 'Explicit consent: the REST API has no place for a УНП, so orders come in without it and the number is given in the warehouse',
  },
  deviceSerial: {
    label: 'Serial number of the cash register',
    help: 'Two Latin letters and six digits; best a device that no till uses',
  },
  unpFrom: { label: 'УНП from number', help: 'First sequence number that we may use on this device' },
  unpTo: { label: 'УНП to number', help: 'Last sequence number that we may use on this device' },
  unpSharedDevice: {
    label: 'УНП: consent to a shared device',
    help: 'In words, with the device: "DT279013 is used by another program too". Without it none of ours are drawn beside numbers of others',
  },
  unpOperationType: {
    label: 'УНП operation type',
    help: 'Type of the row that holds the УНП; empty: that of the document; 1002, 2002 or 3002 if Microinvest says so',
  },
  unpFallbackField: {
    label: 'УНП: fallback field',
    help: 'A field of the order, such as orderPaymentNotes, that gets the УНП where the shop does not keep it in its own; only an empty one is written to',
  },
  schedule: {
    label: 'Schedule',
    help: 'Minutes (15) or a cron expression, time zone Europe/Sofia; empty: only by Start',
  },
  stockSchedule: { label: 'Schedule for quantities only', help: 'Like the one above' },
  auditCompanyNumber: {
    label: 'Company number (ЕИК)',
    help: 'Of the merchant, for the monthly audit file (Annex 38)',
  },
  auditShopNumber: { label: 'Number of the shop at the agency', help: 'Such as RF0000020' },
  auditDomain: { label: 'Domain of the shop', help: 'As declared to the agency' },
  auditShopType: { label: 'Kind of shop', help: 'Own domain or platform' },
  auditPayments: {
    label: 'Ways of payment',
    help: 'Name in the shop=code of Annex 38, with semicolons between them; others are 6 (fiscal receipt)',
  },
  notifyEmail: {
    label: 'E-mail notifications',
    help: 'Addresses separated by commas; when a run fails and when something new needs attention',
  },
  notifyFrom: { label: 'Sender', help: 'The e-mail address that notifications come from' },
  digestAt: {
    label: 'Daily digest at',
    help: 'A time such as 08:00: each morning a mail of what happened yesterday – orders, turnover, УНП, what waits, failures. Empty: none',
  },
  notifyLanguage: {
    label: 'Language of notifications',
    help: 'Mails, the daily digest and the webhook are in it',
  },
  smtpAddress: { label: 'Mail server', help: 'smtp://user@server:587 or smtps://…' },
};

export const SECRET_TEXTS: Texts['secrets'] = {
  secret: {
    label: 'Secret key',
    help: 'The same as in the settings of the site; kept encrypted, never shown',
  },
  token: { label: 'Token', help: 'A ready token for REST' },
  feedSignature: { label: 'Export XML: signature', help: '40 hexadecimal digits' },
  warehouseSecret: {
    label: 'Password of the warehouse',
    help: 'The password of the database, or the key of the warehouse REST API',
  },
  smtpPassword: { label: 'Password for mail', help: 'The password of the mail server' },
  webhookAddress: {
    label: 'Webhook address',
    help: 'Where notifications are posted as JSON; it may hold a key, so it is a secret',
  },
};

export const CHOICES: Texts['choices'] = {
  'notifyLanguage.bg': 'Български',
  'notifyLanguage.en': 'English',
  'auditShopType.own': 'own or rented domain',
  'auditShopType.platform': 'platform',
  'warehouseBuild.3.07.056': 'without SUPTO',
  'warehouseBuild.3.07.100': 'SUPTO on',
  'interface.xml': 'XML API',
  'warehouseCurrency.auto': 'as in the warehouse',
  'warehouseCurrency.EUR': 'euro',
  'warehouseCurrency.BGN': 'lev',
  'shopCurrency.auto': 'auto',
  'shopCurrency.EUR': 'euro',
  'shopCurrency.BGN': 'lev',
  'apiCurrency.unset': 'not chosen',
  'apiCurrency.EUR': 'euro',
  'apiCurrency.BGN': 'lev',
  'interface.rest': 'REST API v1',
  'credentials.key': 'user name and key',
  'credentials.token': 'token',
  'orderDiscounts.onLines': 'on the lines',
  'orderDiscounts.ownLines': 'on lines of their own',
  'saleDate.order': 'the day of the order',
  'saleDate.today': 'the day of writing',
  'taxRates.order': 'the order waits',
  'taxRates.good': "the good's rate counts",
  'currencyConversion.none': 'none',
  'currencyConversion.eurBgn': 'euro and lev',
  'matchingKey.codeThenBarcode': 'code, then bar code',
  'matchingKey.code': 'code',
  'matchingKey.barcode': 'bar code',
  'whenGoodLeaves.hide': 'hide',
  'whenGoodLeaves.zero': 'quantity 0',
  'whenGoodLeaves.leave': 'leave as it is',
  'exportMode.everything': 'everything',
  'exportMode.prices': 'only prices',
  'exportMode.quantities': 'only quantities',
  'sendName.always': 'always',
  'sendName.new': 'only for new products',
  'sendName.never': 'never',
  'sendCode.always': 'always',
  'sendCode.new': 'only for new products',
  'sendCode.never': 'never',
  'sendBarcode.always': 'always',
  'sendBarcode.new': 'only for new products',
  'sendBarcode.never': 'never',
  'sendPrice.always': 'always',
  'sendPrice.new': 'only for new products',
  'sendPrice.never': 'never',
  'sendQuantity.always': 'always',
  'sendQuantity.new': 'only for new products',
  'sendQuantity.never': 'never',
  'sendCategory.always': 'always',
  'sendCategory.new': 'only for new products',
  'sendCategory.never': 'never',
  'categories.off': 'no',
  'categories.groups': 'from the groups',
  'documentType.19': 'Order',
  'documentType.14': 'Proforma',
  'documentType.13': 'Offer',
  'documentType.2': 'Sale',
  'unknownGoods.attention': 'attention',
  'unknownGoods.download': 'download',
  'unknownGoods.placeholder': 'placeholder',
  'partnerMode.findOrCreate': 'find or create',
  'partnerMode.always': 'always one',
};

/** What each kind of setting takes. */
export const EXPECTATIONS: Texts['expectations'] = {
  flag: 'yes or no',
  text: 'text',
  choices: 'several words',
  wholeNumber: 'a whole number',
  decimal: 'a number',
  groups: 'groups of goods',
  amountsByGroup: 'pieces by group',
  location: 'an object',
  locations: 'objects',
  operator: 'a user',
  good: 'a good',
  goodsGroup: 'a group of goods',
  partner: 'a partner',
  partnerGroup: 'a group of partners',
  schedule: 'a schedule',
};
