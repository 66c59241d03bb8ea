import type {
  AvailabilityMeaning,
  PaidMeaning,
  StatusMeaning,
  TotalLineMeaning,
  WordKind,
  WordMeaning,
} from '../../model/shop-words.ts';

/** A word as compared: letter case, blanks, separators and signs are nobody's meaning. */
export function comparableWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Words whose meaning leaves no doubt, in Bulgarian and English; spelled as `comparableWord` gives them. */
const STATUSES: Readonly<Record<StatusMeaning, string>> = {
  import:
    'new neworder placed received accepted approved confirmed processing inprogress inprocess preparing paid ' +
    'paymentreceived paymentaccepted ready packed shipped sent dispatched partiallyshipped partiallydelivered ' +
    'fulfilled нова нов новапоръчка приета получена одобрена потвърдена обработва обработвасе вобработка ' +
    'обработена подготвя подготвясе вподготовка платена платенаскарта готова опакована изпратена ' +
    'предаденанакуриер частичноизпратена частичнодоставена успешна',
  delivered:
    'delivered complete completed finished done доставена доставен изпълнена завършена приключена приключен',
  wait:
    'unfinished incomplete draft awaitingpayment paymentfailed незавършена недовършена чакаплащане ' +
    'очаквасеплащане неуспешноплащане чернова',
  cancelled:
    'cancelled canceled cancel cancelledbycustomer canceledbycustomer cancelledbyadmin voided void rejected declined ' +
    'отказана отказан отменена анулирана прекратена отхвърлена отказанаотклиент отказанаотклиента',
  returned: 'returned return returnedgoods върната върнат върнати връщане непотърсена',
};

const TOTAL_LINES: Readonly<Record<TotalLineMeaning, string>> = {
  subtotal: 'subtotal otsubtotal itemstotal productstotal goodstotal междиннасума сумапродукти сумастоки',
  shipping:
    'shipping otshipping delivery shippingcost deliverycost доставка ценадоставка ценазадоставка транспорт',
  fee: 'fee otfee surcharge handling paymentfee codfee такса таксаплащане наложенплатежтакса',
  tax: 'tax ottax vat ддс данък',
  discount: 'discount otdiscount отстъпка намаление',
  coupon: 'coupon otcoupon promocode купон промокод',
  total: 'total ottotal grandtotal ordertotal общо общасума всичко крайнасума',
  informative: 'weight тегло',
};

const PAYMENT_STATUSES: Readonly<Record<PaidMeaning, string>> = {
  paid: 'paid completed captured received paymentreceived платена платено платен получено',
  unpaid: 'unpaid notpaid pending awaiting failed refunded неплатена неплатено чака върнато',
};

const AVAILABILITIES: Readonly<Record<AvailabilityMeaning, string>> = {
  available: 'instock available instore onstock вналичност наличен налична налично наличенасклад насклад',
  unavailable:
    'outofstock unavailable soldout notavailable notinstock неналичен неналична неналично изчерпан изчерпана ' +
    'изчерпано нямавналичност',
};

/** Words that hint at a meaning and do not settle it: offered to a person, or proven by arithmetic. */
const HINTS: readonly (readonly [RegExp, WordMeaning, WordKind])[] = [
  [/cancel|void|reject|отказ|отмен|анулир/, 'cancelled', 'orderStatus'],
  [/return|refund|върн|връщ|рекламац/, 'returned', 'orderStatus'],
  [/pending|hold|wait|await|fail|unpaid|чака|очаква|неплат|неуспеш|отложен/, 'wait', 'orderStatus'],
  [/delivered|complet|доставен|изпълнен|завършен|приключ/, 'delivered', 'orderStatus'],
  [/new|confirm|process|paid|ship|deliver|нова|потвърд|обработ|плат|изпрат|достав/, 'import', 'orderStatus'],
  [/subtotal|междин/, 'subtotal', 'totalLine'],
  // What is given as a present is money that the buyer has; so may be a voucher, which is therefore not here.
  [/^(?!.*(gift|подар)).*(coupon|promo|купон|промо)/, 'coupon', 'totalLine'],
  [/discount|rebate|отстъп|намал/, 'discount', 'totalLine'],
  [/ship|deliver|post|courier|достав|куриер|транспорт|спиди|еконт/, 'shipping', 'totalLine'],
  [/vat|tax|ддс|данък/, 'tax', 'totalLine'],
  [/fee|charge|cod|payment|такс|наложен/, 'fee', 'totalLine'],
  [/total|общо|всичко|сума/, 'total', 'totalLine'],
  [/out|not|sold|неналич|изчерп|няма/, 'unavailable', 'availability'],
  [/stock|avail|order|налич|склад|поръчка/, 'available', 'availability'],
];

function listOf(words: Readonly<Record<string, string>>): ReadonlyMap<string, WordMeaning> {
  return new Map(
    Object.entries(words).flatMap(([meaning, text]) =>
      text.split(' ').map((word) => [word, meaning as WordMeaning] as const),
    ),
  );
}

const KNOWN: Partial<Record<WordKind, ReadonlyMap<string, WordMeaning>>> = {
  orderStatus: listOf(STATUSES),
  totalLine: listOf(TOTAL_LINES),
  paymentStatus: listOf(PAYMENT_STATUSES),
  availability: listOf(AVAILABILITIES),
};

/** What the list says of a word; null = it is not on it. */
export function knownMeaning(kind: WordKind, word: string): WordMeaning | null {
  return KNOWN[kind]?.get(comparableWord(word)) ?? null;
}

/**
 * What a word, or the words around it, most likely mean: for a person to confirm. Null = nothing suggests
 * itself.
 */
export function proposedMeaning(kind: WordKind, ...words: readonly string[]): WordMeaning | null {
  for (const word of words) {
    const text = comparableWord(word);
    const found =
      knownMeaning(kind, word) ?? HINTS.find(([hint, , of]) => of === kind && hint.test(text))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
