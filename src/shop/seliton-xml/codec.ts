/**
 * What the public guide fixes of the XML API (facts/seliton-xml-reading.md, first table). Everything else
 * that this adapter says or expects on the wire is our reading and stands in `READING` below, and nowhere
 * else: the day the full guide or a live shop is at hand, this file is the one to correct.
 */
export const GUIDE = {
  /** Under the shop's address; POST. */
  path: '/modules/extra/vendors/api.php',
  version: '1.0',
  fields: { action: 'action', version: 'version', username: 'username', secret: 'secret' },
  actions: { postFeed: 'postxmlfeed', getOrders: 'getorders', updateOrder: 'updateorder' },
} as const;

/**
 * The Super XML Export feed as another consumer of a live shop reads it (facts/seliton.md sections 2 and
 * 5, grade H): seen, not documented.
 */
export const EXPORT_FEED = {
  path: '/module.php',
  query: {
    module: 'ModuleName',
    username: 'Username',
    domain: 'Domain',
    signature: 'Signature',
  },
  module: 'com.seliton.superxmlexport',
  namespace: 'http://schemas.summercart.com/dealer/v1',
  products: 'Products',
  product: 'Product',
  id: 'ProductID',
  code: 'ProductCode',
  barcode: 'ProductBarcode',
  name: 'ProductName',
  price: 'ProductPrice',
  currency: 'currencycode',
  /** Only in some shops' feeds. */
  quantity: 'ProductQuantity',
  isActive: 'ProductIsActive',
  label: 'ProductQuantityLabel',
  /** Those with the shop's address in front; `ProductUrl` may be without. */
  addresses: ['ImagePath', 'ProductUrl'],
  labels: { available: 'InStock', unavailable: 'OutOfStock' },
} as const;

/**
 * Our reading, unverified: parameters, answers, the import feed and the orders
 * (facts/seliton-xml-reading.md, second table).
 */
export const READING = {
  parameters: {
    feed: 'xmlfeed',
    fromOrder: 'fromorderid',
    limit: 'limit',
    orders: 'orderids',
    order: 'orderid',
    unp: 'uniquesalenumber',
  },
  /** Products of one request. */
  feedSize: 500,
  /** Orders named in one request. */
  ordersByNumber: 100,
  /** Orders asked for in one request; the most is 500. */
  ordersPage: 200,

  answer: {
    status: 'Status',
    ok: ['ok', 'success', 'successful', 'done', 'true', '1', 'yes', '200'],
    errorCode: 'ErrorCode',
    noError: ['', '0', 'none', 'false', 'ok'],
    errorMessage: 'ErrorMessage',
    /** What an answer holds that has done what was asked, whatever its envelope says. */
    contents: ['Orders', 'Products', 'Order', 'Product'],
  },
  /** Error codes by what they mean; any other is told with the shop's own message. */
  errorCodes: { accessRefused: ['auth', 'unauthorized', 'authentication', 'accessdenied', '401', '403'] },

  feed: {
    root: 'Feed',
    products: 'Products',
    product: 'Product',
    code: 'ProductCode',
    barcode: 'ProductBarcode',
    name: 'ProductName',
    price: 'ProductPrice',
    currency: 'currencycode',
    quantity: 'ProductQuantity',
    label: 'ProductQuantityLabel',
    labels: { available: 'InStock', unavailable: 'OutOfStock' },
    isActive: 'ProductIsActive',
    active: { yes: '1', no: '0' },
    category: 'Category',
    branch: 'CategoryBranch',
    branchSeparator: '|',
  },
  feedAnswer: {
    product: 'Product',
    code: 'ProductCode',
    id: 'ProductID',
    result: 'Result',
    message: 'Message',
    /** Words in small letters; what is none of them tells nothing of what was done. */
    results: {
      created: ['created', 'inserted', 'added', 'insert', 'new'],
      updated: ['updated', 'update', 'modified', 'changed'],
      unchanged: ['unchanged', 'nochange', 'same'],
      error: ['error', 'failed', 'fail', 'rejected', 'invalid'],
    },
  },

  order: {
    record: 'Order',
    number: 'OrderID',
    status: 'OrderStatus',
    paymentStatus: 'OrderPaymentStatus',
    paymentMethod: 'OrderPaymentModuleName',
    shippingMethod: 'OrderShippingModuleName',
    createdAt: 'OrderCreatedAt',
    currency: 'OrderCurrencyCode',
    total: 'OrderTotal',
    instructions: 'OrderCustomerInstructions',
    isStockReduced: 'OrderQuantitiesInStockReduced',
    unp: 'OrderUniqueSaleNumber',
    lines: 'OrderItems',
    line: 'OrderItem',
    totalLines: 'OrderTotalLines',
    totalLine: 'OrderTotalLine',
  },
  line: {
    productId: 'ProductID',
    variantId: 'ProductVariantID',
    code: 'OrderItemProductCode',
    name: 'OrderItemProductName',
    quantity: 'OrderItemQty',
    unitPrice: 'OrderItemPrice',
    discount: 'OrderItemDiscount',
    total: 'OrderItemTotal',
    taxRate: 'OrderItemTaxesRate',
    taxAmount: 'OrderItemTaxesAmount',
  },
  totalLine: {
    type: 'OrderTotalLineType',
    name: 'OrderTotalLineName',
    amount: 'OrderTotalLineAmount',
  },
  buyer: {
    email: 'OrderCustomerEmail',
    firstName: 'OrderBillingFirstName',
    lastName: 'OrderBillingLastName',
    deliveryFirstName: 'OrderShippingFirstName',
    deliveryLastName: 'OrderShippingLastName',
    phone: 'OrderBillingPhone',
    city: 'OrderBillingCity',
    address1: 'OrderBillingAddress1',
    address2: 'OrderBillingAddress2',
    zip: 'OrderBillingZip',
    country: 'OrderBillingCountry',
    isCompany: 'OrderBillingIsCompany',
    company: 'OrderBillingCompany',
    companyNumber: 'OrderBillingTaxNumber',
    vatNumber: 'OrderBillingVatNumber',
    contactPerson: 'OrderBillingInvoiceContactPerson',
  },
} as const;

/** A flag as it is written. */
export function formatFlag(flag: boolean): string {
  return flag ? READING.feed.active.yes : READING.feed.active.no;
}
