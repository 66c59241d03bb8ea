/** Where decimals stand in what the program tells: in it they are text, so that they stay exact. */
const DECIMALS: ReadonlySet<string> = new Set([
  'amount',
  'costPrice',
  'discount',
  'price',
  'quantity',
  'total',
  'unitPrice',
  'unitVat',
  'vat',
  'vatRate',
]);
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

interface RawJson {
  rawJSON(text: string): unknown;
}

function isNumberText(value: unknown): value is string {
  return typeof value === 'string' && DECIMAL.test(value);
}

/**
 * The value with its decimals as numbers, for scripts: every digit is written, whatever a double could hold.
 * Facts of errors and changes' fields before and after are treated alike.
 */
export function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const { field } = value as { readonly field?: unknown };
  const isDecimalField = typeof field === 'string' && DECIMALS.has(field);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isDecimal = DECIMALS.has(key) || (isDecimalField && (key === 'before' || key === 'after'));
      return [key, isDecimal && isNumberText(inner) ? exactNumber(inner) : withNumbers(inner)];
    }),
  );
}

function exactNumber(text: string): unknown {
  return (JSON as unknown as RawJson).rawJSON(text);
}
