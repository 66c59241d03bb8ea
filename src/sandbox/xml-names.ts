import type { FaultBox } from './faults.ts';

/**
 * Names of the XML API that the public guide does not fix: our reading, in this one file of the sandbox.
 * Fixed by the guide are the address, `action`, `version`, `username`, `secret` and the three actions.
 */
export const XML = {
  path: '/modules/extra/vendors/api.php',
  feedPath: '/module.php',
  version: '1.0',
  parameters: {
    feed: 'xmlfeed',
    from: 'fromorderid',
    limit: 'limit',
    numbers: 'orderids',
    order: 'orderid',
    unp: 'uniquesalenumber',
  },
  answer: { root: 'Response', status: 'Status', code: 'ErrorCode', message: 'ErrorMessage' },
  errors: {
    auth: 'auth',
    action: 'action',
    version: 'version',
    feed: 'feed',
    order: 'order',
    parameter: 'parameter',
  },
  feed: {
    products: 'Products',
    product: 'Product',
    code: 'ProductCode',
    barcode: 'ProductBarcode',
    name: 'ProductName',
    price: 'ProductPrice',
    quantity: 'ProductQuantity',
    label: 'ProductQuantityLabel',
    isActive: 'ProductIsActive',
    category: 'Category',
    branch: 'CategoryBranch',
  },
  result: { product: 'Product', code: 'ProductCode', id: 'ProductID', result: 'Result', message: 'Message' },
  labels: { InStock: 'in_stock', OutOfStock: 'out_of_stock' },
  limits: { products: 500, orders: 500, defaultOrders: 100 },
} as const;

/** A REST field's name as an element: `orderItemQty` → `OrderItemQty`, `orderId` → `OrderID`. */
export function elementName(field: string): string {
  const name = field.endsWith('Id') ? `${field.slice(0, -2)}ID` : field;
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** The word that the elements of an order begin with; numbers keep it, for several stand in one record. */
const PREFIX = /^(?:OrderTotalLine|OrderItem|Order)(?=[A-Z])(?!ID$)/;

/** An element's name as a shop spells it that is otherwise. */
export function spelt(name: string, faults: FaultBox): string {
  const short = faults.way('shortNames') === null ? name : name.replace(PREFIX, '');
  const parted =
    faults.way('underscoredNames') === null ? short : short.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_');
  return faults.way('smallNames') === null ? parted : parted.toLowerCase();
}

/** A whole answer with its elements so spelt; texts hold no `<`, so that every one begins a tag. */
export function speltAnswer(xml: string, faults: FaultBox): string {
  return xml.replaceAll(/(?<=<\/?)[A-Za-z]\w*/g, (name) => spelt(name, faults));
}
