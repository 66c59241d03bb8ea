/** Names as they were compared before: a shop uses some hundred of them, in each of its answers. */
const COMPARED = new Map<string, string>();
const MOST_COMPARED = 500;

/** A name as compared: letter case and separators are nobody's meaning. */
export function nameKey(name: string): string {
  const known = COMPARED.get(name);
  if (known !== undefined) return known;
  const key = name.toLowerCase().replace(/[-_.]/g, '');
  if (COMPARED.size < MOST_COMPARED) COMPARED.set(name, key);
  return key;
}

/**
 * Under what other names a shop may write what we know by ours; each as `nameKey` gives it, the likeliest
 * first.
 */
const OTHERS: Readonly<Record<string, string>> = {
  Status: 'result state success',
  ErrorCode: 'code error',
  ErrorMessage: 'message error description',
  Result: 'status action state',
  Message: 'errormessage error description',
  Orders: 'orderlist',
  Products: 'productlist items',

  OrderID: 'ordernumber orderno number id',
  OrderStatus: 'status state',
  OrderPaymentStatus: 'paymentstatus',
  OrderPaymentModuleName: 'paymentmodulename paymentmethod payment',
  OrderShippingModuleName: 'shippingmodulename shippingmethod shipping delivery',
  OrderCreatedAt: 'ordertimestamp createdat orderdate date',
  OrderCurrencyCode: 'currencycode currency',
  OrderTotal: 'total grandtotal',
  OrderCustomerInstructions: 'customerinstructions instructions comment notes',
  OrderQuantitiesInStockReduced: 'quantitiesinstockreduced stockreduced',
  OrderUniqueSaleNumber: 'uniquesalenumber orderunp unp usn',
  OrderItems: 'items orderlines lines orderproducts products',
  OrderItem: 'item orderline line orderproduct product',
  OrderTotalLines: 'totallines ordertotals totals',
  OrderTotalLine: 'totalline ordertotal total',

  OrderItemProductCode: 'productcode code sku',
  OrderItemProductName: 'productname name title',
  OrderItemQty: 'qty quantity orderitemquantity',
  OrderItemPrice: 'price unitprice',
  OrderItemDiscount: 'discount',
  OrderItemTotal: 'total linetotal rowtotal',
  OrderItemTaxesRate: 'taxesrate taxrate vatrate',
  OrderItemTaxesAmount: 'taxesamount taxamount vatamount',
  OrderTotalLineType: 'type code',
  OrderTotalLineName: 'name title',
  OrderTotalLineAmount: 'amount value',

  OrderCustomerEmail: 'customeremail email',
  OrderBillingFirstName: 'billingfirstname firstname',
  OrderBillingLastName: 'billinglastname lastname',
  OrderShippingFirstName: 'shippingfirstname',
  OrderShippingLastName: 'shippinglastname',
  OrderBillingPhone: 'billingphone phone',
  OrderBillingCity: 'billingcity city',
  OrderBillingAddress1: 'billingaddress1 orderbillingaddress billingaddress address',
  OrderBillingAddress2: 'billingaddress2',
  OrderBillingZip: 'billingzip zip postcode',
  OrderBillingCountry: 'billingcountry country',
  OrderBillingIsCompany: 'billingiscompany iscompany',
  OrderBillingCompany: 'billingcompany company',
  OrderBillingTaxNumber: 'billingtaxnumber taxnumber companynumber eik bulstat',
  OrderBillingVatNumber: 'billingvatnumber vatnumber',
  OrderBillingInvoiceContactPerson: 'billinginvoicecontactperson contactperson mol',

  ProductID: 'idproduct',
  ProductCode: 'sku code',
  ProductBarcode: 'barcode ean',
  ProductName: 'name',
  ProductPrice: 'price',
  ProductQuantity: 'quantity qty',
  ProductIsActive: 'isactive active visible',
  ProductQuantityLabel: 'quantitylabel availabilitylabel availability',
};

const KEYS = new Map<string, readonly string[]>();

/** Everything that an element of ours may be called, as compared, our own name first. */
export function spellingsOf(name: string): readonly string[] {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  const others = Object.hasOwn(OTHERS, name) ? (OTHERS[name] ?? '').split(' ') : [];
  const keys = [nameKey(name), ...others];
  KEYS.set(name, keys);
  return keys;
}
