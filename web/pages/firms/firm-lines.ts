import type { FirmRow, FirmShop } from '../../../src/api/firm/firms.ts';

/** A line of the list: a firm, or below it one of its shops. */
export type FirmLine =
  | {
      readonly kind: 'firm';
      readonly firm: FirmRow;
      readonly isOpen: boolean;
      /** Of its shops: those that are looked for. */
      readonly shops: readonly FirmShop[];
    }
  | { readonly kind: 'shop'; readonly firm: FirmRow; readonly shop: FirmShop };

/** What is looked for. */
export interface FirmSearch {
  readonly search: string;
  readonly needs: string;
}

/** How a name fits what is looked for, the best first: it is that, begins with it, a word does, has it. */
const FITS = [
  (name: string, wanted: string) => name === wanted,
  (name: string, wanted: string) => name.startsWith(wanted),
  (name: string, wanted: string) => name.split(NO_LETTERS).some((word) => word.startsWith(wanted)),
  (name: string, wanted: string) => name.includes(wanted),
];
const NO_LETTERS = /[^\p{L}\p{N}]+/u;

/** Its place in `FITS`; as many as there are = it does not fit. */
function fitOf(name: string, wanted: string): number {
  const fit = FITS.findIndex((fits) => fits(name.toLocaleLowerCase('bg'), wanted));
  return fit === -1 ? FITS.length : fit;
}

function has(name: string, wanted: string): boolean {
  return fitOf(name, wanted) < FITS.length;
}

/**
 * The lines of firms that are looked for, each with its shops below where it is unfolded. A shop
 * that was found by its own name is shown: nobody would look for it folded away. Where something is
 * looked for, the firm whose name fits it best comes first, among thousands that have it in theirs.
 */
export function firmLines(
  firms: readonly FirmRow[],
  { search, needs }: FirmSearch,
  open: ReadonlySet<number>,
): readonly FirmLine[] {
  const wanted = search.trim().toLocaleLowerCase('bg');
  const byFit = (left: FirmRow, right: FirmRow): number =>
    fitOf(left.name, wanted) - fitOf(right.name, wanted);
  return (wanted === '' ? firms : firms.toSorted(byFit)).flatMap((firm): readonly FirmLine[] => {
    const isNamed = has(firm.name, wanted);
    const shops = firm.shops
      .filter(({ name }) => isNamed || has(name, wanted))
      .filter((shop) => needs === '' || shop.needsSomebody);
    if (shops.length === 0 && (!isNamed || needs !== '')) return [];
    const isOpen = shops.length > 0 && (open.has(firm.id) || !isNamed);
    const below = isOpen ? shops.map((shop) => ({ kind: 'shop', firm, shop }) as const) : [];
    return [{ kind: 'firm', firm, isOpen, shops }, ...below];
  });
}

/** What all firms come to. */
export interface FirmSums {
  readonly firms: number;
  readonly shops: number;
  /** Shops in need of a person, and firms that have such. */
  readonly needing: number;
  readonly needingFirms: number;
  readonly well: number;
  /** A shop has failed or is late. */
  readonly isBad: boolean;
}

/** Counts what stands on top of the list; shops of suspended firms stand still on purpose. */
export function firmSums(firms: readonly FirmRow[]): FirmSums {
  const shops = firms.flatMap((firm) => firm.shops);
  const needing = shops.filter(({ needsSomebody }) => needsSomebody);
  return {
    firms: firms.length,
    shops: shops.length,
    needing: needing.length,
    needingFirms: firms.filter((firm) => firm.shops.some(({ needsSomebody }) => needsSomebody)).length,
    well: shops.filter(({ standing }) => standing === 'well').length,
    isBad: needing.some(({ standing }) => standing === 'failed' || standing === 'late'),
  };
}
