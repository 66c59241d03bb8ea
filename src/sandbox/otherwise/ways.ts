/** What goes wrong with a request; each may strike by chance, or so many times. */
const STRIKES = [
  'latency',
  'tooMany',
  'tooManyWithoutWait',
  'error500',
  'error502',
  'error503',
  'cutBefore',
  'cutAfter',
  'html',
  'cutBody',
  'smallPages',
  'shiftedPages',
  'ignoredField',
  'truncatedField',
] as const;

/**
 * What stands before a shop, or what PHP makes of its answers (facts of the platform, section 11).
 * The first four answer in place of the work; the others change what it has answered.
 */
export const IN_FRONT = [
  /** Every address leads to `https://www.<host>`. */
  'redirect',
  /** A bot wall: HTML with 403, or the status of `amount`, and `cf-mitigated`. */
  'wall',
  /** A firewall: HTML with 403, or the status of `amount`. */
  'firewall',
  /** The address answers and the module behind it is off: the XML API and the export feed. */
  'moduleInactive',
  /** The work is done, and 200 says nothing. */
  'emptyAnswer',
  /** The work is done, and 200 says something that is no answer. */
  'oddAnswer',
  'byteOrderMark',
  /** Packed by the coding of `field`: gzip (if none is named), deflate, br or zstd. */
  'packed',
  /** A warning of PHP before the answer. */
  'noise',
  'wrongType',
  /** In windows-1251, and it says so. */
  'windows1251',
] as const;

/** In what a shop may be otherwise than this one, as long as it is switched on: nobody outside knows. */
const WAYS = [
  // Lists.
  'newestFirst',
  'startIgnored',
  'boundaryIncluded',
  'limitIgnored',
  'samePageAgain',
  'numbersIgnored',
  'noCount',
  /** PHP's lists over REST: `{"0": …}`, null for none, one element as itself. */
  'listsAsObjects',
  // Values.
  /** Decimals with a comma. */
  'commas',
  /** `Yes` and `No`, or the two words of `field`, such as `on/off`. */
  'truthsInWords',
  /** Moments as `iso`, `bulgarian` or `unix`, by `field`; ISO 8601 if none is named. */
  'otherDates',
  /** Texts come back with HTML entities. */
  'namesAsHtml',
  /** Texts are kept without blanks at their ends and double ones. */
  'tidiedTexts',
  /** Texts are kept up to the first character above U+FFFF. */
  'threeByteTexts',
  // The XML API.
  'smallNames',
  'underscoredNames',
  /** Elements without the word that their record begins with: `Status` for `OrderStatus`. */
  'shortNames',
  'noEnvelope',
  /** `<Result>Success</Result>` in place of the status. */
  'otherStatusWord',
  /** An order is changed without repeating what it holds now. */
  'noEcho',
  /** A feed is taken without a line for each product. */
  'noResults',
  /** The УНП is kept from the parameter that `field` names only. */
  'unpElsewhere',
  // One bad record; `amount` says the how manieth, the third if it says nothing.
  'badOrder',
  'badProduct',
  // The feeds.
  /** The export feed tells quantity and visibility. */
  'feedWithQuantity',
  /** A feed is the whole catalogue: what is not in it is deleted. */
  'feedReplaces',
  /** An element that a feed leaves out is emptied. */
  'feedEmpties',
] as const;

/** Everything that can be switched on: what strikes a request, and in what the shop is otherwise. */
export const FAULT_KINDS = [...STRIKES, ...IN_FRONT, ...WAYS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
