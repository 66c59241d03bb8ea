/** In what a shop may be otherwise than the sandbox; each by itself, and all that go together. */
export const SWITCHES = {
  newestFirst: 'both',
  startIgnored: 'xml',
  limitIgnored: 'both',
  boundaryIncluded: 'xml',
  smallPages: 'both',
  samePageAgain: 'rest',
  numbersIgnored: 'xml',
  noCount: 'rest',
  listsAsObjects: 'rest',
  statusesInBulgarian: 'both',
  statusesAsNumbers: 'both',
  totalTypesInBulgarian: 'both',
  totalTypesInCapitals: 'both',
  totalTypesAsNumbers: 'both',
  discountPerUnit: 'both',
  discountSigned: 'both',
  discountApart: 'both',
  couponUnsigned: 'both',
  pricesWithoutTax: 'both',
  zeroLines: 'both',
  namesInSmallLetters: 'xml',
  namesWithUnderscores: 'xml',
  shortNames: 'xml',
  noEnvelope: 'xml',
  otherStatusWord: 'xml',
  noEcho: 'xml',
  unpNotKept: 'both',
  commas: 'both',
  truthsInWords: 'both',
  namesAsHtml: 'both',
  oneBadOrder: 'both',
  oneBadProduct: 'both',
  feedWithQuantity: 'xml',
  threeByteTexts: 'both',
} as const;

/** A shop that takes a feed for all that it sells: nothing can be done with it but to stop at once. */
export const FEED_REPLACES = 'feedReplaces';

/** Where a shop that keeps no УНП in its own field can take it. */
export const UNP_ELSEWHERE = 'orderPaymentNotes';

export type Switch = keyof typeof SWITCHES | typeof FEED_REPLACES;
export type Switches = ReadonlySet<Switch>;
export type Interface = 'xml' | 'rest';

/** The switches that an interface has. */
export function switchesOf(which: Interface): readonly Switch[] {
  return (Object.keys(SWITCHES) as (keyof typeof SWITCHES)[]).filter((each) =>
    ['both', which].includes(SWITCHES[each]),
  );
}
