/** Something that this program relies on and that nobody has seen on a live shop or a live Warehouse Pro. */
export interface Assumption {
  /** Permanent: `W…` of the weakest facts, `N…` by harm if wrong. */
  readonly id: AssumptionId;
  readonly says: string;
  /** The files that rely on it. */
  readonly where: readonly string[];
  /** How it is found out, by the program or by a person with the question of `docs/first-day.md`. */
  readonly probed: string;
  /** What happens if it is wrong. */
  readonly ifWrong: string;
}

const WEAK = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10', 'W11', 'W12'] as const;
const BY_HARM = ['N3', 'N9', 'N11', 'N12', 'N13', 'N14', 'N15', 'N16', 'N17', 'N18', 'N19', 'N20'] as const;
const OF_ACCESS = ['J1', 'J2', 'J3'] as const;
export type AssumptionId = (typeof WEAK | typeof BY_HARM | typeof OF_ACCESS)[number];

function row(
  id: AssumptionId,
  says: string,
  more: { readonly where: readonly string[]; readonly probed: string; readonly ifWrong: string },
): Assumption {
  return { id, says, ...more };
}

/**
 * Every unverified assumption, in the order of the harm it does if it is wrong (`docs/assumptions.md` is made
 * from this table). `learn` judges those that an evidence file can tell of.
 */
export const ASSUMPTIONS: readonly Assumption[] = [
  row(
    'W5',
    'The УНП of an order is a row of ECRReceipts with ReceiptType 8 and the document’s OperType, and Pro gives the sale made from the order the same УНП.',
    {
      where: ['src/warehouse/sql/documents/write-documents.ts', 'src/warehouse/sql/unp-sequence.ts'],
      probed: 'First day 2 and 6: rows by type; one order converted by a person on a copy.',
      ifWrong:
        'Two УНП for one sale, or one twice. A device and a range that nobody else uses keep them apart; the УНП of documents that vanish stay the order’s.',
    },
  ),
  row('W11', 'The base currency is row 1 of Currencies, and its prices were converted for the euro.', {
    where: [
      'src/warehouse/sql/read-facts.ts',
      'src/app/currency/read-currency.ts',
      'src/sync/prices/compare-prices.ts',
    ],
    probed:
      'The profile’s test compares prices of goods that both sides have; `collect` keeps the table; first day 4.',
    ifWrong:
      'Prices are off by 1.956. A contradiction stops prices until the setting `warehouseCurrency` says which.',
  }),
  row('N3', 'An element that a feed leaves out keeps the shop’s value, and a feed is no full catalogue.', {
    where: ['src/shop/seliton-xml/product-feed.ts', 'src/shop/seliton-xml/feed-sender.ts'],
    probed:
      'The first feed of a profile is one product that a person agrees to: read back with the whole catalogue before others follow.',
    ifWrong: 'That one product is emptied, or the catalogue is gone. The run stops and says what it saw.',
  }),
  row('W1', 'The discount of a line is for the whole line, and its total is price × quantity − discount.', {
    where: ['src/sync/order-money/read-money.ts'],
    probed:
      'Learned from the newest 20 orders: only the reading that meets their totals to the cent is used, and `profile words` shows it; `collect` keeps one order of each kind.',
    ifWrong: 'Orders with discounts wait for a person; none is written with another sum.',
  }),
  row('W3', 'Order prices include VAT, and the line `tax` only informs.', {
    where: ['src/sync/order-money/order-taxes.ts', 'src/sync/order-money/read-money.ts'],
    probed: 'By the same arithmetic.',
    ifWrong: 'Orders wait with both sums shown; none is written.',
  }),
  row('W2', 'Total lines are called subtotal, shipping, fee, tax, discount, coupon, total.', {
    where: ['src/sync/words/order-words.ts', 'src/sync/words/word-meanings.ts'],
    probed: 'Words are collected with counts; arithmetic proves most; `profile words` shows them.',
    ifWrong:
      'An unknown line whose amount matters parks its orders until a person has said once what it means.',
  }),
  row('W4', 'Statuses of orders have the words we know.', {
    where: ['src/sync/orders/order-status.ts', 'src/sync/words/word-meanings.ts'],
    probed: 'Words are collected with counts; `profile words` shows them; first day 10.',
    ifWrong:
      'An unknown status waits for a person, once per word; it is never imported and never taken for "not cancelled".',
  }),
  row(
    'W10',
    '`getorders` knows `fromorderid` and `limit`; `updateorder` takes the УНП as `uniquesalenumber`.',
    {
      where: [
        'src/shop/seliton-xml/codec.ts',
        'src/shop/seliton-xml/order-pages.ts',
        'src/shop/seliton-xml/write-unp.ts',
      ],
      probed:
        'Lists are sorted and filtered here whatever is asked; the connection test probes how they answer (`profile words`); `collect` asks with and without parameters; a УНП is read back; first day 11.',
      ifWrong:
        'Reading costs more; a УНП that the shop does not keep goes into the field that `unpFallbackField` names, or stays pending and is told.',
    },
  ),
  row(
    'W8',
    'Documents are numbered as Warehouse Open does: the maximum, reserved in NextAcct with a prefix such as `OR`.',
    {
      where: ['src/warehouse/sql/next-number.ts'],
      probed: '`collect` keeps the last keys of NextAcct; first day 1.',
      ifWrong: 'Pro and we may give one number twice. Compare the keys before the first import.',
    },
  ),
  row('W9', 'The operator’s part of a УНП is Users.Code, four places.', {
    where: ['src/model/operator.ts', 'src/app/preflight.ts'],
    probed: '`collect` keeps the operator parts of УНП that stand there; first day 2.',
    ifWrong: 'A wrong operator in every УНП. Another code is refused, not guessed.',
  }),
  row('N9', 'A database may have triggers, own columns and columns that want a value.', {
    where: ['src/warehouse/sql/structure/read-oddities.ts', 'src/warehouse/mssql/mssql-plugin.ts'],
    probed: '`profile test`, `warehouse info` and `collect` list them.',
    ifWrong: 'Writes are refused whole and told; nothing is half written.',
  }),
  row('W6', 'Turning an order into a sale keeps lines, percent, note and УНП.', {
    where: ['src/sync/plan-operation.ts'],
    probed:
      '`collect` compares the newest sales that were made of orders with them; first day 6 and 7, on a copy.',
    ifWrong: 'Receipts without our note or УНП: the documents are still found by their claim.',
  }),
  row('W7', 'Transformations is filled when an order becomes a sale, or the order is deleted.', {
    where: ['src/warehouse/sql/read-stock.ts'],
    probed: '`collect` counts the sales that it names, and open orders by year; first day 5.',
    ifWrong: 'Quantities sink with every order. Turn `subtractOpenOrders` off.',
  }),
  row('W12', 'Users close their orders, so that open ones may be subtracted from stock.', {
    where: ['src/warehouse/sql/read-stock.ts'],
    probed: '`collect` counts open orders by year; first day 5.',
    ifWrong: 'The shop shows 0. Turn `subtractOpenOrders` off.',
  }),
  row('N11', 'Answers of the XML API have the envelope and the names that we read.', {
    where: ['src/shop/seliton-xml/codec.ts', 'src/shop/seliton-xml/xml-answer.ts'],
    probed:
      'Success is judged by content, names by several spellings; `collect` keeps every answer as it came.',
    ifWrong:
      'The profile’s test names what cannot be read; nothing is imported. They tell no count of orders, and counting them would be to read all in every run: that many old orders were deleted is told over REST alone, numbers that begin again over both.',
  }),
  row('N12', 'Dates of orders come in the forms we read, in the zone of Sofia.', {
    where: ['src/shop/seliton-http/wire-values.ts', 'src/model/shop-time.ts'],
    probed: '`collect` keeps orders as they came.',
    ifWrong:
      'A day off, which matters at the end of a VAT month. What cannot be read parks its own order only.',
  }),
  row('N13', 'A product is matched by its code, codes are unique, variants have their own.', {
    where: ['src/sync/match-goods.ts', 'src/sync/good-twins.ts'],
    probed: '`collect` counts both catalogues beside each other, `warehouse info` the twins; first day 12.',
    ifWrong: 'A code that is found twice is for a person, never guessed.',
  }),
  row('N14', 'Which edition it is (SUPTO) cannot be read from the database.', {
    where: ['src/app/preflight.ts', 'src/model/warehouse-version.ts'],
    probed: 'A person says it; УНП rows contradict a wrong answer.',
    ifWrong:
      'УНП where none is kept, or none where one is needed: the run does not start until the person has chosen.',
  }),
  row('N15', 'A linked good that is deleted has left for good.', {
    where: ['src/sync/plan-product.ts'],
    probed: 'The breakers count what a run would hide.',
    ifWrong: 'Products are hidden and made anew; both guards ask first.',
  }),
  row('N16', 'REST API v1 is alive, `client_credentials` works, orders are readable.', {
    where: ['src/shop/seliton-rest/rest-client.ts'],
    probed: 'The profile’s test names the step that fails.',
    ifWrong: 'Use the XML API.',
  }),
  row('N17', 'The export feed may tell quantity and visibility.', {
    where: ['src/shop/seliton-xml/export-feed.ts'],
    probed: 'Used where it is present; `collect` keeps the first product.',
    ifWrong: 'What the shop itself has changed is not seen over XML.',
  }),
  row('N18', 'Sign, month and way of refund in the audit file are as the law’s text reads.', {
    where: ['src/sync/audit-file.ts'],
    probed: 'By the accountant, before it is filed.',
    ifWrong: 'The file is refused by the agency; it is never filed by us.',
  }),
  row('N19', 'What stands before the shop lets our requests pass.', {
    where: ['src/wire/judge-answer.ts', 'src/wire/user-agent.ts'],
    probed: 'The profile’s test; walls are named as such.',
    ifWrong: 'Nothing goes in or out until the shop’s support lets `Skladbridge` pass.',
  }),
  row('N20', 'Characters above U+FFFF do not survive in the shop.', {
    where: ['src/model/html-text.ts'],
    probed:
      'They are left out, and names are compared without them; `collect` counts names that hold or have lost them.',
    ifWrong: 'Emoji are missing in the shop’s names.',
  }),
  row('J1', 'Warehouse Pro’s Access files have the same tables and columns as its other engines.', {
    where: ['src/warehouse/access/loaded-tables.ts'],
    probed: '`warehouse info C:\\…\\Microinvest.mdb` reads them all, or names what is missing.',
    ifWrong: 'The file is refused by name.',
  }),
  row(
    'J2',
    'Jet 4 keeps its commit table as ACE was measured to: zero while it writes, moved by every commit.',
    {
      where: ['src/warehouse/access/jet/commit-table.ts', 'src/warehouse/access/take-snapshot.ts'],
      probed: 'A file that stands still for a second needs no commit table.',
      ifWrong: 'In a shop that is never still for a second no snapshot is believed, and nothing is sent.',
    },
  ),
  row('J3', 'Lone statements of Jet reach the file within half a second.', {
    where: ['src/warehouse/access/take-snapshot.ts'],
    probed: 'By a person: change a price, press Старт at once.',
    ifWrong: 'A change arrives with the next run.',
  }),
];
