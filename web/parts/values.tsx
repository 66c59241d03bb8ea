import { formatCount, formatMoment, formatMoney, formatQuantity } from '../../src/texts/format.ts';
import { usePage } from '../context.ts';

// What people read in the place of values: figures of one width, and nothing broken inside a number.

/** An amount of money; a dash where there is none. */
export function Money({ value, currency }: { readonly value: string | null; readonly currency: string }) {
  const { language } = usePage();
  return <span className="figure">{value === null ? '–' : formatMoney(value, currency, language)}</span>;
}

/** How much of a good. */
export function Quantity({ value }: { readonly value: string | null }) {
  const { language } = usePage();
  return <span className="figure">{value === null ? '–' : formatQuantity(value, language)}</span>;
}

/** How many. */
export function Count({ value }: { readonly value: number }) {
  const { language } = usePage();
  return <span className="figure">{formatCount(value, language)}</span>;
}

/** When, in Europe/Sofia; `iso` is ISO 8601. */
export function Moment({ iso }: { readonly iso: string | null | undefined }) {
  const { language } = usePage();
  if (iso === null || iso === undefined || iso === '') return <span className="figure">–</span>;
  return (
    <time className="figure" dateTime={iso}>
      {formatMoment(iso, language)}
    </time>
  );
}
