/** What is known of the currency of a shop's prices; null where a source tells nothing. */
export interface CurrencyEvidence {
  /** The profile's setting. */
  readonly setting: string | null;
  /** The prices of the shop's own feed. */
  readonly feed: string | null;
  /** The newest order; older ones may be from before the euro. */
  readonly order: string | null;
}

export type CurrencySource = keyof CurrencyEvidence;

interface Witness {
  readonly source: CurrencySource;
  readonly currency: string;
}

/** The currency that the evidence gives, and the first two sources that contradict each other. */
export interface CurrencyFinding {
  /** Of the first source that tells one; null = nobody does, so it must be asked for. */
  readonly currency: string | null;
  readonly contradiction: readonly [Witness, Witness] | null;
}

const SOURCES: readonly CurrencySource[] = ['setting', 'feed', 'order'];

/** Weighs the evidence: setting, then feed, then the newest order. Orders are never counted against it. */
export function findShopCurrency(evidence: CurrencyEvidence): CurrencyFinding {
  const told = SOURCES.flatMap((source): readonly Witness[] => {
    const currency = evidence[source];
    return currency === null ? [] : [{ source, currency }];
  });
  const [first] = told;
  if (first === undefined) return { currency: null, contradiction: null };
  const other = told.find((witness) => witness.currency !== first.currency);
  return { currency: first.currency, contradiction: other === undefined ? null : [first, other] };
}
