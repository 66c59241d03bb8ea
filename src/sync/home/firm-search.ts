import type { ShopStanding } from './firm-standing.ts';

/** Of a shop, what it is found by and counted as. */
export interface SoughtShop {
  readonly name: string;
  readonly standing: ShopStanding;
  readonly needsSomebody: boolean;
}

/** Of a firm, what it is found by and counted as. */
export interface SoughtFirm<S extends SoughtShop> {
  readonly name: string;
  readonly shops: readonly S[];
}

/** A firm that is looked for. */
export interface FoundFirm<F, S> {
  readonly firm: F;
  /** Of its shops: those that are looked for. */
  readonly shops: readonly S[];
  /** Its own name is not what was looked for: those of its shops are. */
  readonly isByShop: boolean;
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

const NO_LETTERS = /[^\p{L}\p{N}]+/u;
/** How a name fits what is looked for, the best first: it is that, begins with it, a word does, has it. */
const FITS = [
  (name: string, wanted: string) => name === wanted,
  (name: string, wanted: string) => name.startsWith(wanted),
  (name: string, wanted: string) => name.split(NO_LETTERS).some((word) => word.startsWith(wanted)),
  (name: string, wanted: string) => name.includes(wanted),
];

/** Its place in `FITS`; as many as there are = it does not fit. */
function fitOf(name: string, wanted: string): number {
  const lower = name.toLocaleLowerCase('bg');
  if (!lower.includes(wanted)) return FITS.length;
  return FITS.findIndex((fits) => fits(lower, wanted));
}

/**
 * Firms that are looked for, each with those of its shops that are. Where something is looked for, the firm
 * whose name fits it best comes first, among thousands that have it in theirs; firms that fit alike stay in
 * the order in which they came. `needing`: shops that need somebody, and firms that have such, alone.
 */
export function foundFirms<S extends SoughtShop, F extends SoughtFirm<S>>(
  firms: readonly F[],
  { search, needing }: { readonly search: string; readonly needing: boolean },
): readonly FoundFirm<F, S>[] {
  const wanted = search.trim().toLocaleLowerCase('bg');
  const found = firms.flatMap((firm) => {
    const fit = fitOf(firm.name, wanted);
    const isByShop = fit === FITS.length;
    const shops = firm.shops
      .filter(({ name }) => !isByShop || fitOf(name, wanted) < FITS.length)
      .filter((shop) => !needing || shop.needsSomebody);
    return shops.length === 0 && (isByShop || needing) ? [] : [{ firm, shops, isByShop, fit }];
  });
  return wanted === '' ? found : found.toSorted((left, right) => left.fit - right.fit);
}

/** Counts what stands on top of a list of firms; shops of suspended firms stand still on purpose. */
export function firmSums(firms: readonly SoughtFirm<SoughtShop>[]): FirmSums {
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
