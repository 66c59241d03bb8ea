/** Грешки около парите на поръчките и валутата. */
export const MONEY_ERRORS = {
  'warehouse.api.wouldNotAddUp': {
    what: 'Поръчка №{order}: REST API на склада сам смята ДДС и документът би излязъл {found} вместо {expected}. Нищо не е изпратено.',
    remedy:
      'Проверете данъчните групи на стоките; отстъпките трябва да са на редовете (orderDiscounts=onLines).',
  },
  'warehouse.api.documentDiffers': {
    what: 'Документ {document} за поръчка №{order} е записан в склада, но излезе {found} вместо {expected}.',
    remedy: 'Поправете документа в Склад Pro; поръчката няма да бъде записана втори път.',
  },
  'settings.warehouseCurrency.unknown': {
    what: 'Валутата на склада не се знае (записано е „{found}“).',
    remedy: 'Изберете я: warehouseCurrency, а за адреси api+http: – apiCurrency (EUR или BGN).',
  },
  'settings.shopCurrency.unknown': {
    what: 'Не се знае в каква валута са цените в магазина; цени не се изпращат и не се теглят.',
    remedy: 'Изберете я в настройката shopCurrency (EUR или BGN).',
  },
  'shop.currency.contradicts': {
    what: 'Валутата на магазина не е сигурна: {first} според {firstFrom}, {second} според {secondFrom}. Цени не се изпращат и не се теглят.',
    remedy:
      'Проверете в магазина и изберете shopCurrency; ако първото е вярно, одобрете със „skladbridge release ИМЕ НОМЕР“. (setting – настройката, feed – експортният XML, order – най-новата поръчка)',
  },
  'order.discount.tooGreat': {
    what: 'Поръчка №{order}: отстъпките ({discount}) са повече от всичко поръчано ({amount}).',
    remedy: 'Поправете поръчката в магазина.',
  },
  'order.taxRate.differs': {
    what: 'Поръчка №{order}, код „{code}“: в магазина ДДС е {shop} %, а в склада – {warehouse} %.',
    remedy:
      'Поправете данъчната група на стоката или поръчката; ако продажбата е към друга държава, документът се прави на ръка. Ако ставката на стоката е вярна: taxRates=good.',
  },
  'order.tax.differs': {
    what: 'Поръчка №{order} е с цени без ДДС: по ставките на стоките данъкът е {expected}, а в поръчката – {found}.',
    remedy: 'Проверете данъчните групи на стоките и настройката shopPricesIncludeVat.',
  },
  'order.total.doesNotAddUp': {
    what: 'Поръчка №{order}: общата сума е {expected}, а редовете правят {found}.',
    remedy: 'Поправете поръчката в магазина; разликата не се крие.',
  },
  'order.line.doesNotAddUp': {
    what: 'Поръчка №{order}: ред „{code}“ трябва да е {expected}, а е {found}.',
    remedy: 'Поправете реда в магазина; нищо не закръгляме тайно.',
  },
  'order.currency.differs': {
    what: 'Поръчка №{order} е в {currency}, а складът е в {expected}.',
    remedy: 'Изберете превалутиране (currencyConversion=eurBgn), ако това е желано.',
  },
  'order.discountGood.missing': {
    what: 'Поръчка №{order} има отстъпка {amount}, а не е избрана стока за отстъпка.',
    remedy: 'Изберете стока в настройката discountGood.',
  },
  'settings.currency.differs': {
    what: 'Магазинът е в {shop}, а складът – в {warehouse}.',
    remedy: 'Ако е вярно, изберете превалутиране (currencyConversion=eurBgn); иначе поправете валутата.',
  },
} as const;
