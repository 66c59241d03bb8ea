/** Errors about the money of orders and about currency. */
export const MONEY_ERRORS = {
  'warehouse.api.wouldNotAddUp': {
    what: "Order no. {order}: the warehouse's REST API reckons VAT itself, and the document would come to {found} instead of {expected}. Nothing was sent.",
    remedy: "Check the goods' VAT groups; discounts must be on the lines: setting “Discounts of the order”.",
  },
  'warehouse.api.documentDiffers': {
    what: 'Document {document} of order no. {order} stands in the warehouse, but came to {found} instead of {expected}.',
    remedy: 'Correct the document in Warehouse Pro; the order will not be written a second time.',
  },
  'settings.warehouseCurrency.unknown': {
    what: 'The currency of the warehouse is not known (it is spelled “{found}”).',
    remedy:
      'Choose it in the setting “Currency of the warehouse”, over its REST API in “REST API of the warehouse: currency”.',
  },
  'settings.shopCurrency.unknown': {
    what: "Nobody tells the currency of the shop's prices; no price is sent or taken.",
    remedy: 'Choose it in the setting “Currency of the shop”.',
  },
  'shop.currency.contradicts': {
    what: "The shop's currency is not certain: {first} by the {firstFrom}, {second} by the {secondFrom}. No price is sent or taken.",
    remedy:
      'Look in the shop and choose “Currency of the shop” in the settings; if the first is right, approve with “skladbridge release NAME NUMBER”. (feed – the export feed, order – the newest order)',
  },
  'order.discount.tooGreat': {
    what: 'Order no. {order}: its discounts ({discount}) exceed all that was ordered ({amount}).',
    remedy: 'Correct the order in the shop.',
  },
  'order.taxRate.differs': {
    what: 'Order no. {order}, code “{code}”: VAT is {shop}% in the shop and {warehouse}% in the warehouse.',
    remedy:
      "Correct the good's VAT group or the order; a sale to another country needs its document made by hand. If the good's rate is right, choose that it counts in the setting “Another VAT rate”.",
  },
  'order.tax.differs': {
    what: "Order no. {order} has prices without VAT: by the goods' rates its tax is {expected}, the order says {found}.",
    remedy: "Check the goods' VAT groups and the setting “Shop prices include VAT”.",
  },
  'order.total.doesNotAddUp': {
    what: 'Order no. {order}: its total is {expected}, its lines make {found}.',
    remedy: 'Correct the order in the shop; the difference is not hidden.',
  },
  'order.line.doesNotAddUp': {
    what: 'Order no. {order}: the line "{code}" should be {expected} and is {found}.',
    remedy: 'Correct the line in the shop; nothing is rounded away silently.',
  },
  'order.currency.differs': {
    what: 'Order no. {order} is in {currency}, the warehouse in {expected}.',
    remedy: 'If the order shall be converted, choose so in the setting “Conversion”.',
  },
  'order.discountGood.missing': {
    what: 'Order no. {order} has a discount of {amount}, and no good for discounts is chosen.',
    remedy: 'Choose a good in the setting “Good for discounts”.',
  },
  'settings.currency.differs': {
    what: 'The shop is in {shop}, the warehouse in {warehouse}.',
    remedy: 'If that is right, choose how in the setting “Conversion”; otherwise correct the currency.',
  },
} as const;
